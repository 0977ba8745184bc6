//! Nodes, items, descriptions and credentials.

use nodewright::{Credentials, Item, json::from_value};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

use super::{cases, ended, execute, isolated, shape};

/// Nodes of every kind, each of which works on [`items`].
fn nodes() -> Vec<Value> {
    let conditions = json!({
        "options": { "caseSensitive": true, "leftValue": "", "typeValidation": "loose", "version": 2 }, "combinator": "and",
        "conditions": [{ "id": "1", "leftValue": "={{ $json.n }}", "rightValue": "1", "operator": { "type": "string", "operation": "equals" } }],
    });
    let base = |name: &str, version: f64, parameters: Value| json!({ "name": name, "type": format!("n8n-nodes-base.{name}"), "typeVersion": version, "parameters": parameters });
    let assignments = json!([{ "id": "1", "name": "a.b", "type": "string", "value": "={{ $json.n + 1 }}" }]);
    vec![
        base(
            "set",
            3.4,
            json!({ "assignments": { "assignments": assignments }, "includeOtherFields": true, "options": {} }),
        ),
        base("set", 3.4, json!({ "mode": "raw", "jsonOutput": "={\"a\": {{ $json.n }}}", "options": {} })),
        base("if", 2.2, json!({ "conditions": conditions, "options": {} })),
        base(
            "switch",
            3.2,
            json!({ "rules": { "values": [{ "conditions": conditions, "outputKey": "a" }] }, "options": {} }),
        ),
        base("filter", 2.2, json!({ "conditions": conditions, "options": {} })),
        base("code", 2.0, json!({ "mode": "runOnceForEachItem", "jsCode": "return { json: { n: $json.n } }" })),
        base("code", 2.0, json!({ "mode": "runOnceForAllItems", "jsCode": "return $input.all()" })),
        base(
            "sort",
            1.0,
            json!({ "sortFieldsUi": { "sortField": [{ "fieldName": "n", "order": "descending" }] }, "options": {} }),
        ),
        base("splitOut", 1.0, json!({ "fieldToSplitOut": "list", "options": {} })),
        base(
            "aggregate",
            1.0,
            json!({ "fieldsToAggregate": { "fieldToAggregate": [{ "fieldToAggregate": "n" }] }, "options": {} }),
        ),
        base(
            "summarize",
            1.1,
            json!({ "fieldsToSummarize": { "values": [{ "aggregation": "sum", "field": "n" }] }, "options": {} }),
        ),
        base("removeDuplicates", 2.0, json!({ "compare": "selectedFields", "fieldsToCompare": "n", "options": {} })),
        base(
            "renameKeys",
            1.0,
            json!({ "keys": { "key": [{ "currentKey": "n", "newKey": "m" }] }, "additionalOptions": { "regexReplacement": { "replacements": [{ "searchRegex": "l(.)", "replaceRegex": "$1" }] } } }),
        ),
        base("limit", 1.0, json!({ "maxItems": 1 })),
        base(
            "dateTime",
            2.0,
            json!({ "operation": "formatDate", "date": "={{ $json.when }}", "format": "custom", "customFormat": "yyyy LLL", "options": {} }),
        ),
        base(
            "crypto",
            1.0,
            json!({ "action": "hmac", "type": "SHA256", "value": "={{ $json.text }}", "secret": "s", "dataPropertyName": "d" }),
        ),
        base(
            "html",
            1.2,
            json!({ "operation": "extractHtmlContent", "sourceData": "json", "dataPropertyName": "html", "extractionValues": { "values": [{ "key": "a", "cssSelector": "p > a", "returnValue": "text" }] }, "options": {} }),
        ),
        base("xml", 1.0, json!({ "mode": "xmlToJson", "dataPropertyName": "html", "options": {} })),
        base(
            "markdown",
            1.0,
            json!({ "mode": "markdownToHtml", "markdown": "={{ $json.text }}", "destinationKey": "d", "options": {} }),
        ),
        base("extractFromFile", 1.0, json!({ "operation": "csv", "binaryPropertyName": "data", "options": {} })),
        base("convertToFile", 1.1, json!({ "operation": "csv", "binaryPropertyName": "data", "options": {} })),
        base(
            "httpRequest",
            4.2,
            json!({ "url": "http://nowhere.invalid/={{ $json.n }}", "sendQuery": true, "queryParameters": { "parameters": [{ "name": "a", "value": "={{ $json.text }}" }] }, "options": { "pagination": { "pagination": { "paginationMode": "off" } } } }),
        ),
        json!({ "name": "D", "type": "directus", "parameters": { "resource": "items", "operation": "list", "collection": "t", "limit": 5, "additionalFields": { "sort": "n" } } }),
    ]
}

fn items() -> Vec<Value> {
    let file = json!({ "data": "YSxiCjEsMgo=", "mimeType": "text/csv", "fileName": "a.csv", "fileExtension": "csv", "fileSize": "8 B" });
    let json = json!({ "n": 1, "list": [1, { "a": 2 }], "when": "2024-01-01", "text": "# A *b*", "html": "<p><a href=\"x\">y</a></p>" });
    vec![
        json!({ "json": json, "binary": { "data": file }, "pairedItem": { "item": 0 } }),
        json!({ "json": json, "pairedItem": [{ "item": 1, "input": 0 }, 2], "error": { "message": "no" } }),
    ]
}

