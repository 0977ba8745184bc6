//! The value that a node uses, taken out of the one that was entered.

use serde_json::Value;

use super::{InvalidParameter, ParameterSource};
use crate::regex::Regex;
use crate::{
    Error, ExtractValue, Filter, Found, ParameterValue, Property, PropertyType, execute_filter, find_displayed,
};

/// Takes the value that a node uses out of the one that was entered, as the property at the path `name` says: of a resource
/// locator the resource, of a filter whether it holds for the item. n8n's `extractValue`.
///
/// # Errors
/// A value that the property's regular expression does not match, a property that is not shown.
pub fn extract_value(
    value: ParameterValue,
    name: &str,
    item: usize,
    source: &ParameterSource<'_>,
) -> Result<ParameterValue, InvalidParameter> {
    let found = find_displayed(source.properties, name, source.parameters, source.context)?;
    let property = match found {
        Some(Found::Property(property)) => property,
        Some(Found::Group(_) | Found::Choice(_)) => return Ok(value),
        None => return Err(InvalidParameter::new("Could not find property")),
    };
    match property.kind {
        PropertyType::ResourceLocator => from_locator(value, name, property),
        PropertyType::Filter => from_filter(value, name, item, property, source),
        _ => match &property.extract_value {
            Some(extract) => {
                let text = value.as_str().ok_or_else(|| InvalidParameter::new("This parameter's value is invalid"))?;
                matched(text, name, property, extract)
            }
            None => Ok(value),
        },
    }
}

fn from_locator(value: ParameterValue, name: &str, property: &Property) -> Result<ParameterValue, InvalidParameter> {
    let locator = value.as_json().and_then(Value::as_object);
    let parts = locator.and_then(|locator| Some((locator.get("mode")?, locator.get("value")?)));
    let Some((mode, entered)) = parts else {
        return Ok(value);
    };
    let mode = property.modes.iter().flatten().find(|declared| mode.as_str() == Some(&declared.name));
    let Some(extract) = mode.and_then(|mode| mode.extract_value.as_deref()) else {
        return Ok(entered.clone().into());
    };
    let text = entered
        .as_str()
        .ok_or_else(|| InvalidParameter::new("ERROR: This parameter's value is invalid. Please enter a valid mode."))?;
    matched(text, name, property, extract)
}

fn from_filter(
    value: ParameterValue,
    name: &str,
    item: usize,
    property: &Property,
    source: &ParameterSource<'_>,
) -> Result<ParameterValue, InvalidParameter> {
    let is_filter = |json: &&Value| json.get("conditions").is_some() && json.get("combinator").is_some();
    let Some(filter) = value.as_json().filter(is_filter) else {
        return Ok(value);
    };
    if property.extract_value.is_some() {
        return Err(InvalidParameter::new(format!(
            "Property \"{name}\" has an invalid extractValue type. Filter parameters only support extractValue: true"
        )));
    }
    let filter: Filter = serde_json::from_value(filter.clone())
        .map_err(|error| InvalidParameter::new(format!("Parameter \"{name}\" is not a filter: {error}")))?;
    let holds = execute_filter(&filter, item, source.settings)
        .map_err(|error| InvalidParameter { message: error.message, description: error.description })?;
    Ok(Value::from(holds).into())
}

/// What the one group of a regular expression matches.
fn matched(
    text: &str,
    name: &str,
    property: &Property,
    extract: &ExtractValue,
) -> Result<ParameterValue, InvalidParameter> {
    if extract.kind != "regex" {
        return Err(InvalidParameter::new("Property with unknown `extractValue`"));
    }
    let pattern = extract.regex.as_ref().and_then(Value::as_str).unwrap_or("undefined");
    let invalid_regex = || {
        InvalidParameter::new(format!(
            "Property \"{name}\" has an invalid extractValue regex \"{pattern}\". extractValue expects exactly one group to \
             be returned."
        ))
    };
    // A `RegExp` of n8n's own code is lost when a description is written out.
    if extract.regex.as_ref().is_some_and(|regex| !regex.is_string()) {
        return Err(invalid_regex());
    }
    let groups = Regex::cached(pattern, "")?.captures(text)?.ok_or_else(|| {
        InvalidParameter::new(format!(
            "ERROR: {} parameter's value is invalid. This is likely because the URL entered is incorrect",
            property.display_name
        ))
    })?;
    match groups.as_slice() {
        [_, Some(group)] => Ok(Value::from(group.as_str()).into()),
        [_, None] => Ok(ParameterValue::Undefined),
        _ => Err(invalid_regex()),
    }
}

impl From<Error> for InvalidParameter {
    fn from(error: Error) -> Self {
        Self::new(error.to_string())
    }
}
