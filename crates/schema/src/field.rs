//! What a property is for a schema.

use nodewright_properties::{Property, PropertyType};
use serde_json::Value;

/// Whether an expression may stand for the value.
pub(crate) fn takes_expression(property: &Property) -> bool {
    property.no_data_expression != Some(true) && !is_container(property) && !is_display(property)
}

/// Whether the parameter must not be empty.
pub(crate) fn must_be_filled(property: &Property) -> bool {
    property.required == Some(true) && !is_container(property) && !is_display(property)
}

/// Whether the parameter must be given: it must not be empty, and its default is.
pub(crate) fn must_be_given(property: &Property) -> bool {
    (must_be_filled(property) || must_have_groups(property)) && !has_default(property)
}

/// Whether it is a fixed collection that must hold at least one of each of its groups.
pub(crate) fn must_have_groups(property: &Property) -> bool {
    let limits = property.type_options.as_ref().filter(|_| property.kind == PropertyType::FixedCollection);
    let least = limits.and_then(|limits| limits.min_required_fields.as_ref()?.as_f64());
    least.is_some_and(|least| least > 0.0)
}

/// Whether the default is informative.
pub(crate) fn has_default(property: &Property) -> bool {
    match &property.default {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(map)) if map.contains_key("mode") => map.get("value").is_some_and(|value| value != ""),
        Some(Value::Object(map)) => !map.is_empty(),
        Some(_) => true,
    }
}

/// Whether a form shows it but no node reads it.
pub(crate) fn is_display(property: &Property) -> bool {
    use PropertyType::{Button, Callout, CurlImport, Notice};
    matches!(property.kind, Notice | Callout | Button | CurlImport)
}

/// Whether its value is a resource in one of several modes.
pub(crate) fn is_locator(property: &Property) -> bool {
    use PropertyType::{AgentSelector, ResourceLocator, WorkflowSelector};
    matches!(property.kind, ResourceLocator | WorkflowSelector | AgentSelector)
}

/// Whether a form shows it last or on demand: collections of extras, and settings of the node.
pub(crate) fn is_advanced(property: &Property) -> bool {
    property.kind == PropertyType::Collection || property.is_node_setting == Some(true)
}

/// Whether its text is a secret.
pub(crate) fn is_secret(property: &Property) -> bool {
    property.type_options.as_ref().is_some_and(|options| options.password == Some(true))
}

/// Whether its choices come from a loader.
pub(crate) fn is_loaded(property: &Property) -> bool {
    let options = property.type_options.as_ref();
    options.is_some_and(|options| options.load_options_method.is_some() || options.load_options.is_some())
}

/// Whether its value is a list of what the property says. The groups of a fixed collection are lists themselves.
pub(crate) fn is_list(property: &Property) -> bool {
    property.multiple_values() && property.kind != PropertyType::FixedCollection
}

fn is_container(property: &Property) -> bool {
    matches!(property.kind, PropertyType::Collection | PropertyType::FixedCollection)
}
