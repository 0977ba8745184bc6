//! Merging requests as lodash does: members of objects and elements of lists, the later ones over the earlier.

use nodewright_core::path;
use serde_json::{Map, Value};

use crate::holes;

/// Parts of a request that every property has, if only empty.
const PARTS: [&str; 3] = ["qs", "body", "headers"];

/// Merges the request of a property into the one so far.
pub fn requests(into: &mut Map<String, Value>, mut from: Map<String, Value>) {
    for part in PARTS {
        match from.shift_remove(part) {
            Some(value) => member(into, part.to_owned(), value),
            None => empty(into, part),
        }
    }
    for (key, value) in from {
        member(into, key, value);
    }
}

/// What an empty object does to a part: anything but an object or a list becomes one.
fn empty(into: &mut Map<String, Value>, part: &str) {
    match into.get_mut(part) {
        Some(Value::Object(_) | Value::Array(_)) => {}
        Some(other) => *other = Value::Object(Map::new()),
        None => {
            into.insert(part.to_owned(), Value::Object(Map::new()));
        }
    }
}

fn member(into: &mut Map<String, Value>, key: String, from: Value) {
    match into.get_mut(&key) {
        Some(place) => value(place, from),
        None => {
            into.insert(key, from);
        }
    }
}

fn value(into: &mut Value, from: Value) {
    match (into, from) {
        (_, from) if holes::is_hole(&from) => {}
        (Value::Object(into), Value::Object(from)) => from.into_iter().for_each(|(key, from)| member(into, key, from)),
        (Value::Array(into), Value::Array(from)) => {
            for (index, from) in from.into_iter().enumerate() {
                match into.get_mut(index) {
                    Some(place) => value(place, from),
                    None => into.push(from),
                }
            }
        }
        // Members of a list that are not elements are not JSON.
        (Value::Array(into), Value::Object(from)) => {
            let mut list = Map::from_iter([("list".to_owned(), Value::Array(std::mem::take(into)))]);
            for (key, from) in from {
                if key.bytes().all(|byte| byte.is_ascii_digit()) {
                    let _ = path::set(&mut list, &format!("list[{key}]"), from);
                }
            }
            if let Some(Value::Array(merged)) = list.shift_remove("list") {
                *into = merged;
            }
        }
        (into, from) => *into = from,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn merged_as_lodash_does() {
        for (into, from, expected) in [
            (
                json!({"body": {"l": [1, 2, 3], "o": {"a": 1}}}),
                json!({"body": {"l": [9], "o": {"b": 2}}}),
                json!({"body": {"l": [9, 2, 3], "o": {"a": 1, "b": 2}}}),
            ),
            (json!({"body": {}}), json!({"body": [1]}), json!({"body": [1]})),
            (json!({"body": [1, 2]}), json!({"body": {}}), json!({"body": [1, 2]})),
            (json!({"body": "text"}), json!({}), json!({"body": {}})),
            (json!({"body": {"a": {"b": 1}}}), json!({"body": {"a": null}}), json!({"body": {"a": null}})),
            (json!({"body": {}, "url": "/a"}), json!({"url": "/b"}), json!({"body": {}, "url": "/b"})),
        ] {
            let mut merged = into.as_object().cloned().unwrap_or_default();
            requests(&mut merged, from.as_object().cloned().unwrap_or_default());
            let expected = expected.as_object().unwrap();
            for (key, value) in expected {
                assert_eq!(merged.get(key), Some(value), "{into} {from}");
            }
        }
    }
}
