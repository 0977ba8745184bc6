//! Conditions on a value as n8n compares: with any element of a list, and with the value inside a locator.

use nodewright_properties::{Comparison, Condition, Operator, check_conditions};
use serde_json::{Value, json};

use crate::condition::{compare, holds_without_value};

/// The values of which one of the conditions holds.
///
/// An empty list fits `not` where that shows something (`shows`), and never where it hides.
pub(super) fn value(conditions: &[Condition], shows: bool) -> Value {
    let value = value_or_list(conditions, shows);
    let mut needed = vec!["__rl"];
    if !holds_without_value(conditions) {
        needed.push("value");
    }
    let inside = json!({ "properties": { "value": value } , "required": needed });
    if conditions.iter().all(|condition| matches!(condition, Condition::Is(_))) {
        let locator =
            json!({ "type": "object", "properties": { "__rl": truthy(), "value": value }, "required": needed });
        return any(split(value).into_iter().chain([locator]).collect());
    }
    let locator = json!({ "type": "object", "properties": { "__rl": truthy() }, "required": ["__rl"] });
    json!({ "if": locator, "then": inside, "else": value })
}

/// The values that are expressions.
pub(super) fn expression() -> Value {
    let text = json!({ "type": "string", "pattern": "^=" });
    let one_or_list = vec![text.clone(), json!({ "type": "array", "contains": text })];
    let locator = json!({
        "type": "object",
        "properties": { "__rl": truthy(), "value": any(one_or_list.clone()) },
        "required": ["__rl", "value"],
    });
    any(one_or_list.into_iter().chain([locator]).collect())
}

fn value_or_list(conditions: &[Condition], shows: bool) -> Value {
    // Two lists or objects are never the same one.
    let plain: Vec<&Value> = conditions
        .iter()
        .filter_map(|condition| match condition {
            Condition::Is(value) if !value.is_array() && !value.is_object() => Some(value),
            _ => None,
        })
        .collect();
    let mut cases = Vec::new();
    if !plain.is_empty() {
        let one = if let [only] = plain[..] { json!({ "const": only }) } else { json!({ "enum": plain }) };
        cases.push(one.clone());
        cases.push(json!({ "type": "array", "contains": one }));
    }
    let compared = conditions.iter().filter_map(|condition| match condition {
        Condition::Is(_) => None,
        Condition::Compare(comparison) => Some(comparison),
    });
    for comparison in compared {
        let one = compared_loosely(comparison);
        cases.push(json!({ "allOf": [{ "not": { "type": "array" } }, one] }));
        let least = if shows && comparison.operator == Operator::Not { 0 } else { 1 };
        cases.push(json!({ "type": "array", "items": one, "minItems": least }));
    }
    any(cases)
}

/// JavaScript also orders what it turns into a number. Texts other than the empty one are out of reach of a schema; nothing
/// in n8n's own nodes orders texts.
fn compared_loosely(comparison: &Comparison) -> Value {
    let strict = compare(comparison);
    let orders =
        matches!(comparison.operator, Operator::Gte | Operator::Lte | Operator::Gt | Operator::Lt | Operator::Between);
    if !orders {
        return strict;
    }
    let condition = [Condition::Compare(comparison.clone())];
    let mut turned = vec![json!(null), json!(true), json!(false), json!("")];
    turned.retain(|value| check_conditions(&condition, &[Some(value)]).unwrap_or(false));
    if turned.is_empty() { strict } else { json!({ "anyOf": [strict, { "enum": turned }] }) }
}

fn any(mut cases: Vec<Value>) -> Value {
    match cases.len() {
        0 => json!({ "not": {} }),
        1 => cases.remove(0),
        _ => json!({ "anyOf": cases }),
    }
}

fn split(value: Value) -> Vec<Value> {
    match value {
        Value::Object(mut map) if map.len() == 1 && map.contains_key("anyOf") => match map.remove("anyOf") {
            Some(Value::Array(cases)) => cases,
            _ => Vec::new(),
        },
        value => vec![value],
    }
}

fn truthy() -> Value {
    json!({ "not": { "enum": [null, false, 0, ""] } })
}
