//! The comparisons of if 1, filter 1 and switch 1 and 2, which take values as JavaScript does.

use std::borrow::Cow;

use nodewright_core::{
    ErrorKind, NodeError, Result, Value,
    javascript::{is_truthy, text},
};
use nodewright_luxon::{CreateOptions, DateTime, Settings, jsdate};
use nodewright_properties::{
    javascript::{less_or_equal, less_than, same},
    matches_pattern,
};

/// Whether `operation` holds for two values; `None` stands for `undefined`.
pub fn holds(operation: &str, a: Option<&Value>, b: Option<&Value>) -> Result<bool> {
    let zero = Value::from(0);
    let (x, y) = (Some(or_zero(a, &zero)), Some(or_zero(b, &zero)));
    Ok(match operation {
        "equal" => same(a, b),
        "notEqual" => !same(a, b),
        "larger" | "after" => less_than(y, x),
        "largerEqual" => less_or_equal(y, x),
        "smaller" | "before" => less_than(x, y),
        "smallerEqual" => less_or_equal(x, y),
        "contains" => or_empty(a).contains(&*or_empty(b)),
        "notContains" => !or_empty(a).contains(&*or_empty(b)),
        "startsWith" => own_text(a, "startsWith")?.starts_with(&*argument(b)),
        "notStartsWith" => !own_text(a, "startsWith")?.starts_with(&*argument(b)),
        "endsWith" => own_text(a, "endsWith")?.ends_with(&*argument(b)),
        "notEndsWith" => !own_text(a, "endsWith")?.ends_with(&*argument(b)),
        "regex" => matches(a, b)?,
        "notRegex" => !matches(a, b)?,
        "isEmpty" => is_empty(a),
        "isNotEmpty" => !is_empty(a),
        other => return Err(NodeError::new(ErrorKind::Operation, format!("Unknown comparison '{other}'"))),
    })
}

/// A date as the milliseconds that comparisons are made with; a number is taken for them.
pub fn date(value: Option<&Value>, settings: &Settings) -> Result<Value> {
    let found = match value {
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => {
            let iso = DateTime::from_iso(text.trim(), &CreateOptions::default(), settings);
            Some(if iso.is_valid() { iso.to_millis() } else { jsdate::parse(text, &settings.default_zone) })
        }
        _ => None,
    };
    found.filter(|time| !time.is_nan()).map(Value::from).ok_or_else(|| {
        let shown = value.map_or(Cow::Borrowed("undefined"), text);
        NodeError::new(ErrorKind::Operation, format!("The value \"{shown}\" is not a valid DateTime."))
    })
}

/// `value || 0`
fn or_zero<'v>(value: Option<&'v Value>, zero: &'v Value) -> &'v Value {
    value.filter(|value| is_truthy(value)).unwrap_or(zero)
}

/// `(value || '').toString()`
fn or_empty(value: Option<&Value>) -> Cow<'_, str> {
    value.filter(|value| is_truthy(value)).map_or(Cow::Borrowed(""), text)
}

fn argument(value: Option<&Value>) -> Cow<'_, str> {
    value.map_or(Cow::Borrowed("undefined"), text)
}

/// The text whose beginning or end is looked at. Anything else has no such method in JavaScript, which n8n says as it is.
fn own_text<'v>(value: Option<&'v Value>, method: &str) -> Result<&'v str> {
    let message = match value {
        Some(Value::String(text)) => return Ok(text),
        None => format!("Cannot read properties of undefined (reading '{method}')"),
        Some(Value::Null) => format!("Cannot read properties of null (reading '{method}')"),
        Some(_) => format!("value1.{method} is not a function"),
    };
    let advice = "The first value has to be a text; convert it with .toString()";
    Err(NodeError::new(ErrorKind::Operation, message).named("Error").with_description(advice))
}

fn matches(value: Option<&Value>, pattern: Option<&Value>) -> Result<bool> {
    matches_pattern(&or_empty(pattern), &or_empty(value))
        .map_err(|error| NodeError::new(ErrorKind::Operation, error.to_string()).named("Error"))
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(map)) => map.is_empty(),
        Some(Value::Bool(_) | Value::Number(_)) => false,
    }
}
