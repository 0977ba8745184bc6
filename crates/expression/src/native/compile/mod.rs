//! Tree of the source → tree with its names resolved.

mod expression;
mod function;
mod names;
mod pattern;

#[cfg(feature = "js")]
pub use names::DENIED;
pub use names::is_engine_member;

use super::NotNative;
use super::code::{Code, Local};
use crate::syntax::ast::Expr;

pub(super) type Result<T> = std::result::Result<T, NotNative>;

/// Compiles the expression of a segment. `source` is the segment's text, for functions that are turned into text.
pub fn compile(expr: &Expr, source: &str) -> Result<Code> {
    Compiler { source, frames: Vec::new() }.expression(expr)
}

struct Compiler<'s> {
    source: &'s str,
    /// The functions around, outermost first.
    frames: Vec<Frame>,
}

/// The parameters of a function, each in the slot of its place.
#[derive(Default)]
struct Frame {
    names: Vec<Box<str>>,
}

impl Compiler<'_> {
    /// A new name of the innermost function.
    fn declare(&mut self, name: &str) -> Result<()> {
        let frame = self.frames.last_mut().ok_or(NotNative("a declaration outside of a function"))?;
        if frame.names.iter().any(|other| **other == *name) {
            return Err(NotNative("a parameter twice"));
        }
        if frame.names.len() >= usize::from(u16::MAX) {
            return Err(NotNative("too many parameters"));
        }
        frame.names.push(name.into());
        Ok(())
    }

    /// The place of this name.
    fn resolve(&self, name: &str) -> Option<Local> {
        self.frames.iter().rev().enumerate().find_map(|(depth, frame)| {
            let slot = frame.names.iter().position(|other| **other == *name)?;
            Some(Local { depth: u16::try_from(depth).ok()?, slot: u16::try_from(slot).ok()? })
        })
    }
}
