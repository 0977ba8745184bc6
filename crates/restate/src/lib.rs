#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Worker::builder`] takes a runtime; [`Worker::serve`] answers a Restate server. A service of one's own, such as an engine
//! that runs whole workflows, drives executions by [`in_steps`] within a handler, and is bound beside the others.

mod admin;
mod error;
mod pace;
mod payload;
mod runner;
mod steps;
mod worker;

pub use admin::register;
pub use error::{node_error, terminal};
pub use nodewright_durable::{Blobs, Call};
pub use payload::Payload;
pub use restate_sdk;
pub use steps::{Keeping, in_steps};
pub use worker::{Builder, Worker};
