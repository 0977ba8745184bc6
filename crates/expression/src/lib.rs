#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! An [`Engine`] compiles an expression once and evaluates it for any item. What an expression may see of the execution comes
//! from a [`DataContext`], which borrows; [`JsonContext`] is one over JSON that is there.

// Some of it only the JavaScript engine calls.
#![cfg_attr(not(feature = "js"), allow(dead_code))]

mod builtins;
mod check;
mod data;
mod engine;
mod error;
mod evaluated;
mod evaluation;
mod functions;
mod luxon;
mod native;
mod pace;
#[cfg(feature = "js")]
mod program;
#[cfg(feature = "js")]
mod script;
mod split;
mod syntax;
mod template;
mod value;

pub use data::{ContextError, DataContext, Items, JsonContext, NodeView, Source, WholeItem};
pub use engine::{Engine, EngineBuilder, Limits};
pub use error::{Error, ErrorClass};
pub use evaluated::Evaluated;
pub use pace::Pace;
#[cfg(feature = "js")]
pub use program::{Outside, Pending, Program, ProgramError, Ran, Thrown};
pub use split::{Segment, split};
pub use template::{Backend, Template, is_expression};
