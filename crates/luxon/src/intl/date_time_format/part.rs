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

/// Which end of a range a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The first.
    Start,
    /// The last.
    End,
    /// Both.
    Shared,
}

impl Source {
    /// The name in JavaScript.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "startRange",
            Self::End => "endRange",
            Self::Shared => "shared",
        }
    }
}

/// A part of a range, as `formatRangeToParts` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangePart {
    /// What it is.
    pub part: Part,
    /// Whose it is.
    pub source: Source,
}

/// An object with `type`, `value` and `source`.
impl From<RangePart> for Value {
    fn from(range: RangePart) -> Self {
        let RangePart { part, source } = range;
        let fields = [("type", part.kind.to_owned()), ("value", part.value), ("source", source.name().to_owned())];
        Self::Object(fields.into_iter().collect())
    }
}
