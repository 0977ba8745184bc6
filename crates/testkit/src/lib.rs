#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`ScriptedServer::start`] takes whatever is [`Respond`]: [`Reply`]s in order, a [`Script`] by route, a function.

#[cfg(any(feature = "directus", feature = "sandbox"))]
mod admin;
#[cfg(feature = "directus")]
pub mod directus;
mod loopback;
#[cfg(feature = "n8n")]
pub mod n8n;
mod qs;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod scripted;
mod skip;

pub use scripted::{Cursor, Location, Paged, Part, RecordedRequest, Reply, Respond, Script, ScriptedServer};
pub use skip::skip;
