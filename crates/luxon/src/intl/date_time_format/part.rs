//! Parts of a formatted text.

use crate::value::Value;

/// A part of a formatted text, as `formatToParts` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `literal`, `year`, `month`, `integer` and so on.
    pub kind: &'static str,
    /// The text.
    pub value: String,
}

/// An object with `type` and `value`.
impl From<Part> for Value {
    fn from(part: Part) -> Self {
        Self::Object([("type", part.kind.to_owned()), ("value", part.value)].into_iter().collect())
    }
}

impl Part {
    pub(crate) fn new(kind: &'static str, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }
}
