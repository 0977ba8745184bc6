//! Defaults of another type than their property's.

use nodewright_properties::Property;
use serde_json::{Map, Value, json};

use super::type_of;
use crate::field::{has_default, must_have_groups};

/// Lets a property's default pass whatever its type, as a node that was never touched holds it.
pub(super) fn accept(schema: &mut Map<String, Value>, property: &Property, filled: bool) {
    let Some(default) = &property.default else { return };
    let refused = (filled && !has_default(property)) || (must_have_groups(property) && default.is_object());
    if refused || conforms(schema, default) {
        return;
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(default.clone());
        schema.remove("type");
        return;
    }
    let typed = Value::Object(std::mem::take(schema));
    schema.insert("anyOf".into(), json!([typed, { "const": default }]));
}

/// Whether a value fits the outer keywords of a schema.
fn conforms(schema: &Map<String, Value>, value: &Value) -> bool {
    let fits = |kind: &Value| kind == type_of(value);
    let of_type = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => true,
    };
    let listed = schema.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(value));
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64).zip(value.as_f64());
    let above = bound("minimum").is_none_or(|(least, value)| value >= least);
    let below = bound("maximum").is_none_or(|(most, value)| value <= most);
    let complete = match (schema.get("required").and_then(Value::as_array), value) {
        (Some(names), Value::Object(map)) => names.iter().filter_map(Value::as_str).all(|name| map.contains_key(name)),
        _ => true,
    };
    of_type && listed && above && below && complete
}
