//! Where a node differs from the recorded one, and by which rule.

use super::Aspect;
use crate::pattern::matches;

/// A rule, and the cases in which it shows.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// What it says.
    pub name: &'static str,
    /// In how many cases it shows.
    pub count: usize,
    /// Ids of cases, with `*` for anything.
    pub cases: &'static [&'static str],
    /// What differs in them.
    pub aspects: &'static [Aspect],
    /// What the text of the difference contains.
    pub says: &'static str,
}

impl Rule {
    /// A rule for any difference in these aspects.
    #[must_use]
    pub const fn new(
        name: &'static str,
        count: usize,
        cases: &'static [&'static str],
        aspects: &'static [Aspect],
    ) -> Self {
        Self { name, count, cases, aspects, says: "" }
    }

    /// Only for a difference whose text contains this.
    #[must_use]
    pub const fn saying(mut self, text: &'static str) -> Self {
        self.says = text;
        self
    }

    /// Whether it explains that `aspect` differs in a case, as `text` says.
    pub(super) fn explains(&self, id: &str, aspect: Aspect, text: &str) -> bool {
        let covered = self.aspects.contains(&aspect) && text.contains(self.says);
        covered && self.cases.iter().any(|pattern| matches(pattern, id))
    }
}
