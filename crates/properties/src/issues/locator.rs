//! The issues of a resource locator.

use serde_json::Value;

use super::Issues;
use crate::javascript::{begins_as_expression, to_text};
use crate::regex::Regex;
use crate::{Error, Property};

/// Adds what the validations of the mode say about a value.
pub(super) fn add_issues(issues: &mut Issues, property: &Property, value: Option<&Value>) -> Result<(), Error> {
    let Some(Value::Object(locator)) = value else {
        return Ok(());
    };
    let (Some(mode), Some(value)) = (locator.get("mode").and_then(Value::as_str), locator.get("value")) else {
        return Ok(());
    };
    if begins_as_expression(value) {
        return Ok(());
    }
    let text = if value.is_null() { String::new() } else { to_text(value) };
    let mode = property.modes.iter().flatten().find(|declared| declared.name == mode);
    for validation in mode.iter().filter_map(|mode| mode.validation.as_ref()).flatten() {
        if validation.kind != "regex" {
            continue;
        }
        let regex = validation.properties.regex.as_deref().unwrap_or("undefined");
        if !Regex::cached(&format!("^{regex}$"), "")?.is_match(&text)? {
            let message = validation.properties.error_message.as_deref().unwrap_or_default();
            issues.add_parameter(&property.name, message);
        }
    }
    Ok(())
}
