//! JavaScript's conversions between its types.

use super::Value;
use crate::number::{self, number_text};

impl Value {
    /// JavaScript's `typeof`.
    #[must_use]
    pub fn type_of(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            _ => "object",
        }
    }

    /// Whether the value is `undefined` or `null`.
    #[must_use]
    pub fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// Whether JavaScript takes the value for true.
    #[must_use]
    pub fn truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::String(text) => !text.is_empty(),
            _ => true,
        }
    }

    /// JavaScript's `Number(value)`, which for dates is their instant.
    #[must_use]
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Undefined => f64::NAN,
            Self::Null => 0.0,
            Self::Bool(value) => f64::from(u8::from(*value)),
            Self::Number(number) => *number,
            Self::String(text) => number::parse(text),
            Self::DateTime(value) => value.to_millis(),
            Self::Duration(value) => value.to_millis(),
            Self::Date(ts) => *ts,
            _ => number::parse(&self.to_text()),
        }
    }

    /// JavaScript's `String(value)`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Undefined => "undefined".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number_text(*number),
            Self::String(text) => text.clone(),
            Self::Array(items) => {
                let texts: Vec<_> =
                    items.iter().map(|item| if item.is_nullish() { String::new() } else { item.to_text() }).collect();
                texts.join(",")
            }
            Self::Object(_) | Self::Zone(_) | Self::FormatParser(_) => "[object Object]".to_owned(),
            Self::DateTime(value) => value.to_string(),
            Self::Duration(value) => value.to_iso().unwrap_or_else(|| "null".to_owned()),
            Self::Interval(value) => value.to_string(),
            Self::Date(ts) => crate::jsdate::to_string(*ts),
            Self::RegExp { source, flags } => format!("/{source}/{flags}"),
        }
    }
}
