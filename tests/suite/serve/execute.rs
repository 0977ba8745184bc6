//! Running nodes over HTTP, and what is told of it.

use nodewright_testkit::{Reply, ScriptedServer};
use serde_json::{Value, json};

use super::{Server, log_out};

#[tokio::test]
async fn ends_a_session() {
    let server = Server::sandbox();
    let call =
        json!({ "node": log_out("={{ $json.token }}"), "items": [{ "json": { "token": "sandbox-refresh-token" } }] });
    let success = json!({ "success": true, "message": "Logged out successfully" });
    let outputs = json!([[{ "json": success, "pairedItem": { "item": 0 } }]]);
    let (status, answer) = server.post("/execute", &call).await;
    assert_eq!((status.as_u16(), answer), (200, outputs));
}

#[tokio::test]
async fn files_travel_in_items() {
    let server = Server::sandbox();
    let file = json!({ "data": "A".repeat(8 << 20), "mimeType": "text/plain" });
    let item = json!({ "json": { "token": "a" }, "binary": { "file": file } });
    let call = json!({ "node": log_out("={{ $json.token }}"), "items": [item] });
    let (status, answer) = server.post("/execute", &call).await;
    assert_eq!((status.as_u16(), &answer[0][0]["json"]["success"]), (200, &json!(true)), "{answer}");
}

#[tokio::test]
async fn a_trace_shows_what_was_sent_without_secrets() {
    let service = ScriptedServer::start([Reply::json(&json!({ "data": [] }))]).expect("a free port");
    let server = Server::start(&[]);
    let credentials = json!({ "directusApi": { "url": service.url(), "accessToken": "acc3ss" } });
    let traced = async |parameters: Value| {
        let node = json!({ "type": "directus", "parameters": parameters });
        let (status, answer) =
            server.post("/execute", &json!({ "node": node, "credentials": credentials, "trace": true })).await;
        assert_eq!(status, 200, "{answer}");
        assert!(!answer.to_string().contains("s3cret"), "{answer}");
        assert!(answer["outputs"][0].is_array(), "{answer}");
        answer["requests"].clone()
    };
    let url = |path: &str| service.url_of(path);
    let log_out = json!({ "resource": "auth", "operation": "logout", "refreshToken": "s3cret-token" });
    assert_eq!(
        traced(log_out).await,
        json!([{ "method": "POST", "url": url("/auth/logout"), "headers": {}, "body": { "refresh_token": "[secret]" } }])
    );
    let list =
        json!({ "resource": "items", "operation": "list", "collection": "articles", "returnAll": false, "limit": 2 });
    let requests = traced(list).await;
    let sent = service.requests();
    assert_eq!(requests[0]["url"], url(&sent.last().expect("a request").target), "{requests}");
    assert_eq!(requests[0]["headers"], json!({ "authorization": "[secret]" }), "{requests}");
    assert_eq!(requests[0]["body"], Value::Null, "{requests}");
    let log_in =
        json!({ "resource": "auth", "operation": "login", "email": "a@example.com", "password": "s3cret-pass" });
    assert_eq!(traced(log_in).await[0]["body"], json!({ "email": "a@example.com", "password": "[secret]" }));
    let raw = json!({ "resource": "auth", "operation": "login", "jsonParameters": true,
        "bodyParametersJson": "{\"email\": \"a@example.com\", \"password\": \"s3cret-raw\"}" });
    assert_eq!(traced(raw).await[0]["body"], json!({ "email": "a@example.com", "password": "[secret]" }));
}

#[tokio::test]
async fn a_trace_comes_with_the_error_too() {
    let server = Server::start(&[]);
    let call = json!({ "node": log_out("s3cret"), "trace": true,
        "credentials": { "directusApi": { "url": "http://127.0.0.1:1" } } });
    let (status, error) = server.post("/execute", &call).await;
    let sent = json!([{ "method": "POST", "url": "http://127.0.0.1:1/auth/logout", "headers": {},
        "body": { "refresh_token": "[secret]" } }]);
    assert_eq!((status.as_u16(), &error["context"]["requests"]), (502, &sent), "{error}");
}

#[tokio::test]
async fn resolves_evaluates_and_loads_options() {
    let server = Server::sandbox();
    let values = json!({ "resource": "auth", "operation": "logout" });
    let (_, answer) = server.post("/parameters", &json!({ "type": "directus", "values": values })).await;
    assert_eq!(answer["parameters"]["refreshToken"], "", "{answer}");
    assert_eq!(answer["issues"]["parameters"]["refreshToken"], json!(["Parameter \"Refresh Token\" is required."]));
    let (_, answer) = server.post("/evaluate", &json!({ "expression": "={{ 1 + 1 }}" })).await;
    assert_eq!(answer, json!({ "type": "number", "value": 2 }));
    let node = json!({ "type": "directus", "parameters": { "resource": "items", "operation": "list" } });
    let (_, answer) = server.post("/options", &json!({ "node": node, "method": "getCustomCollections" })).await;
    assert_eq!(answer["options"][0]["value"], "articles", "{answer}");
}
