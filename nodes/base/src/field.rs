//! Values as the type that a field has, in n8n's words where they do not fit.

use nodewright_core::Value;
use nodewright_luxon::Settings;
use nodewright_properties::{FieldTypeOptions, validate_field};

/// A value as `string`, `number`, `boolean`, `array` or `object`; nothing stays nothing.
pub fn as_type(name: &str, value: &Value, kind: &str) -> Result<Value, String> {
    // Only dates look at the zone.
    let settings = Settings::default();
    let options = FieldTypeOptions { parse_strings: true, ..FieldTypeOptions::new(&settings) };
    match validate_field(name, &value.clone().into(), kind, options) {
        Ok(converted) => Ok(nodewright_core::serde_json::to_value(converted).unwrap_or_default()),
        Err(error) => Err(error.message),
    }
}
