//! What the nodes refuse, and in which words: a table of nodes, the item that they get, and what the error says.

use nodewright::{Item, Runtime};
use nodewright_node_base as _;
use serde_json::{Value, json};

#[tokio::test]
async fn refused_input_is_named() {
    let path = format!("a{}", ".b".repeat(200));
    let cases = [
        (
            "set",
            3.4,
            json!({ "assignments": { "assignments": [{ "name": path, "type": "string", "value": "x" }] } }),
            "201 parts",
        ),
        (
            "set",
            3.4,
            json!({ "assignments": { "assignments": [{ "name": "a[99999999]", "type": "string", "value": "x" }] } }),
            "99999999 of a path is too far",
        ),
        (
            "set",
            3.5,
            json!({ "assignments": { "assignments": [{ "name": "file", "type": "binary", "value": "data" }] } }),
            "'file' sets a file",
        ),
        ("set", 3.4, json!({ "duplicateItem": true, "duplicateCount": 1e12 }), "'Duplicate Count' is 1000000000000"),
        ("sort", 1.0, json!({}), "Please add a field to sort by"),
        (
            "removeDuplicates",
            2.0,
            json!({ "operation": "removeItemsSeenInPreviousExecutions", "dedupeValue": "={{ $json.a }}" }),
            "\"Remove Items of Earlier Executions\" is not supported",
        ),
        ("removeDuplicates", 2.0, json!({ "operation": "clearDeduplicationHistory" }), "is not supported"),
        (
            "renameKeys",
            1.0,
            json!({ "additionalOptions": { "regexReplacement": { "replacements": [{ "searchRegex": "(" }] } } }),
            "Invalid regular expression: /(/",
        ),
    ];
    let runtime = Runtime::builder().build().unwrap();
    for (kind, version, parameters, expected) in cases {
        let node = json!({ "name": "Node", "type": kind, "typeVersion": version, "parameters": parameters });
        let message = message(&runtime, &node).await;
        assert!(message.contains(expected), "{kind}: {message}");
    }
}

async fn message(runtime: &Runtime, node: &Value) -> String {
    let prepared = match runtime.prepare(node) {
        Ok(prepared) => prepared,
        Err(error) => return error.message().to_owned(),
    };
    match prepared.execute(vec![Item::new(json!({ "a": 1 }))]).await {
        Ok(outcome) => format!("no error but {:?}", outcome.outputs),
        Err(error) => error.message().to_owned(),
    }
}
