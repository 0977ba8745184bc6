//! The issues of a resource mapper.

use std::borrow::Cow;

use nodewright_luxon::Settings;
use serde_json::{Map, Value};

use super::Issues;
use crate::javascript::{begins_as_expression, capitalised, is_truthy, to_text};
use crate::{Choice, Error, FieldTypeOptions, Property, path, validate_field};

/// Adds what does not fit the fields that the mapper maps to.
pub(super) fn add_issues(issues: &mut Issues, property: &Property, value: Option<&Value>) -> Result<(), Error> {
    let Some(Value::Object(mapper)) = value else {
        return Ok(());
    };
    let (Some(mode), Some(schema), Some(values)) =
        (mapper.get("mappingMode"), mapper.get("schema"), mapper.get("value"))
    else {
        return Ok(());
    };
    if mode == "autoMapInputData" {
        return Ok(());
    }
    let Some(schema) = schema.as_array() else {
        return Err(Error::not_a_list(property, "schema"));
    };
    for field in schema.iter().filter_map(Value::as_object) {
        let id = field.get("id").map_or_else(|| "undefined".to_owned(), to_text);
        let found = field_issues(property, field, &id, values);
        if found.is_empty() {
            continue;
        }
        let messages = issues.parameters.get_or_insert_default();
        // The parameter is named too, without a message of its own.
        messages.get_or_default(property.name.clone());
        // Of several fields with one id the last that has issues counts.
        *messages.get_or_default(format!("{}.{id}", property.name)) = found;
    }
    Ok(())
}

fn field_issues(property: &Property, field: &Map<String, Value>, id: &str, values: &Value) -> Vec<String> {
    let mut messages = Vec::new();
    let value = if is_truthy(Some(values)) { path::member(values, id) } else { Some(Cow::Owned(Value::Null)) };
    let options = property.type_options.as_ref().and_then(|options| options.resource_mapper.as_ref());
    let must_be_complete = options.is_some_and(|options| options["mode"] == "add");
    if must_be_complete && is_truthy(field.get("required")) && (values.is_null() || value.is_none()) {
        let word = options.and_then(|options| options["fieldWords"]["singular"].as_str());
        let word = word.filter(|word| !word.is_empty()).unwrap_or("Field");
        messages.push(format!("{} \"{id}\" is required", capitalised(word)));
    }
    let kind = field.get("type").and_then(Value::as_str).filter(|kind| !kind.is_empty());
    if let (Some(value), Some(kind)) = (value, kind)
        && !begins_as_expression(&value)
    {
        let choices = field.get("options").cloned().unwrap_or_default();
        let choices: Vec<Choice> = serde_json::from_value(choices).unwrap_or_default();
        let settings = Settings::default();
        let options = FieldTypeOptions { choices: &choices, ..FieldTypeOptions::new(&settings) };
        let mismatch = validate_field(id, &value.into_owned().into(), kind, options).err();
        messages.extend(mismatch.map(|mismatch| mismatch.message));
    }
    messages
}
