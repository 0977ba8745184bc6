//! One API over the runtime, and the ways in which other programs reach it.
//!
//! [`Api`] takes [`requests`] and gives [`answers`]; [`stdio`] carries them over JSON Lines, `http` (feature `http`)
//! over HTTP, and `mcp` (feature `mcp`) offers operations as tools of agents.

pub mod answers;
mod api;
mod brought;
pub mod catalog;
#[cfg(feature = "http")]
mod credential_store;
mod credentials;
pub mod evaluate;
pub mod files;
#[cfg(feature = "http")]
pub mod http;
mod large;
#[cfg(feature = "mcp")]
pub mod mcp;
mod parameters;
pub mod requests;
pub mod stdio;
mod trace;

pub use api::Api;
#[cfg(feature = "http")]
pub use credential_store::CredentialStore;
pub use trace::{SentRequest, Traced};

/// The README's program compiles.
#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../README.md")]
struct Readme;
