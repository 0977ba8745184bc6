//! Calls that bring the description of their node.

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use nodewright::{Registry, Runtime};
use nodewright_server::{
    Api,
    http::{Settings, router},
};
use nodewright_testkit::{Script, ScriptedServer};
use serde_json::{Value, json};
use tower::ServiceExt;

fn api() -> Api {
    Api::new(Runtime::builder().registry(Registry::new()).build().expect("a runtime"))
}

fn service() -> ScriptedServer {
    ScriptedServer::start(serde_json::from_value::<Script>(json!({ "echo": true })).expect("a script"))
        .expect("a server")
}

/// A description whose operation sends a ticket, signed, and whose queues come from a request.
fn description() -> Value {
    json!({
        "displayName": "Tickets", "name": "tickets", "version": [1, 2],
        "credentials": [{ "name": "deskApi", "required": true }],
        "requestDefaults": { "baseURL": "={{ $credentials.url }}" },
        "properties": [
            { "displayName": "Title", "name": "title", "type": "string", "default": "", "required": true,
              "routing": { "request": { "method": "POST", "url": "/tickets" }, "send": { "type": "body", "property": "title" } } },
            { "displayName": "Queue", "name": "queue", "type": "options", "default": "", "typeOptions": { "loadOptions": {
              "routing": { "request": { "url": "/queues" }, "output": { "postReceive": [
                { "type": "set", "properties": { "value": "={{ { name: $response.body.requestOptions.url, value: 1 } }}" } } ] } } } } },
        ],
    })
}

fn call(service: &ScriptedServer) -> Value {
    let base = json!({ "displayName": "Base", "properties": [
        { "displayName": "Token", "name": "token", "type": "string", "default": "" } ] });
    let own = json!({ "displayName": "Desk", "extends": ["baseApi"], "properties": [
        { "displayName": "URL", "name": "url", "type": "string", "default": "" } ], "authenticate": { "type": "generic",
        "properties": { "headers": { "X-Token": "={{ $credentials.token }}" } } } });
    json!({
        "node": { "type": "n8n-nodes-desk.tickets", "typeVersion": 2, "parameters": { "title": "={{ $json.t }}" } },
        "credentials": { "deskApi": { "url": service.url(), "token": "t0ken" } },
        "description": description(),
        "credentialTypes": { "baseApi": base, "deskApi": own },
    })
}

async fn answer(method: &str, params: Value) -> Value {
    match api().call(method, params).await {
        Ok(answer) => serde_json::to_value(answer).expect("JSON"),
        Err(error) => json!({ "error": error.message() }),
    }
}

#[tokio::test]
async fn a_call_brings_its_node() {
    let service = service();
    let mut execute = call(&service);
    execute["items"] = json!([{ "json": { "t": "One" } }]);
    let outputs = answer("execute", execute).await;
    assert_eq!(outputs[0][0]["json"]["requestOptions"]["body"], json!({ "title": "One" }), "{outputs}");
    let sent = &service.requests()[0];
    assert_eq!((sent.target.as_str(), sent.header("x-token")), ("/tickets", Some("t0ken")));

    let mut options = call(&service);
    options["path"] = "queue".into();
    assert_eq!(answer("options", options).await, json!({ "options": [{ "name": "/queues", "value": 1 }] }));

    let parameters =
        answer("parameters", json!({ "description": description(), "values": { "title": "x", "no": 1 } })).await;
    assert_eq!(parameters["parameters"], json!({ "title": "x", "queue": "" }));
    let schema = answer("schema", json!({ "description": description() })).await;
    assert!(schema["properties"]["title"].is_object(), "{schema}");
}

#[tokio::test]
async fn what_is_wrong_with_it_is_said_with_its_place() {
    let service = service();
    for (place, value, expected) in [
        (
            "/description",
            json!(5),
            "The parameters of the call are malformed: 'description' must be an object, not a number",
        ),
        (
            "/description/properties/0/type",
            json!(5),
            "The parameters of the call are malformed: 'description.properties[0].type' must be a string, not a number",
        ),
        (
            "/description/properties/0/routing/send",
            json!(5),
            "The description is malformed: `properties[0].routing.send` is not an object",
        ),
        (
            "/description/methods",
            json!({ "loadOptions": {} }),
            "The description of 'tickets' has methods, which are code",
        ),
        (
            "/credentialTypes/deskApi/properties",
            json!(5),
            "The parameters of the call are malformed: 'credentialTypes.deskApi.properties' must be an array, not a number",
        ),
        ("/credentialTypes/deskApi/name", json!("other"), "The credential type under 'deskApi' calls itself 'other'"),
        (
            "/credentialTypes/deskApi/extends",
            json!(["nope"]),
            "The credential type 'deskApi' extends 'nope', which is not registered",
        ),
        ("/node/typeVersion", json!(3), "Unknown version 3 of node type 'tickets'; known: 1, 2"),
    ] {
        let mut call = call(&service);
        let (parent, name) = place.rsplit_once('/').expect("a place");
        match call.pointer_mut(place) {
            Some(there) => *there = value,
            None => call.pointer_mut(parent).expect("its place")[name] = value,
        }
        assert_eq!(answer("execute", call).await["error"], expected, "{place}");
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_server_takes_them_only_where_it_is_told_to() {
    let service = service();
    for (allow_descriptions, expected) in [(false, 403), (true, 200)] {
        let router = router(api(), &Settings { allow_descriptions, ..Settings::default() });
        for (path, extra) in [("/execute", ("concurrency", json!(1))), ("/options", ("path", json!("queue")))] {
            let mut call = call(&service);
            call[extra.0] = extra.1;
            let request = Request::post(path).header("host", "localhost").body(Body::from(call.to_string()));
            let response = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
            let (status, body) = (response.status(), to_bytes(response.into_body(), 1 << 20).await.expect("a body"));
            assert_eq!(status.as_u16(), expected, "{path}: {body:?}");
        }
        let call = json!({ "description": description(), "values": {} }).to_string();
        let request = Request::post("/parameters").header("host", "localhost").body(Body::from(call));
        let response = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
        assert_eq!(response.status().as_u16(), expected);
    }
}
