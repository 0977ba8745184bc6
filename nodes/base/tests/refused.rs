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
            "A path has 201 parts, more than 100",
        ),
        (
            "set",
            3.4,
            json!({ "assignments": { "assignments": [{ "name": "a[99999999]", "type": "string", "value": "x" }] } }),
            "The index 99999999 of a path is too far behind the end of its list",
        ),
        (
            "set",
            3.5,
            json!({ "assignments": { "assignments": [{ "name": "file", "type": "binary", "value": "data" }] } }),
            "The field 'file' sets a file, which is not supported",
        ),
        (
            "set",
            3.4,
            json!({ "duplicateItem": true, "duplicateCount": 1e12 }),
            "'Duplicate Count' is 1000000000000, but must be less than 1000000",
        ),
        ("sort", 1.0, json!({}), "No sorting specified. Please add a field to sort by"),
        (
            "removeDuplicates",
            2.0,
            json!({ "operation": "removeItemsSeenInPreviousExecutions", "dedupeValue": "={{ $json.a }}" }),
            "The operation \"Remove Items of Earlier Executions\" is not supported: it needs a store of items seen",
        ),
        (
            "removeDuplicates",
            2.0,
            json!({ "operation": "clearDeduplicationHistory" }),
            "The operation \"Clear the History\" is not supported: it needs a store of items seen",
        ),
        (
            "renameKeys",
            1.0,
            json!({ "additionalOptions": { "regexReplacement": { "replacements": [{ "searchRegex": "(" }] } } }),
            "Invalid regular expression: /(/: Unterminated group",
        ),
    ];
    let runtime = Runtime::builder().build().unwrap();
    for (kind, version, parameters, expected) in cases {
        let node = json!({ "name": "Node", "type": kind, "typeVersion": version, "parameters": parameters });
        let message = message(&runtime, &node).await;
        assert_eq!(message, expected, "{kind}");
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
