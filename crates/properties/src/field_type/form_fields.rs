//! The fields of a form, as the type `form-fields` takes them: the JSON of a list.

use serde_json::{Map, Value, json};

use super::object_literal;
use crate::ParameterValue;
use crate::javascript::to_text;

/// What a field can have beside its type and options.
#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "fieldLabel", "requiredField", "placeholder", "defaultValue", "multiselect", "limitSelection", "numberOfSelections",
    "minSelections", "maxSelections", "multipleFiles", "acceptFileTypes", "formatDate", "html", "elementName", "fieldName",
    "fieldValue",
];

#[rustfmt::skip]
const TYPES: [&str; 12] = [
    "text", "email", "number", "password", "textarea", "date", "dropdown", "file", "checkbox", "radio", "html", "hiddenField",
];

/// The fields, or what is wrong with them.
pub(super) fn read(value: &ParameterValue) -> Result<ParameterValue, String> {
    let parsed = object_literal::parse_json_or_literal(&value.to_text())
        .map_err(|error| format!("Value is not valid JSON: {error}"))?;
    let parsed = parsed.map_or(ParameterValue::Undefined, ParameterValue::from);
    let ParameterValue::Json(Value::Array(fields)) = parsed else {
        return Err(format!("Form fields must be an array of objects, but we got {}", parsed.description()));
    };
    let fields: Result<Vec<_>, _> = fields.into_iter().enumerate().map(|(index, value)| field(index, value)).collect();
    fields.map(|fields| Value::Array(fields).into())
}

fn field(index: usize, value: Value) -> Result<Value, String> {
    let Value::Object(field) = value else {
        let actual = ParameterValue::Json(value).description();
        return Err(format!("Field {index} must be an object, but we got {actual}"));
    };
    let entries = field.into_iter().map(|(key, value)| {
        let value = match key.as_str() {
            "fieldType" => field_type(index, &value)?,
            "fieldOptions" => field_options(index, value)?,
            known if KEYS.contains(&known) => primitive(value),
            _ => return Err(format!("Key '{key}' in field {index} is not valid for form fields")),
        };
        Ok((key, value))
    });
    entries.collect::<Result<Map<_, _>, _>>().map(Value::Object)
}

fn field_type(index: usize, value: &Value) -> Result<Value, String> {
    let name = to_text(value);
    if !TYPES.contains(&name.as_str()) {
        return Err(format!("Field type '{name}' in field {index} is not valid for form fields"));
    }
    Ok(name.into())
}

/// The options of a field, also as a plain list.
fn field_options(index: usize, value: Value) -> Result<Value, String> {
    let options = if value.is_array() { json!({"values": value}) } else { value };
    let Some(values) = options.get("values").and_then(Value::as_array) else {
        return Err(format!(
            "Field dropdown in field {index} has no 'values' property that contains an array of options"
        ));
    };
    let is_option =
        |option: &Value| option.as_object().is_some_and(|map| map.len() == 1) && option["option"].is_string();
    match values.iter().position(|option| !is_option(option)) {
        Some(place) => Err(format!("Field dropdown in field {index} has an invalid option {place}")),
        None => Ok(options),
    }
}

fn primitive(value: Value) -> Value {
    if matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_)) { value } else { to_text(&value).into() }
}
