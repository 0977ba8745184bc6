use crate::pattern;

/// A difference that is meant.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    pub(super) pattern: &'static str,
    pub(super) reason: &'static str,
}

impl Difference {
    /// In the facts that fit the pattern, in which `*` stands for anything, and why.
    #[must_use]
    pub const fn new(pattern: &'static str, reason: &'static str) -> Self {
        Self { pattern, reason }
    }

    /// Whether a fact is covered.
    pub(super) fn matches(&self, key: &str) -> bool {
        pattern::matches(self.pattern, key)
    }
}
