//! Tree of the source → tree with its names resolved.

mod expression;
mod function;
mod names;
mod pattern;
mod statement;

#[cfg(feature = "js")]
pub use names::DENIED;
pub use names::is_engine_method;

use super::NotNative;
use super::code::{Code, Local};
use crate::syntax::ast::Expr;

pub(super) type Result<T> = std::result::Result<T, NotNative>;

/// Compiles the expression of a segment. `source` is the segment's text, for functions that are turned into text.
pub fn compile(expr: &Expr, source: &str) -> Result<Code> {
    Compiler { source, frames: Vec::new(), lexical: Vec::new() }.expression(expr)
}

struct Compiler<'s> {
    source: &'s str,
    /// Scopes at run time, outermost first.
    frames: Vec<FrameState>,
    /// Scopes of the source, outermost first.
    lexical: Vec<Lexical>,
}

struct FrameState {
    slots: u16,
    /// Whether blocks inside need scopes of their own.
    captured: bool,
}

/// The names that one block declares.
struct Lexical {
    frame: usize,
    names: Vec<(Box<str>, u16, bool)>,
}

impl Compiler<'_> {
    /// A new name in the innermost block.
    fn declare(&mut self, name: &str, constant: bool) -> Result<Local> {
        let lexical = self.lexical.last_mut().ok_or(NotNative("a declaration outside of a function"))?;
        let depth = u16::try_from(self.frames.len() - 1 - lexical.frame).map_err(|_| NotNative("too deep"))?;
        if let Some((_, slot, _)) = lexical.names.iter().find(|(other, ..)| **other == *name) {
            return Ok(Local { depth, slot: *slot });
        }
        let frame = &mut self.frames[lexical.frame];
        let slot = frame.slots;
        frame.slots = slot.checked_add(1).ok_or(NotNative("too many variables"))?;
        lexical.names.push((name.into(), slot, constant));
        Ok(Local { depth, slot })
    }

    /// The variable of this name, and whether it is constant.
    fn resolve(&self, name: &str) -> Option<(Local, bool)> {
        self.lexical.iter().rev().find_map(|lexical| {
            let (_, slot, constant) = lexical.names.iter().find(|(other, ..)| **other == *name)?;
            let depth = u16::try_from(self.frames.len() - 1 - lexical.frame).ok()?;
            Some((Local { depth, slot: *slot }, *constant))
        })
    }
}
