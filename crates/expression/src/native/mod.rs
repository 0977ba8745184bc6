//! The evaluator of its own: no JavaScript engine, nothing to start, nothing to copy.
//!
//! It takes what most expressions are made of: paths, operators, templates, arrow functions of one expression, calls of
//! n8n's functions and of the everyday methods of texts, lists and numbers. What is rarer (statements, assignments,
//! classes, `Map`, `Intl` …) is found while compiling, and runs as a whole in a JavaScript engine. So does what turns
//! out to need one while it runs ([`Throw::Engine`](crate::evaluation::Throw::Engine)): a method that is not known here,
//! a change of data, more memory than this evaluator, which frees nothing before the end, may take. No part of an
//! expression has effects, so starting it again is the same.

mod bind;
mod chain;
mod code;
mod compile;
mod eval;
mod function;
mod scope;

pub use code::{Closure, Code};
#[cfg(feature = "js")]
pub use compile::DENIED;
pub use compile::{compile, is_engine_member};
pub use eval::eval;
pub use function::call;
pub use scope::Scope;

/// What the expression needs and this evaluator lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNative(pub &'static str);
