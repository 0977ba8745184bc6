//! Whether an error may go away by itself, and when to come back.

use std::time::Duration;

use super::{ErrorKind, NodeError};

impl NodeError {
    /// How long the service has asked to wait before it is asked again, by `Retry-After`.
    #[must_use]
    pub fn with_retry_after(mut self, time: Duration) -> Self {
        self.0.retry_after = Some(time);
        self
    }

    /// How long the service has asked to wait before it is asked again.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether it may go away by itself: there was no answer, or one that says so (408, 425, 429, a status of 500 or more
    /// but 501 and 505).
    #[must_use]
    pub fn is_passing(&self) -> bool {
        if matches!(self.0.kind, ErrorKind::Network | ErrorKind::Timeout) {
            return true;
        }
        let status = self.status().or_else(|| self.http_code()?.parse().ok());
        matches!(status, Some(408 | 425 | 429 | 500 | 502..=504 | 506..=599))
    }

    /// As [passing](Self::is_passing) as the error that it was made of: its kind where there was no answer, and the time that
    /// the service has asked for.
    #[must_use]
    pub fn passing_like(mut self, below: &Self) -> Self {
        if matches!(below.kind(), ErrorKind::Network | ErrorKind::Timeout) {
            self.0.name = Some(self.name().to_owned()).filter(|name| name != below.kind().name());
            self.0.kind = below.kind();
        }
        self.0.retry_after = below.0.retry_after;
        self
    }
}
