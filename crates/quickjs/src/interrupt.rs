//! Telling the engine to stop.

use std::cell::RefCell;

use crate::Limit;

/// The limit of what runs on this thread, and whether the engine was told to stop.
struct Current {
    limit: Limit,
    was_hit: bool,
}

thread_local! {
    static CURRENT: RefCell<Option<Current>> = const { RefCell::new(None) };
}

/// What the engine asks every few thousand steps.
pub fn interrupts() -> bool {
    CURRENT.with_borrow_mut(|current| {
        let Some(current) = current else { return false };
        current.was_hit = current.was_hit || current.limit.is_over();
        current.was_hit
    })
}

/// Runs `work` within the limit; with its result, whether the engine was told to stop.
pub fn within<T>(limit: &Limit, work: impl FnOnce() -> T) -> (T, bool) {
    let outer = Outer(CURRENT.replace(Some(Current { limit: limit.clone(), was_hit: false })));
    let result = work();
    let was_hit = CURRENT.with_borrow(|current| current.as_ref().is_some_and(|current| current.was_hit));
    drop(outer);
    (result, was_hit)
}

/// Puts the limit of what is around back, after a panic too.
struct Outer(Option<Current>);

impl Drop for Outer {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}
