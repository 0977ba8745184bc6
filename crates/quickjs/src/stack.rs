//! The stack that the engine may use.

use std::cell::Cell;

const MB: usize = 1024 * 1024;

/// What the engine's frames may take.
const SHALLOW: usize = MB;
/// The same where the stack is large: about as many calls inside each other as Node.js allows.
const DEEP: usize = 8 * MB;
/// What must be left for what the engine calls.
const CALLED: usize = 256 * 1024;
/// A stack that is allocated where there is too little.
const MORE: usize = 8 * MB;

/// The engine's words for too many calls inside each other.
pub const NO_STACK: &str = "Maximum call stack size exceeded";

thread_local! {
    /// What the frames of the engine at work on this thread may take.
    static ALLOWED: Cell<usize> = const { Cell::new(SHALLOW) };
}

/// Whether the engine may be entered from here: it measures its stack from where it is entered.
#[must_use]
pub fn has_stack() -> bool {
    has(ALLOWED.get() + CALLED)
}

/// Whether this stack has room for about as many calls inside each other as Node.js allows. It takes 17 MB.
#[must_use]
pub fn is_deep() -> bool {
    stacker::remaining_stack().is_some_and(|left| left >= needed(DEEP))
}

/// Runs `work` on a stack of which [`is_deep`] is true.
pub fn with_deep_stack<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(needed(DEEP) + MB, needed(DEEP) + 2 * MB, work)
}

/// Runs `work` with enough stack for an engine, and what its frames may take.
pub(crate) fn with_stack<T>(work: impl FnOnce(usize) -> T) -> T {
    stacker::maybe_grow(needed(SHALLOW), MORE, || {
        let allowed = if is_deep() { DEEP } else { SHALLOW };
        let _outer = Outer(ALLOWED.replace(allowed));
        work(allowed)
    })
}

/// The engine may be entered a second time from what it calls, and measures its stack anew.
const fn needed(allowed: usize) -> usize {
    2 * allowed + CALLED
}

fn has(bytes: usize) -> bool {
    stacker::remaining_stack().is_none_or(|left| left >= bytes)
}

/// Puts back what the engine around this one may take, after a panic too.
struct Outer(usize);

impl Drop for Outer {
    fn drop(&mut self) {
        ALLOWED.set(self.0);
    }
}
