//! Nodes as durable steps on a real Restate server.

mod faults;
mod server;
mod workflow;

use nodewright_testkit::{Reply, ScriptedServer};
use serde_json::{Value, json};

use self::server::{Server, Worker};
use super::{TOKEN, create, folder, numbered};

const EXECUTE: &str = "NodeRunner/execute";
#[tokio::test]
async fn nodes_execute_as_durable_steps() {
    let Some(server) = Server::start().await else { return };
    let refused = Reply::json(&json!({ "errors": [{ "message": "No such thing" }] })).with_status(422);
    let service = ScriptedServer::start(move |request: &nodewright_testkit::RecordedRequest| {
        match request.json().is_some_and(|body| body["n"] == 2) {
            true => refused.clone(),
            false => Reply::json(&json!({ "data": { "id": request.json() } })),
        }
    });
    let service = service.expect("a free port");
    let folder = folder(&service.url());
    let _worker = Worker::start(&server, folder.path(), &[]);

    // A result, kept under its key.
    let call = json!({ "node": create(), "items": numbered(2) });
    let expected = json!({ "outputs": [[
        { "json": { "id": { "n": 0 } }, "pairedItem": { "item": 0 } },
        { "json": { "id": { "n": 1 } }, "pairedItem": { "item": 1 } },
    ]] });
    for _ in 0..2 {
        let (status, result) = server.call(EXECUTE, Some("k1"), &call).await.expect("an answer");
        assert_eq!((status.as_u16(), &result), (200, &expected));
    }
    let requests = service.requests();
    let keys: Vec<_> = requests.iter().filter_map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys.len(), 2, "the second call sent nothing");
    let named = keys.iter().all(|key| key.starts_with("inv_"));
    assert!(named && keys[0].ends_with(":0") && keys[1].ends_with(":1"), "{keys:?}");
    let bearer = format!("Bearer {TOKEN}");
    assert!(requests.iter().all(|request| request.header("authorization") == Some(&*bearer)));

    // An error of the service, with all that n8n has of it.
    let call = json!({ "node": create(), "items": numbered(4) });
    let (status, error) = server.call(EXECUTE, None, &call).await.expect("an answer");
    assert_eq!(status.as_u16(), 422);
    let error: Value = serde_json::from_str(error["message"].as_str().expect("a text")).expect("n8n's JSON");
    assert_eq!(
        [
            &error["name"],
            &error["description"],
            &error["httpCode"],
            &error["node"]["name"],
            &error["context"]["itemIndex"]
        ],
        [&json!("NodeApiError"), &json!("No such thing"), &json!("422"), &json!("Create"), &json!(2)]
    );

    // What is wrong with the call.
    let cases = [
        (json!({ "node": { "type": "nothing" } }), 400, "Unrecognized node type: nothing"),
        (
            json!({ "node": create(), "credentials": {} }),
            400,
            "Credentials cannot be part of a durable call: the journal keeps it as it is",
        ),
        (
            json!({ "node": create(), "items": [], "inputs": [] }),
            400,
            "The call has both items and inputs: give the items of the only input, or those of every input",
        ),
        (
            json!({ "node": create(), "item": [] }),
            400,
            "The call is malformed: 'item' is unknown; known: node, name, items, inputs, concurrency",
        ),
        (json!({ "node": create(), "concurrency": 0 }), 400, "concurrency must be between 1 and 1024, not 0"),
    ];
    for (call, expected, message) in cases {
        let (status, error) = server.call(EXECUTE, None, &call).await.expect("an answer");
        let error: Value = serde_json::from_str(error["message"].as_str().expect("a text")).expect("n8n's JSON");
        assert_eq!((status.as_u16(), error["message"].as_str()), (expected, Some(message)));
    }

    // What is large is elsewhere, in a call and in a result.
    let large = "x".repeat(300_000);
    let set = json!({ "type": "set", "typeVersion": 3.4, "parameters": { "mode": "raw", "jsonOutput": "={{ { n: $json.n.length, all: $json.n } }}" } });
    let call = json!({ "node": set, "items": [{ "json": { "n": large } }, { "json": { "n": "small" } }] });
    let (_, result) = server.call(EXECUTE, None, &call).await.expect("an answer");
    let reference = result["outputs"][0][0].clone();
    assert_eq!(reference["$blob"].as_str().map(str::len), Some(64), "{result}");
    assert_eq!(result["outputs"][0][1]["json"], json!({ "n": 5, "all": "small" }));
    let call = json!({ "node": { "type": "set", "typeVersion": 3.4, "parameters": { "mode": "raw", "jsonOutput": "={{ { n: $json.n } }}" } }, "items": [reference] });
    let (_, result) = server.call(EXECUTE, None, &call).await.expect("an answer");
    assert_eq!(result["outputs"][0][0]["json"], json!({ "n": 300_000 }));

    // So is a list of many that are not.
    let measure = json!({ "type": "set", "typeVersion": 3.4, "parameters": { "mode": "raw", "jsonOutput": "={{ { n: $json.n.length } }}" } });
    let make = json!({ "type": "set", "typeVersion": 3.4, "parameters": { "mode": "raw", "jsonOutput": "={{ { n: 'x'.repeat(200000) } }}" } });
    let (_, result) =
        server.call(EXECUTE, None, &json!({ "node": make, "items": numbered(50) })).await.expect("an answer");
    assert_eq!(result["outputs"]["$blob"].as_str().map(str::len), Some(64), "{result}");
    let (_, result) =
        server.call(EXECUTE, None, &json!({ "node": measure, "inputs": result["outputs"] })).await.expect("an answer");
    let lengths: Vec<_> =
        result["outputs"][0].as_array().expect("items").iter().map(|item| item["json"]["n"].as_u64()).collect();
    assert_eq!(lengths, vec![Some(200_000); 50]);
    let nowhere = json!({ "$blob": "0".repeat(64) });
    let (status, error) =
        server.call(EXECUTE, None, &json!({ "node": set, "items": nowhere })).await.expect("an answer");
    assert!(
        status == 400 && error["message"].as_str().is_some_and(|text| text.contains("not where the workers keep them")),
        "{error}"
    );

    // Nothing of the credential is kept.
    let journal = server.query("select raw, entry_type, name from sys_journal").await;
    let rows = journal["rows"].as_array().expect("rows");
    assert!(rows.len() >= 20, "{} entries", rows.len());
    for row in rows {
        assert!(!holds(row["raw"].as_str().unwrap_or_default(), TOKEN), "{row}");
    }
    let kept = rows.iter().any(|row| holds(row["raw"].as_str().unwrap_or_default(), "No such thing"));
    assert!(kept, "the search finds what is there");
}

/// Whether bytes in hexadecimal digits hold a text.
fn holds(hexadecimal: &str, text: &str) -> bool {
    let text: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    hexadecimal.contains(&text)
}

#[tokio::test]
async fn steps_of_a_credential_keep_their_pace() {
    let Some(server) = Server::start().await else { return };
    let service = ScriptedServer::start(Reply::json(&json!({ "data": {} }))).expect("a free port");
    let folder = folder(&service.url());
    let _worker = Worker::start(&server, folder.path(), &["--per-second", "10"]);
    let started = std::time::Instant::now();
    let call = json!({ "node": create(), "items": numbered(3) });
    let calls = futures_util::future::join_all((0..2).map(|_| server.call(EXECUTE, None, &call))).await;
    assert!(calls.into_iter().all(|answer| answer.expect("an answer").0 == 200));
    // Six steps, whichever execution they belong to; the first begins at once.
    assert!(started.elapsed().as_millis() >= 500, "{:?}", started.elapsed());
    assert_eq!(service.requests().len(), 6);
}
