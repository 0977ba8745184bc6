//! All node descriptions of n8n-nodes-base: reading and writing them loses nothing.

use std::fs;

use nodewright_properties::NodeDescription;
use serde_json::Value;

#[test]
fn descriptions_of_n8n_survive_a_round_trip() {
    let file = match nodewright_testkit::n8n::descriptions() {
        Ok(file) => file,
        Err(reason) => return nodewright_testkit::skip(&format!("n8n's descriptions are not checked: {reason}")),
    };
    let descriptions: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(descriptions.len(), nodewright_testkit::n8n::COUNT);
    for description in descriptions {
        let read: NodeDescription = serde_json::from_value(description.clone())
            .unwrap_or_else(|error| panic!("{}: {error}", description["name"]));
        let written = serde_json::to_value(&read).unwrap();
        assert!(written == description, "{} differs: {}", read.name, first_difference(&description, &written, ""));
    }
}

/// Where two values first differ, for the message of a failing test.
fn first_difference(expected: &Value, actual: &Value, path: &str) -> String {
    match (expected, actual) {
        (Value::Object(a), Value::Object(b)) => {
            let key = a.keys().chain(b.keys()).find(|key| a.get(*key) != b.get(*key));
            let null = &Value::Null;
            key.map_or(path.to_owned(), |key| {
                let path = format!("{path}/{key}");
                first_difference(a.get(key).unwrap_or(null), b.get(key).unwrap_or(null), &path)
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let index = (0..a.len()).find(|index| a[*index] != b[*index]).unwrap_or(0);
            first_difference(&a[index], &b[index], &format!("{path}/{index}"))
        }
        _ => format!("{path}: {expected} is written as {actual}"),
    }
}
