//! Wherever `serde_json` reads a text, both readers read the same.

use proptest::prelude::*;
use serde_json::Value;

/// Texts that are JSON, or nearly.
fn text() -> impl Strategy<Value = String> {
    let space = "[ \t\r\n]{0,2}";
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(|number| format!("{number:e}")),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?",
    ];
    let string = prop_oneof![
        any::<String>().prop_map(|text| Value::String(text).to_string()),
        r#""([a-z0-9é😀]|\\[bfnrt"/\\]|\\u[0-9a-fA-F]{4}){0,6}""#,
    ];
    let key = prop_oneof!["\"[0-9]{1,3}\"", "\"[a-c0-9]{0,2}\"", string.clone()];
    let word = prop_oneof!["true", "false", "null", "nul", "", "'", "}", "01", "-", "\\PC"];
    let scalar = prop_oneof![3 => number, 3 => string, 1 => word];
    let value = scalar.prop_recursive(6, 40, 6, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5).prop_map(|list| format!("[{}]", list.join(",")));
        let object = prop::collection::vec((key.clone(), space, inner), 0..6).prop_map(|members| {
            let members: Vec<_> = members.iter().map(|(key, space, value)| format!("{key}{space}:{value}")).collect();
            format!("{{{}}}", members.join(", "))
        });
        prop_oneof![list, object]
    });
    (space, value, space).prop_map(|(before, value, after)| format!("{before}{value}{after}"))
}

/// The text of a value with all its digits, its keys in JavaScript's order, stated another way than in the crate.
fn in_order(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("[{}]", list.iter().map(in_order).collect::<Vec<_>>().join(",")),
        Value::Object(map) => {
            let is_index = |key: &str| key.parse::<u32>().is_ok_and(|n| n < u32::MAX && n.to_string() == key);
            let mut indexes: Vec<_> = map.keys().filter(|key| is_index(key)).collect();
            indexes.sort_by_key(|key| (key.len(), *key));
            let names = map.keys().filter(|key| !is_index(key));
            let member = |key: &String| format!("{}:{}", Value::from(key.as_str()), in_order(&map[key]));
            format!("{{{}}}", indexes.into_iter().chain(names).map(member).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// The same text with an array around it, whose second element only the slower reader takes.
fn by_the_slower_reader(text: &str) -> Option<Value> {
    match nodewright_json::parse(&format!("[{text},\"\\ud83d\"]")).ok()? {
        Value::Array(list) => list.into_iter().next(),
        _ => None,
    }
}

proptest! {
    #[test]
    fn both_readers_agree_with_serde_json(text in text()) {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            let expected = in_order(&value);
            prop_assert_eq!(nodewright_json::parse(&text).map(|value| value.to_string()), Ok(expected.clone()));
            prop_assert_eq!(by_the_slower_reader(&text).map(|value| value.to_string()), Some(expected));
        }
    }

    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let read = nodewright_json::read(&bytes);
        if let Ok(value) = serde_json::from_slice::<Value>(&bytes) {
            prop_assert_eq!(read.as_ref(), Ok(&value));
        }
        if let Err(error) = read {
            prop_assert!(error.offset() <= bytes.len());
        }
    }
}
