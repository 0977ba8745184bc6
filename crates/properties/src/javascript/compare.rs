//! Equality and order of values.

use std::cmp::Ordering;

use serde_json::Value;

use super::number::{as_f64, to_number};
use super::text::to_text;

/// `a === b` for values that are not the same object: lists and objects are never equal.
#[must_use]
pub fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (None, None) | (Some(Value::Null), Some(Value::Null)) => true,
        (Some(Value::String(a)), Some(Value::String(b))) => a == b,
        (Some(Value::Bool(a)), Some(Value::Bool(b))) => a == b,
        (Some(Value::Number(a)), Some(Value::Number(b))) => as_f64(a) == as_f64(b),
        _ => false,
    }
}

/// Equal in depth, without regard to the order of keys. Numbers are equal when JavaScript holds the same one.
#[must_use]
pub fn deep_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| deep_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| deep_equal(a, b)))
        }
        _ => same(Some(a), Some(b)),
    }
}

/// `a < b`.
#[must_use]
pub fn less_than(a: Option<&Value>, b: Option<&Value>) -> bool {
    order(a, b) == Some(Ordering::Less)
}

/// `a <= b`.
#[must_use]
pub fn less_or_equal(a: Option<&Value>, b: Option<&Value>) -> bool {
    matches!(order(a, b), Some(Ordering::Less | Ordering::Equal))
}

/// How two values compare: as texts if both are made of text, else as numbers; `None` if one is not a number.
fn order(a: Option<&Value>, b: Option<&Value>) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.and_then(as_primitive_text), b.and_then(as_primitive_text)) {
        return Some(a.encode_utf16().cmp(b.encode_utf16()));
    }
    to_number(a).partial_cmp(&to_number(b))
}

/// The text that a value becomes when it is compared, unless it becomes something else.
fn as_primitive_text(value: &Value) -> Option<String> {
    matches!(value, Value::String(_) | Value::Array(_) | Value::Object(_)).then(|| to_text(value))
}