fn read(values: Vec<Value>) -> Vec<Item> {
    values.into_iter().filter_map(|value| from_value(value).ok()).collect()
}

fn description() -> Value {
    json!({
        "displayName": "Board", "name": "board", "group": ["input"], "version": [1, 1.1], "description": "Reads a board",
        "defaults": { "name": "Board" }, "inputs": ["main"], "outputs": ["main"],
        "credentials": [{ "name": "boardApi", "required": true, "displayOptions": { "show": { "resource": ["entry"] } } }],
        "requestDefaults": { "baseURL": "http://nowhere.invalid", "headers": { "Accept": "application/json" } },
        "properties": [
            { "displayName": "Resource", "name": "resource", "type": "options", "default": "entry", "options": [{ "name": "Entry", "value": "entry" }] },
            { "displayName": "Operation", "name": "operation", "type": "options", "default": "get", "displayOptions": { "show": { "resource": ["entry"] } },
              "options": [{ "name": "Get", "value": "get", "action": "Get an entry", "routing": {
                "request": { "method": "GET", "url": "=/entries/{{ $parameter.id }}" },
                "output": { "postReceive": [{ "type": "rootProperty", "properties": { "property": "data" } }, { "type": "limit", "properties": { "maxResults": "={{ $value }}" } }] },
              } }] },
            { "displayName": "Id", "name": "id", "type": "string", "default": "a", "routing": { "send": { "type": "query", "property": "q", "value": "={{ $value.trim() }}" } } },
            { "displayName": "Further", "name": "further", "type": "collection", "default": {}, "options": [
                { "displayName": "Sort", "name": "sort", "type": "fixedCollection", "default": {}, "typeOptions": { "multipleValues": true }, "options": [
                    { "name": "by", "displayName": "By", "values": [{ "displayName": "Field", "name": "field", "type": "string", "default": "" }] }] }] },
        ],
    })
}

fn credential_type() -> Value {
    json!({
        "name": "boardApi", "displayName": "Board API", "extends": [], "properties": [
            { "displayName": "Token", "name": "token", "type": "string", "default": "", "typeOptions": { "password": true } },
        ],
        "authenticate": { "type": "generic", "properties": { "headers": { "X-Token": "={{ $credentials.token }}" }, "qs": { "a": "b" } } },
        "test": { "request": { "baseURL": "http://nowhere.invalid", "url": "/me" } },
    })
}

fn credentials() -> Vec<Value> {
    let data = json!({ "url": "http://nowhere.invalid", "accessToken": "t" });
    vec![
        json!({ "directusApi": data, "boardApi": { "token": "t" } }),
        json!([{ "id": "1", "name": "mine", "type": "directusApi", "data": data }, { "id": "2", "type": "boardApi", "data": { "token": "t" } }]),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_node_of_any_json(node in shape::almost(nodes()), seed in vec(shape::almost(items()), 0..3)) {
        let runtime = isolated().credentials(Credentials::from_json(&credentials()[0]).expect("credentials")).build().expect("a runtime");
        let _ = execute(&runtime, &node, read(seed));
    }

    #[test]
    fn a_stream_of_any_items(node in proptest::sample::select(nodes()), seed in vec(shape::almost(items()), 0..3)) {
        use futures_util::{StreamExt, stream};
        let runtime = isolated().credentials(Credentials::from_json(&credentials()[0]).expect("credentials")).build().expect("a runtime");
        let prepared = runtime.prepare(&node).expect("a node");
        let results = prepared.execution_of(stream::iter(read(seed)).map(Ok)).stream();
        // Nothing comes behind an error.
        let results: Vec<_> = ended(results.collect());
        let first = results.iter().position(Result::is_err);
        prop_assert!(first.is_none_or(|at| at + 1 == results.len()));
    }

    #[test]
    fn an_item_of_any_json(value in shape::almost(items())) {
        if let Ok(item) = from_value::<Item>(value) {
            // What is read is written so that it can be read again.
            let written = json!(item);
            let again: Item = from_value(written.clone()).expect("an item");
            prop_assert_eq!(json!(again), written);
        }
    }

    #[test]
    fn credentials_of_any_json(value in shape::almost(credentials())) {
        if let Ok(credentials) = Credentials::from_json(&value) {
            let runtime = isolated().credentials(credentials).build().expect("a runtime");
            let node = nodes().pop().expect("a node of Directus");
            prop_assert!(execute(&runtime, &node, vec![Item::empty()]).is_err());
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_description_of_any_json(
        description in shape::almost(vec![description()]),
        kind in shape::almost(vec![credential_type()]),
        parameters in shape::almost(vec![json!({ "resource": "entry", "operation": "get", "id": "={{ $json.n }}", "further": { "sort": { "by": [{ "field": "n" }] } } })]),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("board.node.json"), description.to_string()).expect("a file");
        std::fs::write(folder.path().join("board.credentials.json"), kind.to_string()).expect("a file");
        let credentials = Credentials::from_json(&credentials()[0]).expect("credentials");
        // What is wrong is a problem that is listed, or an error.
        if let Ok(runtime) = isolated().credentials(credentials).nodes(folder.path()).build() {
            let node = json!({ "name": "Board", "type": "board", "parameters": parameters });
            let _ = execute(&runtime, &node, read(items()));
            for kind in runtime.registry().types() {
                for (_, node) in kind.versions() {
                    let _ = json!(**node.description());
                }
            }
        }
    }
}
