//! Parameters as n8n's own nodes read them: whatever is there, taken for what JavaScript takes it for.

use nodewright_core::{Parameters, Value, javascript};

use crate::path;

/// What stands at a path of the parameters, such as `options.dotNotation`.
pub fn at<'p>(parameters: &'p Parameters, path: &str) -> Option<&'p Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let value = parameters.get(first)?;
    match rest {
        Some(rest) => path::get(value, rest),
        None => Some(value),
    }
}

/// A text; empty where there is none.
pub fn text<'p>(parameters: &'p Parameters, path: &str) -> &'p str {
    at(parameters, path).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a value counts as true; `otherwise` where there is none.
pub fn flag(parameters: &Parameters, path: &str, otherwise: bool) -> bool {
    at(parameters, path).map_or(otherwise, javascript::is_truthy)
}

/// A number, as JavaScript's `Number` makes it; NaN where there is none.
pub fn number(parameters: &Parameters, path: &str) -> f64 {
    at(parameters, path).map_or(f64::NAN, |value| match value {
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::Bool(true) => 1.0,
        Value::Null | Value::Bool(false) => 0.0,
        Value::String(text) if text.trim().is_empty() => 0.0,
        Value::String(text) => text.trim().parse().unwrap_or(f64::NAN),
        Value::Array(_) | Value::Object(_) => f64::NAN,
    })
}

/// Where JavaScript's `slice` takes an index of a list of `length`: from its end if it is negative, whole, and inside.
pub fn slice_index(index: f64, length: usize) -> usize {
    let index = if index.is_nan() { 0.0 } else { index.trunc() };
    let from_start = if index < 0.0 { length as f64 + index } else { index };
    from_start.clamp(0.0, length as f64) as usize
}
