//! What the node does beyond the recorded executions: each case says what is sent, what is answered, what comes out.

mod script;

use std::sync::Arc;

use nodewright_core::{
    Item, Parameters,
    serde_json::{self, Value, json},
};
use nodewright_http::query::{ArrayFormat, encode};
use serde::Deserialize;

use crate::run::run;
use script::{Script, Step};

/// Cases in all files.
const LEAST: usize = 124;

/// A case, as the files hold it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    parameters: Parameters,
    /// Input items; one empty item if it is left out.
    #[serde(default = "one_item")]
    input: Vec<Item>,
    /// Fields of the credential besides the URL.
    #[serde(default)]
    credential: Parameters,
    /// The requests, in order, and their answers.
    #[serde(default)]
    script: Vec<Step>,
    /// The items, without their pairing.
    #[serde(default)]
    output: Vec<Value>,
    /// Instead of `output`: items `{"id": n}` from one n to another.
    #[serde(default)]
    rows: Option<(u64, u64)>,
    /// The error: parts of it that are to be there.
    #[serde(default)]
    error: Option<Parameters>,
}

fn one_item() -> Vec<Item> {
    vec![Item::empty()]
}

#[tokio::test]
async fn every_case_holds() {
    let folder = format!("{}/tests/node/behaviour/cases", env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for file in files {
        let cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        count += cases.len();
        for case in cases {
            let name = format!("{} / {}", file.file_stem().unwrap().display(), case.name);
            wrong.extend(check(case).await.into_iter().map(|text| format!("{name}: {text}")));
        }
    }
    assert!(count >= LEAST, "only {count} cases");
    assert!(wrong.is_empty(), "{} cases\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_query_too_long_for_a_url_is_sent_with_search() {
    let filter = json!({ "id": { "_in": (0..1000).collect::<Vec<_>>() } });
    let long = |operation: &str, rest: Value| {
        let mut parameters = json!({ "resource": "items", "operation": operation, "collection": "a" });
        parameters.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        parameters
    };
    let listed = long("list", json!({ "additionalFields": { "filter": filter } }));
    let query = json!({ "limit": -1, "filter": filter });
    let search = |query: &Value, answer: Value| json!({ "request": "SEARCH /items/a", "body": { "query": query }, "answer": answer });
    let get = format!("GET /items/a?{}", encode(query.as_object().unwrap(), ArrayFormat::Indices));
    let rows = |from: u64, to: u64| json!({ "rows": [from, to] });
    let page = |number: u64| json!({ "limit": 100, "filter": filter, "offset": 100 * number });
    let upsert = long("upsert", json!({ "data": { "b": 1 }, "skipUpdate": true, "filters": { "filter": filter } }));
    let no_route = json!({ "status": 404, "json": { "errors": [{ "extensions": { "code": "ROUTE_NOT_FOUND" } }] } });
    let cases = [
        (&listed, vec![search(&query, rows(1, 2))], 2),
        (&listed, vec![search(&query, rows(1, 100)), search(&page(1), rows(101, 101))], 101),
        (&upsert, vec![search(&query, rows(1, 2))], 2),
        // What does not take SEARCH is asked with GET.
        (&listed, vec![search(&query, no_route), json!({ "request": get, "answer": rows(1, 1) })], 1),
        (&listed, vec![search(&query, json!({ "status": 405 })), json!({ "request": get, "answer": rows(1, 1) })], 1),
    ];
    for (parameters, script, last) in cases {
        let case = json!({ "name": "search", "parameters": parameters, "script": script, "rows": [1, last] });
        assert_eq!(check(serde_json::from_value(case).unwrap()).await, [""; 0]);
    }
}

async fn check(case: Case) -> Vec<String> {
    let mut credential = case.credential;
    credential.entry("url").or_insert_with(|| "https://directus.example".into());
    credential.entry("accessToken").or_insert_with(|| "token".into());
    let (script, mut items) = (Arc::new(Script::new(case.script)), Vec::new());
    let error = run(&case.parameters, &credential, &case.input, script.clone(), &mut items).await.err();
    let mut wrong = script.wrong();
    let items: Vec<_> = items.iter().map(|item| serde_json::to_value(item).unwrap()).collect();
    let rows = |(from, to): (u64, u64)| (from..=to).map(|id| json!({ "json": { "id": id } })).collect();
    let output: Vec<_> = case.rows.map_or(case.output, rows);
    if items != output {
        wrong.push(format!("items {} -> {}", Value::from(output), Value::from(items)));
    }
    let said = error.map_or(json!({}), |error| serde_json::to_value(error).unwrap());
    let expected = case.error.unwrap_or_default();
    if expected.is_empty() && said != json!({}) || expected.iter().any(|(key, value)| said[key] != *value) {
        wrong.push(format!("error {} -> {said}", Value::Object(expected)));
    }
    wrong
}
