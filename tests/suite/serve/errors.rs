//! Whatever is wrong is n8n's error JSON with a status that says whose turn it is.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::said::says;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Server, answer, log_out, refuses};

#[tokio::test]
async fn errors_have_one_shape_and_a_fitting_status() {
    let server = Server::sandbox();
    let node = |parameters: Value| json!({ "node": { "type": "directus", "parameters": parameters } });
    let cases = [
        (Method::GET, "/nope", Value::Null, 404, "There is nothing at /nope; GET /openapi.json lists what there is"),
        (
            Method::PUT,
            "/execute",
            json!({}),
            405,
            "The route does not know this method; its header Allow lists those it knows",
        ),
        (Method::GET, "/nodes/nope/1", Value::Null, 404, "Unrecognized node type: nope"),
        (Method::GET, "/nodes/directus/7", Value::Null, 404, "Unknown version 7 of node type 'directus'; known: 1"),
        (
            Method::GET,
            "/nodes/directus/one",
            Value::Null,
            400,
            "'one' is not a version: write a number such as 1 or 1.1",
        ),
        (
            Method::GET,
            "/nodes/directus/1/schema?profile=lax",
            Value::Null,
            400,
            "Failed to deserialize query string: profile: unknown variant `lax`, expected `strict` or `compat`",
        ),
        (
            Method::GET,
            "/nodes/directus/1/schema?profil=strict",
            Value::Null,
            400,
            "Failed to deserialize query string: profil: unknown field `profil`, expected `profile`",
        ),
        (
            Method::GET,
            "/nodes/directus/1/operations/auth/nope/schema",
            Value::Null,
            404,
            "Unknown operation 'nope' of resource 'auth'; known: list, logout, …",
        ),
        (
            Method::GET,
            "/nodes/directus/1/operations/nope/x/form",
            Value::Null,
            404,
            "Unknown resource 'nope' of 'directus'; known: activity, …",
        ),
        (
            Method::GET,
            "/nodes/directus/1/operations/auth/logout/form?renderer=x",
            Value::Null,
            400,
            "Failed to deserialize query string: renderer: unknown variant `x`, expected `rjsf` or `jsonforms`",
        ),
        (Method::GET, "/assets/nope.js", Value::Null, 404, "The page has no such file"),
        (Method::POST, "/execute", json!({}), 400, "The parameters of the call are malformed: 'node' is missing"),
        (Method::POST, "/execute", json!({ "node": [] }), 400, "A node is a JSON object with a key \"type\""),
        (Method::POST, "/execute", json!({ "node": { "type": "nope" } }), 404, "Unrecognized node type: nope"),
        (Method::POST, "/execute", json!({ "node": log_out("") }), 422, "Missing required property: Refresh Token"),
        (Method::POST, "/execute", json!({ "node": log_out("={{ 1 + }}") }), 422, "invalid syntax"),
        (
            Method::POST,
            "/execute",
            node(json!({ "resource": "items", "operation": "get", "collection": "articles", "id": "99" })),
            502,
            "You don't have permission to access this.",
        ),
        (
            Method::POST,
            "/execute",
            json!({ "node": log_out("a"), "credentials": { "directusApi": { "url": "http://127.0.0.1:1" } } }),
            502,
            "The service refused the connection - perhaps it is offline",
        ),
        (
            Method::POST,
            "/execute",
            json!({ "node": log_out("a"), "credentials": { "directusApi": { "token": "x" } } }),
            422,
            "The credential 'directusApi' has no field 'token'; it has: url, accessToken",
        ),
        (
            Method::POST,
            "/options",
            json!({ "node": log_out("a"), "method": "getNothing" }),
            404,
            "Unknown parameter or options method 'getNothing'; known: resource, …",
        ),
        (Method::POST, "/evaluate", json!({ "expression": "={{ $env.HOME }}" }), 422, "access to env vars denied"),
        (
            Method::POST,
            "/parameters",
            json!({}),
            400,
            "Give either the \"type\" of a known node or the \"properties\" of any description",
        ),
        (
            Method::PUT,
            "/credentials/directusApi",
            json!({}),
            501,
            "Start it with --credential-store FILE --passphrase-file FILE, or send credentials with the call",
        ),
        (Method::PUT, "/credentials/nope", json!({}), 404, "Known credential types: crypto, directusApi, …"),
    ];
    for (method, path, body, status, message) in cases {
        let request = server.request(method.clone(), path);
        let request = if body.is_null() { request } else { request.json(&body) };
        refuses(&answer(request).await, status, message);
    }
    let broken = server.request(Method::POST, "/execute").body("{\"node\": ");
    refuses(&answer(broken).await, 400, "The body is not JSON (line 1, column 10)");
}

/// Callers are answered by threads with less stack than a program's first one has.
#[tokio::test]
async fn what_is_nested_deeply_is_taken_or_refused() {
    let objects = |levels| format!("{}1{}", "{\"k\":".repeat(levels), "}".repeat(levels));
    let rows =
        Reply::text(format!("{{\"data\":[{{\"deep\":{}}}]}}", objects(490))).header("content-type", "application/json");
    let service = ScriptedServer::start(rows).expect("a free port");
    let server = Server::start(&[]);
    let execute = |levels| {
        let parameters = r#"{"resource": "items", "operation": "create", "collection": "a", "data": "={{ $json }}"}"#;
        let credentials = json!({ "directusApi": { "url": service.url() } });
        let items = format!(r#"[{{"json": {{"deep": {}}}}}]"#, objects(levels));
        format!(
            r#"{{"node": {{"type": "directus", "parameters": {parameters}}}, "items": {items}, "credentials": {credentials}, "trace": true}}"#
        )
    };
    let evaluate = |levels| {
        format!(
            r#"{{"expression": "={{{{ JSON.parse(JSON.stringify($json)) }}}}", "items": [{{"json": {}}}]}}"#,
            objects(levels)
        )
    };
    for (path, body, status) in
        [("/execute", execute(490), 200), ("/evaluate", evaluate(490), 200), ("/evaluate", evaluate(100_000), 400)]
    {
        let answer = server.request(Method::POST, path).body(body).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        let text = answer.text().await.expect("a text");
        match status {
            200 => assert!(text.contains(&objects(490)), "{path}"),
            _ => says(&serde_json::from_str::<Value>(&text).expect("JSON"), "JSON is nested more than 500 levels deep"),
        }
    }
    assert!(service.requests()[0].text().contains(&objects(490)));
}

#[tokio::test]
async fn what_a_service_answers_is_in_the_error() {
    let body = json!({ "errors": [{ "message": "No.", "extensions": { "code": "FORBIDDEN" } }] });
    let service = ScriptedServer::start(Reply::json(&body).with_status(403)).expect("a free port");
    let server = Server::start(&[]);
    let credentials = json!({ "directusApi": { "url": service.url() } });
    let refused = server.post("/execute", &json!({ "node": log_out("a"), "credentials": credentials })).await;
    refuses(&refused, 502, "No.");
    assert_eq!((&refused.1["httpCode"], &refused.1["code"]), (&json!("403"), &json!("FORBIDDEN")));
}

/// Only the head is sent: who is refused need not send the rest.
#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let server = Server::sandbox();
    let address = server.url.strip_prefix("http://").expect("a URL");
    for path in ["/execute", "/nope"] {
        let mut stream = TcpStream::connect(address).expect("it listens");
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            (64 << 20) + 1
        );
        stream.write_all(head.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 413 "), "{path}: {answer}");
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        let error = serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {answer}"));
        refuses(&(StatusCode::PAYLOAD_TOO_LARGE, error), 413, "The body is larger than this server takes");
    }
}
