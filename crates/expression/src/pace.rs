//! How long an evaluation may keep its thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long an evaluation may keep the thread that it runs on.
#[derive(Debug, Clone, Default)]
pub enum Pace {
    /// As long as the engine's limits say.
    #[default]
    Full,
    /// About a millisecond, and never in the JavaScript engine: on a thread that has other work. What is not done by
    /// then gives no value ([`Engine::try_evaluate`](crate::Engine::try_evaluate)).
    Brief,
    /// So long, or until it is stopped, whatever is first; at most as long as the engine's limits say.
    Within(Duration, Stop),
}

/// What a brief evaluation may take.
const BRIEF: Duration = Duration::from_millis(1);

impl Pace {
    pub(crate) fn time(&self, limit: Duration) -> Duration {
        match self {
            Self::Full => limit,
            Self::Brief => BRIEF.min(limit),
            Self::Within(time, _) => limit.min(*time),
        }
    }

    pub(crate) const fn is_brief(&self) -> bool {
        matches!(self, Self::Brief)
    }

    pub(crate) const fn stop(&self) -> Option<&Stop> {
        match self {
            Self::Within(_, stop) => Some(stop),
            _ => None,
        }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stop().is_some_and(Stop::is_stopped)
    }
}

/// Ends an evaluation from outside: it looks here every few microseconds. Clones share their state.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Not stopped yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends what runs with it.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
