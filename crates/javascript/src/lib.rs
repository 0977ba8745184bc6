#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Packages::open`] loads a folder; what it gives goes into a [`Registry`](nodewright_core::Registry).

mod compress;
mod credential;
mod crypto;
mod dates;
mod error;
mod files;
mod files_of_items;
mod functions;
mod host;
mod items;
mod load;
mod node;
mod outside;
mod package;
mod realm;
mod realms;
mod request;

pub use package::{Loaded, Packages, Problem};
pub use realms::Limits;
