//! What is wrong with a description is found, and said with its place.

use nodewright_declarative::check::{self, Surroundings};
use serde_json::{Value, json};

/// A description with nothing wrong.
fn sound() -> Value {
    json!({
        "displayName": "Board", "name": "board", "group": ["input"], "version": 1, "description": "Reads a board",
        "defaults": { "name": "Board" }, "inputs": ["main"], "outputs": ["main"],
        "credentials": [{ "name": "boardApi", "required": true }],
        "requestDefaults": { "baseURL": "https://api.example.com" },
        "properties": [
            {
                "displayName": "Operation", "name": "operation", "type": "options", "default": "get", "noDataExpression": true,
                "options": [{ "name": "Get", "value": "get", "routing": { "request": { "method": "GET", "url": "/board" } } }],
            },
            {
                "displayName": "Limit", "name": "limit", "type": "number", "default": 50,
                "routing": { "send": { "type": "query", "property": "limit" } },
            },
        ],
    })
}

#[test]
fn each_problem_has_its_place() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).expect("cases");
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let surroundings = Surroundings {
        expression: &|text| text.contains(". }}").then(|| "it breaks off".to_owned()),
        credential_type: &|name| name == "boardApi",
    };
    for case in cases {
        let problems = match case.get("credentialType") {
            Some(kind) => check::credential_type(kind, &surroundings),
            None => check::description(&changed(&case), &surroundings),
        };
        let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(json!(said), case["problems"], "{}", case["name"]);
    }
}

/// The sound description with what a case changes.
fn changed(case: &Value) -> Value {
    if let Some(whole) = case.get("description") {
        return whole.clone();
    }
    let mut description = sound();
    let map = description.as_object_mut().expect("an object");
    for (key, value) in case["change"].as_object().into_iter().flatten() {
        map.insert(key.clone(), value.clone());
    }
    for key in case["remove"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        map.shift_remove(key);
    }
    for property in case["add"].as_array().into_iter().flatten() {
        description["properties"].as_array_mut().expect("a list").push(property.clone());
    }
    description
}
