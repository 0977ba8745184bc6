//! The evaluator of its own: no JavaScript engine, nothing to start, nothing to copy.
//!
//! It takes every expression that it can answer exactly. What it does not know (classes, generators, symbols, big
//! integers …) is found while compiling, so an expression runs either here or as a whole in a JavaScript engine.

mod assign;
mod chain;
mod code;
mod compile;
mod eval;
mod function;
mod scope;
mod step;

pub use code::{Closure, Code};
#[cfg(feature = "js")]
pub use compile::DENIED;
pub use compile::{compile, is_engine_method};
pub use eval::eval;
pub use function::call;
pub use scope::Scope;

/// What the expression needs and this evaluator lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNative(pub &'static str);
