//! The issues of a resource mapper.

use nodewright_luxon::Settings;
use serde_json::{Map, Value};

use super::Issues;
use crate::javascript::{begins_as_expression, capitalised, is_truthy};
use crate::{Choice, FieldTypeOptions, Property, validate_field};

/// Adds what does not fit the fields that the mapper maps to.
pub(super) fn add_issues(issues: &mut Issues, property: &Property, value: Option<&Value>) {
    let Some(Value::Object(mapper)) = value else {
        return;
    };
    let (Some(mode), Some(schema), Some(values)) =
        (mapper.get("mappingMode"), mapper.get("schema"), mapper.get("value"))
    else {
        return;
    };
    if mode == "autoMapInputData" {
        return;
    }
    for field in schema.as_array().into_iter().flatten().filter_map(Value::as_object) {
        let id = field.get("id").and_then(Value::as_str).unwrap_or_default();
        for message in field_issues(property, field, id, values) {
            // The parameter is named too, without a message of its own.
            issues.parameters.get_or_insert_default().get_or_default(property.name.clone());
            issues.add_parameter(&format!("{}.{id}", property.name), message);
        }
    }
}

fn field_issues(property: &Property, field: &Map<String, Value>, id: &str, values: &Value) -> Vec<String> {
    let mut messages = Vec::new();
    let value = if is_truthy(Some(values)) { values.get(id) } else { Some(&Value::Null) };
    let options = property.type_options.as_ref().and_then(|options| options.resource_mapper.as_ref());
    let must_be_complete = options.is_some_and(|options| options["mode"] == "add");
    if must_be_complete && is_truthy(field.get("required")) && (values.is_null() || value.is_none()) {
        let word = options.and_then(|options| options["fieldWords"]["singular"].as_str());
        let word = word.filter(|word| !word.is_empty()).unwrap_or("Field");
        messages.push(format!("{} \"{id}\" is required", capitalised(word)));
    }
    let kind = field.get("type").and_then(Value::as_str).filter(|kind| !kind.is_empty());
    if let (Some(value), Some(kind)) = (value, kind)
        && !begins_as_expression(value)
    {
        let choices = field.get("options").cloned().unwrap_or_default();
        let choices: Vec<Choice> = serde_json::from_value(choices).unwrap_or_default();
        let settings = Settings::default();
        let options = FieldTypeOptions { choices: &choices, ..FieldTypeOptions::new(&settings) };
        let mismatch = validate_field(id, &value.clone().into(), kind, options).err();
        messages.extend(mismatch.map(|mismatch| mismatch.message));
    }
    messages
}
