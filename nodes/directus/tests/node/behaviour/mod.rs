//! What the node does beyond the recorded executions: each case says what is sent, what is answered, what comes out.

use nodewright_core::serde_json::{self, Value, json};
use nodewright_http::query::{ArrayFormat, encode};

use crate::harness;

#[tokio::test]
async fn every_case_holds() {
    harness().check_cases(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node/behaviour/cases"), 124).await;
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
        assert_eq!(harness().check_case(serde_json::from_value(case).unwrap()).await, [""; 0]);
    }
}
