//! The parameters of a call.

use super::code::Local;
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

/// The place of a name.
pub fn cell<'a>(scope: ScopeRef<'a>, local: Local) -> Option<&'a Cell<Value<'a>>> {
    let mut scope = scope?;
    for _ in 0..local.depth {
        scope = scope.parent?;
    }
    scope.slots.get(usize::from(local.slot))
}
