//! A value as the type that a node wants.

use std::str::FromStr;

use serde_json::Value;

use super::InvalidParameter;
use crate::ParameterValue;
use crate::javascript::json;

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

/// Makes the value of a parameter be of a type. n8n's `ensureType`.
///
/// ```
/// use nodewright_properties::{EnsureType, ParameterValue, ensure_type};
/// use serde_json::json;
///
/// let list = ensure_type(ParameterValue::Json(json!("[1, 2]")), EnsureType::Array, "ids");
/// assert_eq!(list, Ok(ParameterValue::Json(json!([1, 2]))));
/// ```
///
/// # Errors
/// A value that cannot be of the type.
pub fn ensure_type(value: ParameterValue, kind: EnsureType, name: &str) -> Result<ParameterValue, InvalidParameter> {
    match value {
        ParameterValue::Undefined => {
            return Err(InvalidParameter::new(format!("Parameter '{name}' could not be 'undefined'")));
        }
        ParameterValue::Json(Value::Null) => {
            return Err(InvalidParameter::new(format!("Parameter '{name}' must not be null")));
        }
        _ => {}
    }
    match kind {
        EnsureType::String if value.type_of() == "object" => Ok(Value::from(value.to_json_text()).into()),
        EnsureType::String => Ok(Value::from(value.to_text()).into()),
        EnsureType::Number => {
            let number = value.to_number();
            if number.is_nan() {
                let actual = value.to_text();
                return Err(InvalidParameter::new(format!(
                    "Parameter '{name}' must be a number, but we got '{actual}'"
                )));
            }
            Ok(ParameterValue::number(number))
        }
        EnsureType::Boolean => Ok(Value::from(value.is_truthy()).into()),
        EnsureType::Object | EnsureType::Array | EnsureType::Json => structured(value, kind, name),
    }
}

fn structured(value: ParameterValue, kind: EnsureType, name: &str) -> Result<ParameterValue, InvalidParameter> {
    let value = match value.as_str() {
        Some(text) if !text.is_empty() => json::parse(text)
            .map(ParameterValue::from)
            .map_err(|error| InvalidParameter::described(format!("Parameter '{name}' could not be parsed"), error))?,
        _ if value.type_of() == "object" => value,
        _ => {
            let (kind, actual) = (kind.as_str(), value.to_text());
            return Err(InvalidParameter::new(format!("Parameter '{name}' must be an {kind}, but we got '{actual}'")));
        }
    };
    if kind == EnsureType::Array && !matches!(value, ParameterValue::Json(Value::Array(_))) {
        return Err(InvalidParameter::new(format!("Parameter '{name}' must be an array, but we got object")));
    }
    Ok(value)
}
