//! When code has to end.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// When code has to end: at a time, or when a flag is set, whatever is first.
#[derive(Debug, Clone)]
pub struct Limit {
    /// When it has to be over.
    pub until: Instant,
    /// Set when its result is no longer needed.
    pub stop: Arc<AtomicBool>,
}

impl Limit {
    /// Ends after `time`, counted from now.
    #[must_use]
    pub fn within(time: Duration) -> Self {
        Self::new(Instant::now() + time)
    }

    /// Ends at `until`.
    #[must_use]
    pub fn new(until: Instant) -> Self {
        Self { until, stop: Arc::default() }
    }

    /// Whether its time is over or its flag is set.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || Instant::now() >= self.until
    }
}

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
