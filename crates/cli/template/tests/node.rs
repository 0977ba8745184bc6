//! The node, executed as a host does it, against a server that answers by a script.

use std::ops::Range;

use nodewright::{
    Credentials, Item, Loaded, NodeError, NodeJson, Prepared, Registry, Runtime, Value, serde_json::json,
};
use {{crate}}::{API, V1, register};
use nodewright_testkit::{Problems, RecordedRequest, Reply, ScriptedServer, check};

#[test]
fn the_definition_is_sound() -> Result<(), Problems> {
    check(&V1)
}

/// A runtime that knows the node, and the server as its service.
fn runtime(server: &ScriptedServer) -> Result<Runtime, NodeError> {
    let mut registry = Registry::new();
    register(&mut registry);
    let credentials = Credentials::new().with(API.name, json!({ "url": server.url(), "apiToken": "a-token" }));
    Runtime::builder().registry(registry).credentials(credentials).build()
}

fn prepare(server: &ScriptedServer, parameters: &Value) -> Result<Prepared, NodeError> {
    runtime(server)?.prepare(&json!({ "type": V1.name, "typeVersion": 1, "parameters": parameters }))
}

/// What was sent: `METHOD /path?query body`.
fn sent(requests: &[RecordedRequest]) -> Vec<String> {
    let line = |request: &RecordedRequest| format!("{} {} {}", request.method, request.target, request.text());
    requests.iter().map(|request| line(request).trim_end().to_owned()).collect()
}

#[tokio::test]
async fn operations_send_what_they_should() {
    let ticket = |status: &str| Reply::json(&json!({ "id": 7, "status": status }));
    // parameters, answers, what is sent, the items that come out
    let cases = [
        (
            json!({ "operation": "open", "queue": "in/out", "subject": "={{ $json.about }}", "options": { "urgency": "urgent" } }),
            vec![ticket("open")],
            vec![r#"POST /queues/in%2Fout/tickets {"subject":"Printer","urgency":"urgent"}"#],
            json!([{ "id": 7, "status": "open" }]),
        ),
        (
            json!({ "operation": "list", "queue": "sales", "limit": 2 }),
            vec![Reply::json(&json!([{ "id": 1 }, { "id": 2 }]))],
            vec!["GET /queues/sales/tickets?limit=2"],
            json!([{ "id": 1 }, { "id": 2 }]),
        ),
        (
            json!({ "operation": "close", "id": 7, "note": "Done." }),
            vec![ticket("open"), ticket("closed")],
            vec!["GET /tickets/7", r#"PATCH /tickets/7 {"note":"Done.","status":"closed"}"#],
            json!([{ "id": 7, "status": "closed" }]),
        ),
        (
            json!({ "operation": "close", "id": 7 }),
            vec![ticket("closed")],
            vec!["GET /tickets/7"],
            json!([{ "id": 7, "status": "closed" }]),
        ),
    ];
    for (parameters, answers, expected, items) in cases {
        let server = ScriptedServer::start(answers).unwrap();
        let node = prepare(&server, &parameters).unwrap();
        let outcome = node.execute(vec![Item::new(json!({ "about": "Printer" }))]).await.unwrap();
        let came: Vec<_> = outcome.outputs[0].iter().map(|item| item.json.clone()).collect();
        assert_eq!(sent(&server.requests()), expected, "{parameters}");
        assert_eq!(Value::from(came), items, "{parameters}");
        assert!(server.requests().iter().all(|request| request.header("authorization") == Some("Bearer a-token")));
    }
}

#[tokio::test]
async fn return_all_fetches_page_by_page() {
    let page = |ids: Range<u64>| Reply::json(&ids.map(|id| json!({ "id": id })).collect());
    let server = ScriptedServer::start([page(0..100), page(100..130)]).unwrap();
    let node = prepare(&server, &json!({ "operation": "list", "queue": "sales", "returnAll": true })).unwrap();
    let outcome = node.execute(vec![Item::default()]).await.unwrap();
    let came: Vec<_> = outcome.outputs[0].iter().filter_map(|item| item.json["id"].as_u64()).collect();
    assert_eq!(came, Vec::from_iter(0..130));
    let expected = ["GET /queues/sales/tickets?limit=100", "GET /queues/sales/tickets?limit=100&offset=100"];
    assert_eq!(sent(&server.requests()), expected);
}

#[tokio::test]
async fn errors_say_what_the_service_says() {
    let body = json!({ "error": { "code": "NO_QUEUE", "message": "There is no queue 'sales'." } });
    let server = ScriptedServer::start(Reply::json(&body).with_status(404)).unwrap();
    let node = prepare(&server, &json!({ "operation": "list", "queue": "sales" })).unwrap();
    let error = node.execute(vec![Item::default()]).await.unwrap_err();
    assert_eq!((error.description(), error.code()), (Some("There is no queue 'sales'."), Some("NO_QUEUE")));
    assert_eq!((error.http_code(), error.item_index()), (Some("404"), Some(0)));
}

#[tokio::test]
async fn what_is_missing_is_named_before_anything_is_sent() {
    let server = ScriptedServer::start(Reply::status(500)).unwrap();
    let error = match prepare(&server, &json!({ "operation": "open", "queue": "sales" })) {
        Ok(node) => node.execute(vec![Item::default()]).await.unwrap_err(),
        Err(error) => error,
    };
    assert!(error.to_string().contains("\"Subject\""), "{error}");
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn queues_are_loaded_and_narrowed() {
    let queues = json!([{ "key": "sales", "name": "Sales" }, { "key": "it", "name": "IT Support" }]);
    let server = ScriptedServer::start(Reply::json(&queues)).unwrap();
    let node = NodeJson::from_value(&json!({ "type": V1.name, "parameters": { "operation": "list" } })).unwrap();
    // search text, names
    for (filter, expected) in [(None, &["IT Support", "Sales"][..]), (Some("sal"), &["Sales"]), (Some("none"), &[])] {
        let runtime = runtime(&server).unwrap();
        let loaded = runtime.options(&node, "queue").filter(filter).load().await.unwrap();
        let Loaded::Options(page) = loaded else { panic!("a queue has options") };
        let names: Vec<_> = page.options.iter().map(|option| option.name.as_str()).collect();
        assert_eq!(names, expected, "{filter:?}");
    }
    assert_eq!(server.requests()[0].target, "/queues");
}
