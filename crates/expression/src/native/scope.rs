//! The variables of a call or a block.

use super::code::{Frame, Local};
use crate::evaluation::Evaluation;
use crate::value::Value;
use std::cell::Cell;

pub struct Scope<'a> {
    slots: &'a [Cell<Value<'a>>],
    parent: Option<&'a Scope<'a>>,
}

pub type ScopeRef<'a> = Option<&'a Scope<'a>>;

impl<'a> Scope<'a> {
    pub fn new(cx: &Evaluation<'a>, slots: usize, parent: ScopeRef<'a>) -> &'a Self {
        let bump = cx.heap.bump();
        let slots = bump.alloc_slice_fill_with(slots, |_| Cell::new(Value::Empty));
        bump.alloc(Self { slots, parent })
    }

    pub fn slots(&self) -> &'a [Cell<Value<'a>>] {
        self.slots
    }

    pub fn parent(&self) -> ScopeRef<'a> {
        self.parent
    }
}

/// The place of a variable.
pub fn cell<'a>(scope: ScopeRef<'a>, local: Local) -> Option<&'a Cell<Value<'a>>> {
    let mut scope = scope?;
    for _ in 0..local.depth {
        scope = scope.parent?;
    }
    scope.slots.get(usize::from(local.slot))
}

/// The scope in which a block runs.
pub fn enter<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, frame: Frame) -> ScopeRef<'a> {
    match frame {
        Frame::Own { slots } => Some(Scope::new(cx, usize::from(slots), scope)),
        Frame::Shared { from, to } => {
            if let Some(scope) = scope {
                for slot in &scope.slots[usize::from(from)..usize::from(to)] {
                    slot.set(Value::Empty);
                }
            }
            scope
        }
    }
}
