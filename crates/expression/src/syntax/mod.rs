//! JavaScript source → tree.
//!
//! A parser of its own rather than a general one: it accepts what n8n's parser accepts (a module of the language as of
//! ES2022), it starts in a microsecond, it bounds the depth of what it reads, and its tree is the one that the checks,
//! the evaluator and the printer walk.

pub mod ast;
mod class;
mod escape;
mod expression;
mod function;
mod lexer;
mod names;
mod object;
mod operator;
mod parser;
mod pattern;
mod primary;
#[cfg(feature = "js")]
pub mod print;
mod reprint;
mod statement;
mod suffix;
pub mod walk;

pub use lexer::is_name_part;
pub use names::declared;
pub use parser::{Program, parse};

/// The source is not JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError;

/// Why there is no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseError {
    Syntax,
    /// It nests deeper than [`MAX_DEPTH`].
    TooDeep,
}

/// How deep a tree may be. The evaluator and the destructor recurse over it.
pub const MAX_DEPTH: usize = 1000;
