#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! `Client` implements core's [`HttpClient`](nodewright_core::HttpClient); `Builder` says what can be set.
//! `DestinationPolicy` is where requests may go, `RetryPolicy` what is tried again. Without the feature `client` there is
//! what needs none of them: [`query`] and [`body`] encode as n8n does, [`options`] reads n8n's
//! `IHttpRequestOptions`, [`headers`] takes headers as people enter them, [`json`] writes, [`error`] has n8n's texts, and
//! [`Redactor`] hides secrets.
//!
//! # Differences from n8n
//! * The description of an error is the service's own text if the answer has one, for example Directus'
//!   `errors[].message`, where n8n often has `Request failed with status code 404`.
//! * A request is sent a second time on 401 only where its credential could be renewed, or where it
//!   [asks for that](nodewright_core::RequestOptions::second_try).
//! * What the credential adds in headers is not sent on to another host by a redirect, unless the request
//!   [says so](nodewright_core::Forward).

#[cfg(feature = "client")]
mod address;
#[cfg(feature = "client")]
mod answer;
pub mod body;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod destination;
#[cfg(feature = "client")]
mod domains;
pub mod error;
#[cfg(feature = "client")]
mod exchange;
pub mod headers;
pub mod json;
pub mod options;
pub mod query;
mod redact;
#[cfg(feature = "client")]
mod redirect;
#[cfg(feature = "client")]
mod retry;
mod retry_after;
#[cfg(feature = "client")]
mod sign;
#[cfg(feature = "client")]
mod templates;
#[cfg(feature = "client")]
mod tls;
#[cfg(feature = "client")]
mod variants;

#[cfg(feature = "client")]
pub use builder::Builder;
#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use destination::DestinationPolicy;
pub use redact::Redactor;
#[cfg(feature = "client")]
pub use retry::RetryPolicy;
pub use retry_after::retry_after;
