//! Conditions on a value as a schema of it.

use nodewright_properties::{Comparison, Condition, Operator};
use serde_json::{Map, Value, json};

use crate::facts;
use crate::pattern::{literal, portable};

/// The values of which one of the conditions holds; elements of lists and values of locators where those may come.
pub(crate) fn value(conditions: &[Condition], lists: bool, locators: bool) -> Value {
    let one = one(conditions);
    let mut any = vec![one.clone()];
    if lists {
        any.push(json!({ "type": "array", "contains": one }));
    }
    if locators {
        any.push(json!({ "type": "object", "properties": { "value": one }, "required": ["value"] }));
    }
    if any.len() == 1 { one } else { json!({ "anyOf": any }) }
}

/// Whether one of the conditions holds of a value.
pub(crate) fn holds(conditions: &[Condition], value: &Value) -> bool {
    facts::hold(conditions, value)
}

/// Whether one of the conditions holds without a value.
pub(crate) fn holds_without_value(conditions: &[Condition]) -> bool {
    let without = |condition: &Condition| matches!(condition, Condition::Compare(c) if c.operator == Operator::Not);
    conditions.iter().any(without)
}

fn one(conditions: &[Condition]) -> Value {
    let plain: Vec<_> = conditions
        .iter()
        .filter_map(|condition| match condition {
            Condition::Is(value) => Some(value.clone()),
            Condition::Compare(_) => None,
        })
        .collect();
    let compared = conditions.iter().filter_map(|condition| match condition {
        Condition::Is(_) => None,
        Condition::Compare(comparison) => Some(compare(comparison)),
    });
    let mut any: Vec<Value> = compared.collect();
    match plain.len() {
        0 => {}
        1 => any.insert(0, json!({ "const": plain[0] })),
        _ => any.insert(0, json!({ "enum": plain })),
    }
    if any.len() == 1 { any.remove(0) } else { json!({ "anyOf": any }) }
}

/// The values of which a comparison holds.
pub(crate) fn compare(Comparison { operator, target }: &Comparison) -> Value {
    let bound = |key: &str, target: &Value| {
        if target.is_number() { json!({ "type": "number", key: target }) } else { json!({ "not": {} }) }
    };
    let text = || target.as_str().map_or_else(|| target.to_string(), str::to_owned);
    match operator {
        Operator::Eq => json!({ "const": target }),
        Operator::Not => json!({ "not": { "const": target } }),
        Operator::Gte => bound("minimum", target),
        Operator::Lte => bound("maximum", target),
        Operator::Gt => bound("exclusiveMinimum", target),
        Operator::Lt => bound("exclusiveMaximum", target),
        Operator::Between => {
            let ends = [("minimum", target.get("from")), ("maximum", target.get("to"))];
            let mut range = Map::from_iter([("type".to_owned(), "number".into())]);
            range.extend(ends.into_iter().filter_map(|(key, end)| Some((key.to_owned(), end?.clone()))));
            range.into()
        }
        Operator::StartsWith => json!({ "type": "string", "pattern": format!("^{}", literal(&text())) }),
        Operator::EndsWith => json!({ "type": "string", "pattern": format!("{}$", literal(&text())) }),
        Operator::Includes => json!({ "type": "string", "pattern": literal(&text()) }),
        Operator::Regex => json!({ "type": "string", "pattern": portable(&text()) }),
        Operator::Exists => json!({ "not": { "enum": ["", null] } }),
        Operator::Other(_) => json!({ "not": {} }),
    }
}
