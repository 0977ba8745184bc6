//! Values as the type that a field has, in n8n's words where they do not fit.

use std::sync::LazyLock;

use nodewright_core::Value;
use nodewright_luxon::Settings;
use nodewright_properties::{FieldTypeOptions, validate_field};

/// Only dates look at the zone.
static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);

/// A value as `string`, `number`, `boolean`, `array` or `object`; nothing stays nothing.
pub fn as_type(name: &str, value: &Value, kind: &str) -> Result<Value, String> {
    let fits = match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Null => return Ok(Value::Null),
    };
    if fits == kind {
        return Ok(value.clone());
    }
    let options = FieldTypeOptions { parse_strings: true, ..FieldTypeOptions::new(&SETTINGS) };
    match validate_field(name, &value.clone().into(), kind, options) {
        Ok(converted) => Ok(nodewright_core::serde_json::to_value(converted).unwrap_or_default()),
        Err(error) => Err(error.message),
    }
}
