#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Worker::builder`] takes a runtime and a client of a server; [`Worker::run`] executes what the server hands out. [`start`]
//! begins an execution, as any other SDK of Temporal may.

// The macro makes a constant, by which workflows in Rust would name the activity.
#[expect(dead_code)]
mod activity;
mod error;
mod payload;
mod progress;
mod start;
mod steps;
mod worker;

pub use error::{failure, node_error};
pub use nodewright_durable::{Blobs, Call};
pub use payload::Payload;
pub use start::{ACTIVITY, Execute, start};
pub use temporalio_client;
pub use temporalio_common;
pub use worker::{Builder, Worker};
