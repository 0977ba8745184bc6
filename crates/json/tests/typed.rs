//! What a type says of a value that it is not.

use std::collections::BTreeMap;

use nodewright_json::from_value;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Call {
    node: Value,
    items: Option<Vec<Entry>>,
    concurrency: Option<usize>,
    values: Option<Map<String, Value>>,
    named: Option<BTreeMap<String, Entry>>,
    mode: Option<Mode>,
    offset: Option<(i64, f64)>,
    secret: Option<String>,
    on: Option<bool>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Entry {
    json: Value,
    paired: Option<Paired>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged, expecting = "must be an index or an object")]
enum Paired {
    Index(usize),
    One { item: usize },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
enum Mode {
    OneByOne,
    All,
}

#[test]
fn errors_name_the_member_and_what_json_it_must_be() {
    for (value, expected) in [
        (json!([1]), "the value must be an object, not an array"),
        (json!({}), "'node' is missing"),
        (
            json!({ "node": 1, "nod": 2 }),
            "'nod' is unknown; known: node, items, concurrency, values, named, mode, offset, secret, on",
        ),
        (json!({ "node": 1, "concurrency": "s3cret" }), "'concurrency' must be a whole number from 0, not a string"),
        (
            json!({ "node": 1, "concurrency": 1.5 }),
            "'concurrency' must be a whole number from 0, not a number with a fraction",
        ),
        (json!({ "node": 1, "concurrency": -1 }), "'concurrency' must be a whole number from 0"),
        (json!({ "node": 1, "concurrency": 1e300 }), "'concurrency' must be a whole number from 0, not a number"),
        (json!({ "node": 1, "items": {} }), "'items' must be an array, not an object"),
        (json!({ "node": 1, "items": [{ "json": 1 }, {}] }), "'items[1].json' is missing"),
        (json!({ "node": 1, "items": [["s3cret"]] }), "'items[0]' must be an object, not an array"),
        (
            json!({ "node": 1, "items": [{ "json": 1, "paired": "s3cret" }] }),
            "'items[0].paired' must be an index or an object",
        ),
        (json!({ "node": 1, "named": { "a": { "json": 1 }, "b": null } }), "'named.b' must be an object, not null"),
        (json!({ "node": 1, "values": "s3cret" }), "'values' must be an object, not a string"),
        (json!({ "node": 1, "mode": "s3cret" }), "'mode' must be one of oneByOne, all"),
        (json!({ "node": 1, "mode": 1 }), "'mode' must be a string, not a number"),
        (json!({ "node": 1, "offset": [1, true] }), "'offset[1]' must be a number, not a boolean"),
        (json!({ "node": 1, "offset": [1] }), "'offset' must be an array of size 2, not one of 1"),
        (json!({ "node": 1, "secret": 4711 }), "'secret' must be a string, not a number"),
        (json!({ "node": 1, "on": "yes" }), "'on' must be a boolean, not a string"),
    ] {
        let error = from_value::<Call>(value.clone()).unwrap_err().to_string();
        assert_eq!(error, expected, "{value}");
    }
}

#[test]
fn values_of_the_right_shape_are_taken() {
    let value = json!({ "node": { "b": [1, { "c": null }], "a": 5.0 }, "items": [{ "json": { "x": 1 }, "paired": 3 }, { "json": [], "paired": { "item": 4 } }],
        "concurrency": 8.0, "values": { "z": 1, "y": [2] }, "named": null, "mode": "oneByOne", "offset": [-3, 5], "on": true });
    let call: Call = from_value(value.clone()).unwrap();
    assert_eq!(call.node.to_string(), value["node"].to_string());
    assert_eq!(
        call,
        Call {
            node: value["node"].clone(),
            items: Some(vec![
                Entry { json: json!({ "x": 1 }), paired: Some(Paired::Index(3)) },
                Entry { json: json!([]), paired: Some(Paired::One { item: 4 }) },
            ]),
            concurrency: Some(8),
            values: value["values"].as_object().cloned(),
            named: None,
            mode: Some(Mode::OneByOne),
            offset: Some((-3, 5.0)),
            secret: None,
            on: Some(true),
        }
    );
}
