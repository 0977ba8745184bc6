//! Executions on durable engines, which are real servers.

mod process;
mod restate;
mod temporal;

use std::{collections::BTreeMap, fs, time::Duration};

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const TOKEN: &str = "a-token-that-nobody-may-see";

/// A worker's folder, with a Directus credential for this address.
pub fn folder(url: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let credentials = json!({ "directusApi": { "url": url, "accessToken": TOKEN } });
    fs::write(folder.path().join("credentials.json"), credentials.to_string()).expect("written");
    folder
}

/// Creates an item in Directus for every input item.
pub fn create() -> Value {
    json!({
        "name": "Create", "type": "directus", "typeVersion": 1,
        "credentials": { "directusApi": { "id": "7", "name": "Directus" } },
        "parameters": {
            "resource": "items", "operation": "create", "collection": "things",
            "jsonParameters": true, "data": "={{ JSON.stringify({ n: $json.n }) }}",
        },
    })
}

pub fn numbered(items: usize) -> Value {
    (0..items).map(|n| json!({ "json": { "n": n } })).collect()
}

/// A Directus that counts, and takes its time for an answer.
pub fn service(answer: Duration) -> ScriptedServer {
    let server = ScriptedServer::start(move |request: &RecordedRequest| {
        std::thread::sleep(answer);
        Reply::json(&json!({ "data": { "id": request.json().map(|body| body["n"].clone()) } }))
    });
    server.expect("a free port")
}

/// Requests of every item, with their keys.
fn by_item(service: &ScriptedServer) -> BTreeMap<u64, Vec<String>> {
    let mut all: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for request in service.requests() {
        let item = request.json().and_then(|body| body["n"].as_u64()).expect("an item");
        all.entry(item).or_default().push(request.header("idempotency-key").expect("a key").to_owned());
    }
    all
}

/// Every item is done and in its place, and has one key.
pub fn nothing_is_lost(what: &str, result: &Value, service: &ScriptedServer, items: usize) -> usize {
    let outputs = result["outputs"][0].as_array().unwrap_or_else(|| panic!("{what}: {result}"));
    let ids: Vec<_> = outputs.iter().map(|item| item["json"]["id"].as_u64()).collect();
    assert_eq!(ids, (0..items as u64).map(Some).collect::<Vec<_>>(), "{what}");
    let by_item = by_item(service);
    assert_eq!(by_item.len(), items, "{what}");
    for (item, keys) in &by_item {
        assert!(keys.iter().all(|key| *key == keys[0]), "{what}: item {item} has {keys:?}");
    }
    by_item.values().map(|keys| keys.len() - 1).sum()
}
