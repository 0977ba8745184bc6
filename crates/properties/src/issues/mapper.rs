//! The issues of a resource mapper.

use nodewright_luxon::Settings;
use serde_json::Value;

use super::Issues;
use crate::javascript::capitalised;
use crate::{Choice, FieldTypeOptions, Property, validate_field};

/// Adds what does not fit the fields that the mapper maps to.
pub(super) fn add_issues(issues: &mut Issues, property: &Property, value: Option<&Value>) {
    let Some(mapper) = value.filter(|value| value.get("value").is_some() && value["mappingMode"] == "defineBelow")
    else {
        return;
    };
    let options = property.type_options.as_ref().and_then(|options| options.resource_mapper.as_ref());
    let must_be_complete = options.is_some_and(|options| options["mode"] == "add");
    let word = options.and_then(|options| options["fieldWords"]["singular"].as_str()).unwrap_or("field");
    let settings = Settings::default();
    for field in mapper["schema"].as_array().into_iter().flatten() {
        let id = field["id"].as_str().unwrap_or_default();
        let message = match mapper["value"].get(id) {
            None if must_be_complete && field["required"] == true => {
                Some(format!("{} \"{id}\" is required", capitalised(word)))
            }
            Some(value) if !value.as_str().is_some_and(|text| text.starts_with('=')) => {
                let choices: Vec<Choice> = serde_json::from_value(field["options"].clone()).unwrap_or_default();
                let options = FieldTypeOptions { choices: &choices, ..FieldTypeOptions::new(&settings) };
                let kind = field["type"].as_str().unwrap_or_default();
                validate_field(id, &value.clone().into(), kind, options).err().map(|mismatch| mismatch.message)
            }
            _ => None,
        };
        if let Some(message) = message {
            // The parameter is named too, without a message of its own.
            issues.parameters.get_or_insert_default().get_or_default(property.name.clone());
            issues.add_parameter(&format!("{}.{id}", property.name), message);
        }
    }
}
