//! The types that a node wants its parameters to have.

use std::str::FromStr;

/// The type that a node wants a parameter to have. n8n's `EnsureTypeOptions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnsureType {
    /// A text; lists and objects become JSON.
    String,
    /// A number, as JavaScript's `Number` makes it.
    Number,
    /// Whether the value counts as true in JavaScript; the text `false` does.
    Boolean,
    /// A list or object, or the JSON of anything.
    Object,
    /// A list, or the JSON of one.
    Array,
    /// As [`EnsureType::Object`].
    Json,
}

impl EnsureType {
    const NAMED: [(Self, &'static str); 6] = [
        (Self::String, "string"),
        (Self::Number, "number"),
        (Self::Boolean, "boolean"),
        (Self::Object, "object"),
        (Self::Array, "array"),
        (Self::Json, "json"),
    ];

    /// The type's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMED.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A name that is not that of an [`EnsureType`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a parameter can be made a string, number, boolean, object, array or json")]
pub struct ParseEnsureTypeError;

impl FromStr for EnsureType {
    type Err = ParseEnsureTypeError;

    fn from_str(name: &str) -> Result<Self, ParseEnsureTypeError> {
        Self::NAMED.into_iter().find(|(_, known)| *known == name).map(|(kind, _)| kind).ok_or(ParseEnsureTypeError)
    }
}
