//! The stack that the engine may use.

/// What the engine's frames may take.
pub const STACK: usize = 1024 * 1024;
/// What must be left where the engine may be entered again: its own part and some for what it calls.
const LEFT: usize = STACK + 256 * 1024;
/// What must be left at the start, or is allocated.
const NEEDED: usize = LEFT + STACK;
const MORE: usize = 8 * 1024 * 1024;

/// The engine's words for too many calls inside each other.
pub const NO_STACK: &str = "Maximum call stack size exceeded";

/// Whether the engine may be entered from here: it measures its stack from where it is entered.
#[must_use]
pub fn has_stack() -> bool {
    stacker::remaining_stack().is_none_or(|left| left >= LEFT)
}

/// Runs `work` with enough stack for the engine.
pub fn with_stack<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(NEEDED, MORE, work)
}
