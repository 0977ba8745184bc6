//! `JSON.stringify` and `JSON.parse`, with the messages that V8 gives.

use nodewright_json::index;
use serde_json::{Map, Value};

use super::number::{as_f64, format_number};

/// `JSON.stringify(value)`: numbers as JavaScript writes them, keys that are indexes first.
pub(crate) fn stringify(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => value.to_string(),
        Value::Number(number) => format_number(as_f64(number)),
        Value::Array(list) => format!("[{}]", list.iter().map(stringify).collect::<Vec<_>>().join(",")),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), stringify(value));
            format!("{{{}}}", entries(map).map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

/// The entries of an object in the order in which JavaScript has them.
fn entries(map: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let mut indexed: Vec<_> = map.iter().filter_map(|entry| Some((index(entry.0)?, entry))).collect();
    indexed.sort_unstable_by_key(|(index, _)| *index);
    let named = map.iter().filter(|(key, _)| index(key).is_none());
    indexed.into_iter().map(|(_, entry)| entry).chain(named)
}

/// `JSON.parse(text)`, or V8's message.
pub(crate) fn parse(text: &str) -> Result<Value, String> {
    nodewright_json::parse(text).map_err(|error| error.javascript().to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn writes_what_javascript_writes() {
        for (value, expected) in [
            (json!({"b": 1e21, "1": [1.0, -0.0, 1e-7], "0": null}), r#"{"0":null,"1":[1,0,1e-7],"b":1e+21}"#),
            (json!("a\"\u{1}\u{7f}é"), "\"a\\\"\\u0001\u{7f}é\""),
        ] {
            assert_eq!(stringify(&value), expected);
        }
    }
}
