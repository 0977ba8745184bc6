//! A value as the type that a node wants.

use serde_json::Value;

use super::InvalidParameter;
use crate::javascript::json;
use crate::{EnsureType, ParameterValue};

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
