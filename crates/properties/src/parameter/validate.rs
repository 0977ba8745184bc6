//! The checks that a property asks for when its value is read.

use serde_json::{Map, Value};

use super::{InvalidParameter, ParameterSource};
use crate::{
    Choice, Error, FieldTypeOptions, InvalidField, ParameterValue, Property, PropertyType, is_displayed, validate_field,
};

/// A value that is wrong, and what it is called.
struct Wrong {
    place: String,
    field: InvalidField,
}

/// Converts a value as its property asks for. n8n's `validateValueAgainstSchema`.
pub(super) fn validate(
    value: ParameterValue,
    name: &str,
    item: usize,
    source: &ParameterSource<'_>,
) -> Result<ParameterValue, InvalidParameter> {
    let path: Vec<&str> = name.split('.').collect();
    let Some(property) = shown_property(path[0], source)? else {
        return Ok(value);
    };
    let options = FieldTypeOptions::new(source.settings);
    let is_checked = property.validate_type.is_some() && property.ignore_validation_during_execution != Some(true);
    let checked = match (&property.kind, path.as_slice()) {
        (_, [_]) if is_checked => {
            let kind = property.validate_type.as_deref().unwrap_or_default();
            validate_field(name, &value, kind, options)
                .map_err(|field| Wrong { place: format!("'{}'", property.display_name), field })
        }
        (PropertyType::ResourceMapper, [mapper, "value"]) => mapped(value, mapper, property, source, options),
        (PropertyType::Collection, [_]) => fields(value, property.fields(), property, options),
        (PropertyType::FixedCollection, [_, group]) => {
            let group = property.groups().iter().find(|declared| declared.name == *group);
            fields(value, group.map_or(&[], |group| &group.values), property, options)
        }
        _ => Ok(value),
    };
    checked.map_err(|wrong| {
        InvalidParameter::described(format!("Invalid input for {} [item {item}]", wrong.place), wrong.field.message)
    })
}

fn shown_property<'a>(name: &str, source: &ParameterSource<'a>) -> Result<Option<&'a Property>, Error> {
    for property in source.properties.iter().filter(|property| property.name == name) {
        let options = property.display_options.as_deref();
        if is_displayed(options, source.parameters, None, source.context)? {
            return Ok(Some(property));
        }
    }
    Ok(None)
}

/// The values of a resource mapper as the types of the fields that they are mapped to.
fn mapped(
    value: ParameterValue,
    name: &str,
    property: &Property,
    source: &ParameterSource<'_>,
    options: FieldTypeOptions<'_>,
) -> Result<ParameterValue, Wrong> {
    let ParameterValue::Json(Value::Object(values)) = value else {
        return Ok(value);
    };
    let schema = source.parameters.get(name).and_then(|mapper| mapper["schema"].as_array());
    let mapper = property.type_options.as_ref().and_then(|options| options.resource_mapper.as_ref());
    let must_be_complete = mapper.is_some_and(|mapper| mapper["mode"] == "add");
    let field = |(key, value): (String, Value)| {
        let place = |field| Wrong { place: format!("'{key}'"), field };
        let Some(field) = schema.into_iter().flatten().find(|field| field["id"] == key.as_str()) else {
            return Ok((key, value.into()));
        };
        if must_be_complete && field["required"] == true && value.is_null() {
            let message = format!("The value \"{key}\" is required but not set");
            return Err(place(InvalidField { message }));
        }
        let Some(kind) = field["type"].as_str() else {
            return Ok((key, value.into()));
        };
        let choices: Vec<Choice> = serde_json::from_value(field["options"].clone()).unwrap_or_default();
        let value = validate_field(&key, &value.into(), kind, FieldTypeOptions { choices: &choices, ..options });
        value.map_err(place).map(|value| (key, value))
    };
    values.into_iter().map(field).collect::<Result<Vec<_>, _>>().map(object)
}

/// The fields of a collection, or of each collection of a list, as the types that their properties ask for.
fn fields(
    value: ParameterValue,
    properties: &[Property],
    collection: &Property,
    options: FieldTypeOptions<'_>,
) -> Result<ParameterValue, Wrong> {
    let field = |(key, value): (String, Value)| {
        let property = properties.iter().rev().find(|property| property.name == key);
        let property = property.filter(|property| property.ignore_validation_during_execution != Some(true));
        let Some((property, kind)) = property.and_then(|it| Some((it, it.validate_type.as_deref()?))) else {
            return Ok((key, value.into()));
        };
        let options = FieldTypeOptions { choices: property.choices(), ..options };
        let value = validate_field(&key, &value.into(), kind, options).map_err(|field| Wrong {
            place: format!("field '{}' inside '{}' in", property.display_name, collection.display_name),
            field,
        })?;
        Ok((key, value))
    };
    let row = |value: Value| match value {
        Value::Object(values) => values.into_iter().map(field).collect::<Result<Vec<_>, _>>().map(object),
        value => Ok(value.into()),
    };
    match value {
        ParameterValue::Json(Value::Array(rows)) => {
            let rows = rows.into_iter().map(|value| row(value).map(into_json));
            rows.collect::<Result<Value, _>>().map(ParameterValue::from)
        }
        ParameterValue::Json(value) => row(value),
        value => Ok(value),
    }
}

/// An object of values; those that are `undefined` are left out.
fn object(values: Vec<(String, ParameterValue)>) -> ParameterValue {
    let defined = values.into_iter().filter(|(_, value)| !value.is_undefined());
    Value::Object(defined.map(|(key, value)| (key, into_json(value))).collect::<Map<_, _>>()).into()
}

/// A value inside of JSON: a date becomes text.
fn into_json(value: ParameterValue) -> Value {
    match value {
        ParameterValue::Json(value) => value,
        value => serde_json::to_value(&value).unwrap_or_default(),
    }
}
