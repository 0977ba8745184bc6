//! A whole workflow as one durable execution, by the example's engine.

use std::collections::BTreeMap;

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::root;
use serde_json::{Value, json};

use super::server::{Server, Worker};
use crate::durable::folder;

/// The runtime's example, with a wait in its loop.
fn export() -> Value {
    let text = std::fs::read_to_string(root().join("crates/runtime/examples/engine/workflow.json")).expect("a file");
    let mut export: Value = serde_json::from_str(&text).expect("JSON");
    let wait = json!({
        "name": "Breathe", "type": "n8n-nodes-base.wait", "typeVersion": 1.1,
        "parameters": { "resume": "timeInterval", "amount": 2, "unit": "seconds" },
    });
    export["nodes"].as_array_mut().expect("nodes").push(wait);
    let connections = &mut export["connections"];
    connections["Breathe"] = connections["Stored"].take();
    connections["Stored"] = json!({ "main": [[{ "node": "Breathe", "type": "main", "index": 0 }]] });
    export
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workflow_outlives_its_worker() {
    let Some(server) = Server::start().await else { return };
    let service = ScriptedServer::start(|request: &RecordedRequest| {
        let title = request.json().map(|body| body["title"].clone()).unwrap_or_default();
        match title == "Ideas" {
            true => Reply::json(&json!({ "errors": [{ "message": "Too long" }] })).with_status(400),
            false => Reply::json(&json!({ "data": { "id": title } })),
        }
    });
    let service = service.expect("a free port");
    let folder = folder(&service.url());
    let mut worker = Worker::example(&server, folder.path(), "workflow").await;
    let items: Value =
        ["A", "Notes", "Ideas", "Letters"].iter().map(|title| json!({ "json": { "title": title } })).collect();
    let call = json!({ "workflow": export(), "trigger": "Start", "items": items });
    server.call("Workflow/run/send", Some("articles"), &call).await.expect("an answer");

    // In the wait behind the first round.
    let waits = "select name from sys_journal where entry_type = 'Command: Sleep'";
    while server.query(waits).await["rows"].as_array().is_none_or(Vec::is_empty) {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    worker.kill();
    let before = service.requests().len();
    worker.restart();
    let (status, runs) = server.result("Workflow/run", "articles", &call).await;
    assert_eq!(status.as_u16(), 200, "{runs}");

    let counted: BTreeMap<_, _> = runs["Count"][0][0]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| {
            (item["json"]["status"].as_str().expect("a text"), item["json"]["count_status"].as_u64().expect("a number"))
        })
        .collect();
    assert_eq!(counted, BTreeMap::from([("refused", 1), ("stored", 2), ("too short", 1)]), "{runs}");
    assert_eq!(runs["Store"].as_array().map(Vec::len), Some(2), "a run for each batch");
    let titles: Vec<_> =
        service.requests().iter().map(|request| request.json().expect("JSON")["title"].clone()).collect();
    assert_eq!(titles, ["Notes", "Ideas", "Letters"], "each once, {before} of them before the worker was killed");
    let keys: Vec<_> =
        service.requests().iter().filter_map(|one| one.header("idempotency-key").map(str::to_owned)).collect();
    let ends: Vec<_> = keys.iter().filter_map(|key| key.split_once(':')).map(|(_, end)| end).collect();
    assert_eq!(ends, ["Store:0:0", "Store:0:1", "Store:1:0"]);

    // What cannot be executed is refused by name, and nothing has been.
    let mut call = call;
    call["workflow"]["nodes"][8]["type"] = json!("n8n-nodes-base.telegram");
    let (status, error) = server.call("Workflow/run", None, &call).await.expect("an answer");
    let error: Value = serde_json::from_str(error["message"].as_str().expect("a text")).expect("n8n's JSON");
    assert_eq!(
        (status.as_u16(), &error["message"], &error["node"]["name"]),
        (400, &json!("Unrecognized node type: n8n-nodes-base.telegram"), &json!("Count"))
    );
    assert_eq!(service.requests().len(), 3);
}
