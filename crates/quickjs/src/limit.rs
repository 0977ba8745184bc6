//! When code has to end.

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
