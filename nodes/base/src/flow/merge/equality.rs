//! When two fields are equal.

use nodewright_core::{Value, javascript::float_text};
use nodewright_properties::javascript::{deep_equal, to_number};

/// Whether two fields are equal; `fuzzy` also takes an empty text, `null` and a missing field for the same, and values of
/// different types that JavaScript's `==` takes for the same, such as 3 and `"3"`.
pub fn equal(a: Option<&Value>, b: Option<&Value>, fuzzy: bool) -> bool {
    match (a, b) {
        (a, b) if fuzzy && (is_empty(a) || is_empty(b)) => is_empty(a) && is_empty(b),
        (Some(a), Some(b)) if fuzzy && is_simple(a) && is_simple(b) && (!a.is_string() || !b.is_string()) => {
            to_number(Some(a)) == to_number(Some(b))
        }
        (Some(a), Some(b)) => deep_equal(a, b),
        _ => false,
    }
}

/// A text that equal fields have in common, by which they are found; others may have the same.
pub fn group(value: Option<&Value>, fuzzy: bool) -> String {
    let mut text = String::new();
    match value {
        _ if fuzzy && is_empty(value) => {}
        Some(value) if fuzzy && is_simple(value) && !to_number(Some(value)).is_nan() => {
            text.push_str(&float_text(to_number(Some(value))));
        }
        Some(value) => write(value, &mut text),
        None => text.push('-'),
    }
    text
}

fn is_empty(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.is_null() || value == "")
}

fn is_simple(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// Keys of objects in one order, numbers as JavaScript has them.
fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            for (key, value) in entries {
                text.push_str(&format!("{key:?}:"));
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(list) => {
            for value in list {
                write(value, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Number(number) => text.push_str(&float_text(number.as_f64().unwrap_or(f64::NAN))),
        value => text.push_str(&value.to_string()),
    }
}
