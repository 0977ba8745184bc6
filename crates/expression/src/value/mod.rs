//! The values that expressions compute with.
//!
//! A value borrows from the item wherever it can. What an evaluation makes itself lives in its [`Heap`], which is
//! dropped as a whole, so values are `Copy` and no cycle leaks.

mod heap;
pub mod number;
mod object;
mod text;

pub use heap::Heap;
pub use object::{ErrorName, Function, FunctionKind, Kind, NativeFn, Object, Properties, RegexObject};
pub use text::{Finder, Text};

use serde_json::Map;

/// A JavaScript value.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    String(Text<'a>),
    /// An array of the data, as the host holds it.
    JsonArray(&'a Vec<serde_json::Value>),
    /// An object of the data, as the host holds it.
    JsonObject(&'a Map<String, serde_json::Value>),
    Object(&'a Object<'a>),
    /// A place of an array that was never set, or a variable before its declaration. Never a result.
    Empty,
}

impl<'a> Value<'a> {
    /// A view on JSON.
    #[must_use]
    pub fn from_json(json: &'a serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => Self::from(text.as_str()),
            serde_json::Value::Array(array) => Self::JsonArray(array),
            serde_json::Value::Object(object) => Self::JsonObject(object),
        }
    }

    /// A view on JSON that may be missing.
    #[must_use]
    pub fn from_option(json: Option<&'a serde_json::Value>) -> Self {
        json.map_or(Self::Undefined, Self::from_json)
    }

    #[must_use]
    pub const fn is_undefined(self) -> bool {
        matches!(self, Self::Undefined | Self::Empty)
    }

    /// Undefined or null.
    #[must_use]
    pub const fn is_nullish(self) -> bool {
        matches!(self, Self::Undefined | Self::Null | Self::Empty)
    }

    /// What `typeof` says.
    #[must_use]
    pub fn type_of(self) -> &'static str {
        match self {
            Self::Undefined | Self::Empty => "undefined",
            Self::Null | Self::JsonArray(_) | Self::JsonObject(_) => "object",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Object(object) if object.is_function() => "function",
            Self::Object(Object { kind: Kind::BigInt(_), .. }) => "bigint",
            Self::Object(_) => "object",
        }
    }

    /// Whether a property can be set on it: no primitive.
    #[must_use]
    pub const fn is_object(self) -> bool {
        matches!(self, Self::JsonArray(_) | Self::JsonObject(_) | Self::Object(_))
    }

    #[must_use]
    pub fn is_function(self) -> bool {
        matches!(self, Self::Object(object) if object.is_function())
    }

    #[must_use]
    pub fn is_array(self) -> bool {
        match self {
            Self::JsonArray(_) => true,
            Self::Object(object) => matches!(object.kind, Kind::Array(_)),
            _ => false,
        }
    }

    /// JavaScript's truthiness.
    #[must_use]
    pub fn truthy(self) -> bool {
        match self {
            Self::Undefined | Self::Null | Self::Empty => false,
            Self::Bool(value) => value,
            Self::Number(number) => number != 0.0 && !number.is_nan(),
            Self::String(text) => !text.is_empty(),
            Self::JsonArray(_) | Self::JsonObject(_) | Self::Object(_) => true,
        }
    }

    /// A place never set reads as undefined.
    #[must_use]
    pub const fn or_undefined(self) -> Self {
        match self {
            Self::Empty => Self::Undefined,
            other => other,
        }
    }

    /// The text, if it is well-formed text.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::String(text) => text.as_str(),
            _ => None,
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Text::from(text))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<usize> for Value<'_> {
    #[allow(clippy::cast_precision_loss)] // no length reaches 2^53
    fn from(length: usize) -> Self {
        Self::Number(length as f64)
    }
}
