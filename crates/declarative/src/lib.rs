#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Declarative`] makes a core [`Node`](nodewright_core::Node) of a description, [`Declarative::versions`] a node type for
//! a registry. [`check`](mod@check) says what is wrong with one. [`Functions`] is what runs the code that a description may need and JSON cannot hold.

pub mod check;
mod credentials;
mod functions;
mod holes;
mod merge;
mod model;
mod node;
mod number;
mod plan;
mod request_options;
mod run;

pub use functions::{FunctionCall, Functions, PagedRequest, Pages};
pub use model::FunctionPath;
pub use node::Declarative;
