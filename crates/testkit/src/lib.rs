// Its examples need the feature.
#![cfg_attr(feature = "node", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "node"), doc = "Test servers for authors of nodes.")]
//!
//! # Where to start
//!
//! `check` and `harness` for a node; [`ScriptedServer::start`] takes whatever is [`Respond`]: [`Reply`]s in order, a
//! [`Script`] by route, a function.

#[cfg(feature = "node")]
pub mod cases;
#[cfg(feature = "node")]
mod check;
#[cfg(feature = "node")]
pub mod harness;
#[cfg(feature = "node")]
pub mod hostile;
mod loopback;
#[cfg(feature = "n8n")]
pub mod n8n;
#[cfg(feature = "node")]
pub mod parity;
#[cfg(feature = "node")]
mod pattern;
pub mod qs;
#[cfg(feature = "node")]
mod recorded;
#[cfg(feature = "node")]
pub mod replay;
mod scripted;
mod skip;

#[cfg(feature = "node")]
pub use check::{Problems, check};
pub use loopback::Loopback;
#[cfg(feature = "node")]
pub use recorded::recorded;
pub use scripted::{Cursor, Location, Paged, Part, RecordedRequest, Reply, Respond, Script, ScriptedServer};
pub use skip::skip;
