//! One API over the runtime, and the ways in which other programs reach it.
//!
//! [`Api`] answers a method name and JSON parameters; [`stdio`] carries that over JSON Lines, and `mcp`, behind the
//! feature of that name, offers operations as tools of agents.

mod api;
pub mod catalog;
pub mod evaluate;
pub mod files;
#[cfg(feature = "mcp")]
pub mod mcp;
mod parameters;
pub mod requests;
pub mod stdio;

pub use api::Api;
