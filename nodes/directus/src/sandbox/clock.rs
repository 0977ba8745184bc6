//! The time, which a test may set.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use super::lock;

/// A clock that can be put forward. Clones share it.
#[derive(Debug, Clone)]
pub struct Clock {
    stands_at: Option<SystemTime>,
    ahead: Arc<Mutex<Duration>>,
}

impl Clock {
    /// The system's time.
    #[must_use]
    pub fn system() -> Self {
        Self { stands_at: None, ahead: Arc::default() }
    }

    /// A clock that stands still at `time` until it is [advanced](Self::advance).
    #[must_use]
    pub fn at(time: SystemTime) -> Self {
        Self { stands_at: Some(time), ahead: Arc::default() }
    }

    /// Puts the clock, and all its clones, forward.
    pub fn advance(&self, by: Duration) {
        *lock(&self.ahead) += by;
    }

    /// The time it shows.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.stands_at.unwrap_or_else(SystemTime::now) + *lock(&self.ahead)
    }
}
