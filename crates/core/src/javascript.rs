//! Values as text, the way JavaScript writes them: `5.0` is `5` there, `1e21` is `1e+21`.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// What `String(value)` gives.
///
/// ```
/// use nodewright_core::{javascript::text, serde_json::json};
/// assert_eq!(text(&json!(["id", "title", 5.0])), "id,title,5");
/// ```
#[must_use]
pub fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed("null"),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Number(number) => Cow::Owned(number_text(number)),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(list) => Cow::Owned(join(list)),
        Value::Object(_) => Cow::Borrowed("[object Object]"),
    }
}

/// What `list.join(',')` gives: null is empty there.
#[must_use]
pub fn join(list: &[Value]) -> String {
    let texts: Vec<_> =
        list.iter().map(|value| if value.is_null() { Cow::Borrowed("") } else { text(value) }).collect();
    texts.join(",")
}

/// What `String(number)` gives; of a whole number, every digit.
#[must_use]
pub fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float_text(float),
        _ => number.to_string(),
    }
}

/// What `String(float)` gives.
#[must_use]
pub fn float_text(float: f64) -> String {
    if float == 0.0 {
        return "0".into();
    }
    if (1e-6..1e21).contains(&float.abs()) {
        return float.to_string();
    }
    let text = format!("{float:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

/// What `Number(value)` gives.
#[must_use]
pub fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::Null => 0.0,
        Value::Bool(truth) => f64::from(u8::from(*truth)),
        other => match text(other).trim() {
            "" => 0.0,
            text => text.parse().unwrap_or(f64::NAN),
        },
    }
}

/// Whether a value counts as true: all but null, false, 0 and the empty text.
///
/// ```
/// use nodewright_core::{javascript::is_truthy, serde_json::json};
/// assert!(is_truthy(&json!([])) && !is_truthy(&json!("")));
/// ```
#[must_use]
pub fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0 && !number.is_nan()),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_written_as_javascript_does() {
        let cases = [
            (json!(5), "5"),
            (json!(5.0), "5"),
            (json!(-0.0), "0"),
            (json!(0.1), "0.1"),
            (json!(1e20), "100000000000000000000"),
            (json!(1e21), "1e+21"),
            (json!(1.5e-7), "1.5e-7"),
            (json!(9007199254740993_i64), "9007199254740993"),
            (json!(null), "null"),
            (json!(true), "true"),
            (json!([1, null, [2, {}]]), "1,,2,[object Object]"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(&value), expected, "{value}");
        }
    }
}
