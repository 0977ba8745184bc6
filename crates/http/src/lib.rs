#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Client`] implements core's [`HttpClient`](nodewright_core::HttpClient); [`Builder`] says what can be set.
//! [`DestinationPolicy`] is where requests may go, [`RetryPolicy`] what is tried again.
//!
//! # Differences from n8n
//! * The description of an error is the service's own text if the answer has one, for example Directus'
//!   `errors[].message`, where n8n often has `Request failed with status code 404`.
//! * A request is not sent a second time on 401.
//! * What the credential adds in headers is not sent on to another host by a redirect.

#![warn(clippy::missing_errors_doc, clippy::must_use_candidate, clippy::return_self_not_must_use)]

mod address;
mod answer;
mod authenticate;
pub mod body;
mod builder;
mod client;
mod destination;
pub mod error;
mod exchange;
mod json;
mod options;
pub mod query;
mod redact;
mod redirect;
mod retry;
mod tls;

pub use builder::Builder;
pub use client::Client;
pub use destination::DestinationPolicy;
pub use options::{SendOptions, StatusErrors};
pub use redact::Redactor;
pub use retry::RetryPolicy;
