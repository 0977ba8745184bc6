//! JSON and text as JavaScript writes them: `5.0` is `5` there, `1e21` is `1e+21`.

use std::{borrow::Cow, io};

use serde::Serialize;
use serde_json::{Number, Value, ser::Formatter};

/// What `JSON.stringify` gives.
pub(crate) fn to_vec(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, JavaScript);
    // Writing a value into memory cannot fail: its keys are texts and a vector takes everything.
    let _ = value.serialize(&mut serializer);
    bytes
}

/// What `String()` gives.
pub(crate) fn text(value: &Value) -> Cow<'_, str> {
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
pub(crate) fn join(list: &[Value]) -> String {
    let texts: Vec<_> =
        list.iter().map(|value| if value.is_null() { Cow::Borrowed("") } else { text(value) }).collect();
    texts.join(",")
}

pub(crate) fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float_text(float),
        _ => number.to_string(),
    }
}

fn float_text(float: f64) -> String {
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

struct JavaScript;

impl Formatter for JavaScript {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(float_text(value).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_texts_are_written_as_javascript_does() {
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
        assert_eq!(
            to_vec(&json!({"a": 1.0, "b": "ä\u{1}\"", "c": [1e21]})),
            r#"{"a":1,"b":"ä\u0001\"","c":[1e+21]}"#.as_bytes()
        );
    }
}
