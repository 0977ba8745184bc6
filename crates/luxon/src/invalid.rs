//! Why a value is invalid.

use std::sync::Arc;

/// The reason an invalid `DateTime`, `Duration` or `Interval` carries instead of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    reason: Arc<str>,
    explanation: Option<Arc<str>>,
}

impl Invalid {
    /// A reason alone, such as `"invalid input"`.
    #[must_use]
    pub fn new(reason: &str) -> Self {
        Self { reason: reason.into(), explanation: None }
    }

    /// A reason with a sentence for the user.
    pub fn explained(reason: &str, explanation: impl AsRef<str>) -> Self {
        Self { reason: reason.into(), explanation: Some(explanation.as_ref().into()) }
    }

    /// luxon's `invalidReason`.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// luxon's `invalidExplanation`.
    #[must_use]
    pub fn explanation(&self) -> Option<&str> {
        self.explanation.as_deref()
    }
}
