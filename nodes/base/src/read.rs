//! Parameters as n8n's own nodes read them: whatever is there, taken for what JavaScript takes it for.

use nodewright_core::{Parameters, Value};

/// A text; empty where there is none.
pub fn text<'p>(parameters: &'p Parameters, name: &str) -> &'p str {
    parameters.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A number, as JavaScript's `Number` makes it; NaN where there is none.
pub fn number(parameters: &Parameters, name: &str) -> f64 {
    parameters.get(name).map_or(f64::NAN, |value| match value {
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
