//! One API over the runtime, and the ways in which other programs reach it.
//!
//! [`Api`] answers a method name and JSON parameters; [`stdio`] carries that over JSON Lines.

mod api;
pub mod catalog;
pub mod evaluate;
pub mod files;
mod parameters;
pub mod requests;
pub mod stdio;

pub use api::Api;
