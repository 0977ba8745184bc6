//! How JavaScript, and lodash above it, compares values.

use std::cmp::Ordering;

use nodewright_core::{Value, javascript};

/// Whether two values are equal in depth: numbers by value, keys of objects in any order.
pub fn is_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_equal(a, b)))
        }
        _ => a == b,
    }
}

/// The same where there may be no value.
pub fn is_same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => is_equal(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// Whether one value is less than another: texts by their letters, anything else by its number, which may be none.
pub fn is_less(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(Value::String(a)), Some(Value::String(b))) => texts(a, b) == Ordering::Less,
        _ => number(a) < number(b),
    }
}

/// The order of texts: by UTF-16 units.
pub fn texts(a: &str, b: &str) -> Ordering {
    match a.is_ascii() || b.is_ascii() {
        true => a.cmp(b),
        false => a.encode_utf16().cmp(b.encode_utf16()),
    }
}

/// What `Number(value)` gives; NaN where there is no value.
pub fn number(value: Option<&Value>) -> f64 {
    match value {
        None | Some(Value::Object(_)) => f64::NAN,
        Some(Value::Null | Value::Bool(false)) => 0.0,
        Some(Value::Bool(true)) => 1.0,
        Some(Value::Number(number)) => number.as_f64().unwrap_or(f64::NAN),
        Some(Value::String(text)) => number_of(text),
        Some(list @ Value::Array(_)) => number_of(&javascript::text(list)),
    }
}

fn number_of(text: &str) -> f64 {
    crate::field::as_type("value", &text.into(), "number").ok().and_then(|value| value.as_f64()).unwrap_or(f64::NAN)
}

/// What `typeof` gives.
pub fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Null | Value::Array(_) | Value::Object(_) => "object",
    }
}

/// JavaScript's `a < b`: lists and objects are compared as texts if the other is none of a number.
pub fn is_before(a: &Value, b: &Value) -> bool {
    let is_text = |value: &Value| value.is_string() || value.is_array() || value.is_object();
    match is_text(a) && is_text(b) {
        true => texts(&javascript::text(a), &javascript::text(b)) == Ordering::Less,
        false => number(Some(a)) < number(Some(b)),
    }
}

/// A number as JSON: a whole one without a fraction, and `null` for what JSON cannot hold.
pub fn json_number(number: f64) -> Value {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    match number.fract() == 0.0 && number.abs() <= SAFE {
        true => (number as i64).into(),
        false => number.into(),
    }
}

/// Whether two values are the same but for small differences of type: nothing, `null` and an empty text; a number, its text
/// and the truth that it stands for.
pub fn is_alike(a: Option<&Value>, b: Option<&Value>) -> bool {
    let (Some(a), Some(b)) = (filled(a), filled(b)) else { return filled(a).is_none() && filled(b).is_none() };
    match (a, b) {
        (Value::String(text), Value::Bool(truth)) | (Value::Bool(truth), Value::String(text))
            if text.eq_ignore_ascii_case(if *truth { "true" } else { "false" }) =>
        {
            true
        }
        (Value::String(_), Value::Number(_) | Value::Bool(_))
        | (Value::Number(_) | Value::Bool(_), Value::String(_))
        | (Value::Number(_), Value::Bool(_))
        | (Value::Bool(_), Value::Number(_)) => number(Some(a)) == number(Some(b)),
        _ => is_equal(a, b),
    }
}

fn filled(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null() && value.as_str() != Some(""))
}

/// A text that is the same for all values which are [alike](is_alike), and for few others.
pub fn bucket(value: Option<&Value>) -> String {
    match filled(value) {
        None => String::new(),
        Some(Value::Array(list)) => list.iter().map(|value| format!("[{}", bucket(Some(value)))).collect(),
        // Keys come in any order.
        Some(Value::Object(map)) => format!("{{{}", map.len()),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => "1".into(),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => "0".into(),
        Some(value) => match number(Some(value)) {
            number if number.is_nan() => format!("\"{}", javascript::text(value)),
            number => javascript::float_text(number),
        },
    }
}
