//! The issues of one parameter.

use nodewright_luxon::Settings;
use serde_json::{Map, Value};

use super::{Issues, locator, mapper};
use crate::javascript::{begins_as_expression, is_truthy};
use crate::{Context, Error, FieldTypeOptions, Property, PropertyType, is_displayed_at, validate_field, value_at};

/// The issues of a parameter, and of those inside of it, in the collection at `path` or in the node where that is empty.
/// n8n's `getParameterIssues`.
///
/// As in n8n, the fields of a collection are looked up beside the collection, not inside, and fixed collections below the
/// first level are not looked into.
///
/// # Errors
/// As of [`node_issues`](crate::node_issues).
pub fn parameter_issues(
    property: &Property,
    values: &Map<String, Value>,
    path: &str,
    context: Context<'_>,
) -> Result<Issues, Error> {
    let is_shown = || is_displayed_at(property.display_options.as_deref(), values, path, context);
    issues_if(property, values, path, context, is_shown)
}

/// Whether a property can have issues at all, whatever its value.
pub(crate) fn may_have_issues(property: &Property) -> bool {
    let checks_value = matches!(
        property.kind,
        PropertyType::ResourceLocator
            | PropertyType::WorkflowSelector
            | PropertyType::AgentSelector
            | PropertyType::ResourceMapper
            | PropertyType::Filter
    );
    let counts = property
        .type_options
        .as_ref()
        .is_some_and(|options| options.min_required_fields.is_some() || options.max_allowed_fields.is_some());
    let mut inside = property.fields().iter().chain(property.groups().iter().flat_map(|group| &group.values));
    checks_value
        || counts
        || property.required == Some(true)
        || property.validate_type.is_some()
        || inside.any(may_have_issues)
}

/// As [`parameter_issues`], with another way to know whether the property is shown.
pub(crate) fn issues_if(
    property: &Property,
    values: &Map<String, Value>,
    path: &str,
    context: Context<'_>,
    is_shown: impl Fn() -> Result<bool, Error>,
) -> Result<Issues, Error> {
    let value = value_at(values, path, &property.name);
    let value = value.as_deref();
    let mut issues = Issues::default();
    if property.required == Some(true) && is_shown()? {
        add_missing(&mut issues, property, value);
    }
    match property.kind {
        PropertyType::ResourceLocator | PropertyType::WorkflowSelector | PropertyType::AgentSelector if is_shown()? => {
            locator::add_issues(&mut issues, property, value)?;
        }
        PropertyType::ResourceMapper if is_shown()? => mapper::add_issues(&mut issues, property, value)?,
        PropertyType::Filter if is_shown()? => check_filter(property, value)?,
        _ => add_mismatch(&mut issues, property, value),
    }
    // n8n's paths below the first level have one dot too many, so nothing is found there.
    let base = if path.is_empty() { String::new() } else { format!("{path}.") };
    match property.kind {
        PropertyType::Collection => {
            for field in property.fields().iter().filter(|field| may_have_issues(field)) {
                issues.merge(parameter_issues(field, values, &base, context)?);
            }
        }
        PropertyType::FixedCollection if is_shown()? => {
            let base = if base.is_empty() { property.name.to_string() } else { base };
            add_group_issues(&mut issues, property, values, &base, context)?;
        }
        _ => {}
    }
    Ok(issues)
}

/// An empty value of a required parameter; of a list each of its elements.
fn add_missing(issues: &mut Issues, property: &Property, value: Option<&Value>) {
    let missing = match value {
        _ if !says_how_many(property) => usize::from(is_missing(&property.kind, value)),
        Some(Value::Array(list)) => list.iter().filter(|value| is_missing(&property.kind, Some(value))).count(),
        _ => 0,
    };
    for _ in 0..missing {
        issues.add_parameter(&property.name, format!("Parameter \"{}\" is required.", property.display_name));
    }
}

