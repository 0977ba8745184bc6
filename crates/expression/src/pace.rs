//! How long an evaluation may keep its thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long an evaluation may keep the thread that it runs on.
#[derive(Debug, Clone, Default)]
pub enum Pace {
    /// As long as the engine's limits say.
    #[default]
    Full,
    /// Until then, and never in the JavaScript engine: on a thread that has other work. What is not done by then gives
    /// no value ([`Engine::try_evaluate`](crate::Engine::try_evaluate)).
    Brief(Instant),
    /// Until then or until the flag is set, whatever is first, and at most as long as the engine's limits say. The
    /// evaluation looks at the flag every few microseconds.
    Until(Instant, Arc<AtomicBool>),
}

impl Pace {
    pub(crate) fn deadline(&self, limit: Duration) -> Instant {
        match self {
            Self::Full => Instant::now() + limit,
            Self::Brief(until) => *until,
            Self::Until(until, _) => (Instant::now() + limit).min(*until),
        }
    }

    pub(crate) const fn is_brief(&self) -> bool {
        matches!(self, Self::Brief(_))
    }

    pub(crate) const fn flag(&self) -> Option<&Arc<AtomicBool>> {
        match self {
            Self::Until(_, flag) => Some(flag),
            _ => None,
        }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.flag().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}
