//! `validateType`, and the types whose values follow rules of their own.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use crate::field::is_locator;
use crate::part::Part;
use crate::value::map;

/// The keyword for what JSON Schema cannot say: n8n's own check of a value, for the property that the keyword holds.
///
/// Validators that do not know it take any value; the one of this crate does know it.
pub(crate) const CHECK: &str = "x-nodewright-check";

/// A number as JavaScript reads it from a text; blank is 0.
const NUMERIC: &str =
    r"^\s*([+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)?\s*$";

/// The demand of `validateType`, whether the property is shown or not.
pub(super) fn demand(property: &Property) -> Option<Part> {
    let mut part = Part::default();
    part.and_property(&property.name, value(property)?);
    Some(part)
}

/// The values that `validateType` takes; `None` if it takes any.
pub(crate) fn value(property: &Property) -> Option<Value> {
    if is_locator(property) || matches!(property.kind, PropertyType::ResourceMapper | PropertyType::Filter) {
        return None;
    }
    match property.validate_type.as_deref()?.to_lowercase().as_str() {
        "number" => Some(number(property)),
        "string-alphanumeric"
        | "boolean"
        | "datetime"
        | "time"
        | "binary"
        | "object"
        | "array"
        | "options"
        | "url"
        | "jwt"
        | "form-fields" => Some(checked_by_rule(property)),
        _ => None,
    }
}

/// What JavaScript's `Number` reads, and what starts as an expression once it is text.
fn number(property: &Property) -> Value {
    let expression = json!({ "type": "string", "pattern": "^=" });
    let text = json!({ "type": "string", "pattern": NUMERIC });
    // JSON Schema cannot look through lists in lists for the text that JavaScript makes of them.
    let mut nested = map(json!({ "type": "array", "minItems": 1, "prefixItems": [{ "type": "array" }] }));
    nested.extend(map(checked_by_rule(property)));
    json!({ "anyOf": [
        { "type": ["null", "number", "boolean"] },
        expression,
        text,
        { "type": "array", "maxItems": 1, "items": { "anyOf": [{ "type": ["null", "number"] }, text] } },
        { "type": "array", "minItems": 1, "prefixItems": [expression] },
        nested,
    ] })
}

/// The keyword [`CHECK`] with as much of the property as its check looks at.
pub(crate) fn checked_by_rule(property: &Property) -> Value {
    let mut rule = Map::from_iter([
        ("name".to_owned(), Value::from(property.name.as_ref())),
        ("type".to_owned(), property.kind.as_str().into()),
    ]);
    if let Some(kind) = &property.validate_type {
        rule.insert("validateType".into(), kind.as_ref().into());
        if kind == "options" {
            let values = property.choices().iter().map(|choice| json!({ "name": choice.name, "value": choice.value }));
            rule.insert("options".into(), values.collect());
        }
    }
    if let Some(modes) = &property.modes {
        let checked = modes.iter().map(|mode| json!({ "name": mode.name, "validation": mode.validation }));
        rule.insert("modes".into(), checked.collect());
    }
    if let Some(options) = &property.type_options {
        let own = [("filter", &options.filter), ("resourceMapper", &options.resource_mapper)];
        let own: Map<_, _> =
            own.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?))).collect();
        if !own.is_empty() {
            rule.insert("typeOptions".into(), own.into());
        }
    }
    json!({ CHECK: rule })
}