/// Whether a property says if it takes one value or several. In n8n either makes it one that is looked into only where
/// there is a list.
fn says_how_many(property: &Property) -> bool {
    property.type_options.as_ref().is_some_and(|options| options.multiple_values.is_some())
}

fn is_missing(kind: &PropertyType, value: Option<&Value>) -> bool {
    match kind {
        PropertyType::String | PropertyType::DateTime | PropertyType::Options => {
            value.is_none_or(|value| value.as_str() == Some(""))
        }
        PropertyType::MultiOptions => value.and_then(Value::as_array).is_some_and(Vec::is_empty),
        PropertyType::ResourceLocator | PropertyType::WorkflowSelector | PropertyType::AgentSelector => match value {
            Some(Value::Object(map)) => {
                !map.get("value").is_some_and(|value| value.is_number() || is_truthy(Some(value)))
            }
            Some(Value::Array(_)) => true,
            value => !is_truthy(value),
        },
        _ => false,
    }
}

/// n8n finds no issue in a filter, whatever its conditions are, as long as they are a list.
fn check_filter(property: &Property, value: Option<&Value>) -> Result<(), Error> {
    let Some(Value::Object(filter)) = value else {
        return Ok(());
    };
    match filter.get("conditions") {
        Some(conditions) if filter.contains_key("combinator") && !conditions.is_array() => {
            Err(Error::not_a_list(property, "conditions"))
        }
        _ => Ok(()),
    }
}

/// A value that is not of the type that the property asks for.
fn add_mismatch(issues: &mut Issues, property: &Property, value: Option<&Value>) {
    let (Some(kind), Some(value)) = (&property.validate_type, value) else {
        return;
    };
    if begins_as_expression(value) {
        return;
    }
    let settings = Settings::default();
    let options = FieldTypeOptions { choices: property.choices(), ..FieldTypeOptions::new(&settings) };
    if let Err(mismatch) = validate_field(&property.name, &value.clone().into(), kind, options) {
        issues.add_parameter(&property.name, mismatch.message);
    }
}

/// The issues of the groups of a fixed collection.
fn add_group_issues(
    issues: &mut Issues,
    property: &Property,
    values: &Map<String, Value>,
    path: &str,
    context: Context<'_>,
) -> Result<(), Error> {
    for group in property.groups() {
        add_count_issue(issues, property, value_at(values, path, &group.name).as_deref());
    }
    for group in property.groups() {
        let value = value_at(values, path, &group.name);
        let paths = match value.as_deref() {
            Some(_) if !says_how_many(property) => vec![format!("{path}.{}", group.name)],
            Some(Value::Array(rows)) => (0..rows.len()).map(|row| format!("{path}.{}[{row}]", group.name)).collect(),
            _ => Vec::new(),
        };
        for path in paths {
            for field in group.values.iter().filter(|field| may_have_issues(field)) {
                issues.merge(parameter_issues(field, values, &path, context)?);
            }
        }
    }
    Ok(())
}

/// Too few or too many of a group.
fn add_count_issue(issues: &mut Issues, property: &Property, value: Option<&Value>) {
    let Some(options) = property.type_options.as_deref() else {
        return;
    };
    let count = value.and_then(Value::as_array).map_or(0.0, |rows| rows.len() as f64);
    let fields = |number: f64| if number == 1.0 { "field is" } else { "fields are" };
    let most = options.max_allowed_fields.as_ref().and_then(serde_json::Number::as_f64);
    let least = options.min_required_fields.as_ref().and_then(serde_json::Number::as_f64);
    if let Some(most) = most.filter(|most| *most != 0.0 && count > *most) {
        issues.add_parameter(&property.name, format!("At most {most} {} allowed.", fields(most)));
    } else if let Some(least) = least.filter(|least| *least != 0.0 && count < *least) {
        issues.add_parameter(&property.name, format!("At least {least} {} required.", fields(least)));
    }
}
