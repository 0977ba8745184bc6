//! Nodes as activities on a real Temporal server.

mod codec;
mod server;

use std::{
    fs,
    time::{Duration, Instant},
};

use nodewright::ErrorKind;
use nodewright_temporal::{Payload, start, temporalio_client::errors::StartActivityError};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use serde_json::json;
use tempfile::TempDir;

use self::server::{QUEUE, Server, Worker, result};
use super::{TOKEN, create, folder, nothing_is_lost, numbered, service};

#[tokio::test]
async fn nodes_execute_as_activities() {
    let Some(server) = Server::start().await else { return };
    let refused = Reply::json(&json!({ "errors": [{ "message": "No such thing" }] })).with_status(422);
    let service = ScriptedServer::start(move |request: &RecordedRequest| {
        match request.json().is_some_and(|body| body["n"] == 2) {
            true => refused.clone(),
            false => Reply::json(&json!({ "data": { "id": request.json() } })),
        }
    });
    let service = service.expect("a free port");
    let folder = folder(&service.url());
    let nodes = described(&folder, &service);
    let _worker = Worker::start(&server, folder.path(), &["--nodes", &nodes]);

    // A result, kept under its id for good.
    let call = json!({ "node": create(), "items": numbered(2) });
    let outputs = server.call("k1", &call).await.expect("outputs");
    let expected = json!({ "outputs": [[
        { "json": { "id": { "n": 0 } }, "pairedItem": { "item": 0 } },
        { "json": { "id": { "n": 1 } }, "pairedItem": { "item": 1 } },
    ]] });
    assert_eq!(outputs, expected);
    let client = server.client(Default::default()).await;
    let again = start(&client, QUEUE, "k1", Payload(call.clone())).await;
    assert!(matches!(again, Err(StartActivityError::AlreadyStarted { .. })), "the id is taken");
    let requests = service.requests();
    let keys: Vec<_> = requests.iter().filter_map(|request| request.header("idempotency-key")).collect();
    assert!(keys.len() == 2 && keys[0].ends_with(":k1:0") && keys[1].ends_with(":k1:1"), "{keys:?}");
    let bearer = format!("Bearer {TOKEN}");
    assert!(requests.iter().all(|request| request.header("authorization") == Some(&*bearer)));

    // An error of the service, with all that n8n has of it.
    let error = server.call("k2", &json!({ "node": create(), "items": numbered(4) })).await.expect_err("an error");
    assert_eq!(
        (error.kind(), error.message(), error.description(), error.http_code()),
        (
            ErrorKind::Api,
            "Your request is invalid or could not be processed by the service",
            Some("No such thing"),
            Some("422")
        )
    );
    assert_eq!(error.to_record()["context"]["itemIndex"], 2);

    // What is wrong with the call.
    let cases = [
        (json!({ "node": { "type": "nothing" } }), "Unrecognized node type: nothing"),
        (
            json!({ "node": create(), "credentials": {} }),
            "Credentials cannot be part of a durable call: the journal keeps it as it is",
        ),
        (
            json!({ "node": create(), "item": [] }),
            "The call is malformed: 'item' is unknown; known: node, name, items, inputs, concurrency",
        ),
        (json!({ "node": create(), "concurrency": 0 }), "concurrency must be between 1 and 1024, not 0"),
    ];
    for (place, (call, message)) in cases.into_iter().enumerate() {
        let error = server.call(&format!("wrong {place}"), &call).await.expect_err("an error");
        assert_eq!(error.message(), message);
    }

    // What is large is elsewhere, in a result and in a call.
    let set = |expression: &str| json!({ "type": "set", "typeVersion": 3.4, "parameters": { "mode": "raw", "jsonOutput": expression } });
    let make = set("={{ { n: 'x'.repeat($json.n) } }}");
    let call = json!({ "node": make, "items": [{ "json": { "n": 300_000 } }, { "json": { "n": 5 } }] });
    let outputs = server.call("large", &call).await.expect("outputs");
    assert_eq!(outputs["outputs"][0][0]["$blob"].as_str().map(str::len), Some(64), "{outputs}");
    assert_eq!(outputs["outputs"][0][1]["json"], json!({ "n": "xxxxx" }));
    let measure = set("={{ { n: $json.n.length } }}");
    let call = json!({ "node": measure, "items": outputs["outputs"][0] });
    let outputs = server.call("measure", &call).await.expect("outputs");
    let lengths: Vec<_> =
        outputs["outputs"][0].as_array().expect("items").iter().map(|item| &item["json"]["n"]).collect();
    assert_eq!(lengths, [300_000, 5]);

    // So is a list of many that are not: a server takes 2 MB at once.
    let call = json!({ "node": make, "items": vec![json!({ "json": { "n": 100_000 } }); 25] });
    let outputs = server.call("many", &call).await.expect("outputs");
    assert_eq!(outputs["outputs"]["$blob"].as_str().map(str::len), Some(64), "{outputs}");
    let call = json!({ "node": measure, "inputs": outputs["outputs"] });
    let outputs = server.call("measure many", &call).await.expect("outputs");
    assert_eq!(outputs["outputs"][0].as_array().map(Vec::len), Some(25));

    // An error that is larger loses the ends of its texts.
    let stop = json!({ "name": "Stop", "type": "stopAndError", "parameters": { "errorMessage": "={{ 'é'.repeat($json.n) }}" } });
    for (id, n, left) in [("some", 50_000, 50_000), ("more", 3_000_000, 4_097)] {
        let call = json!({ "node": stop, "items": [{ "json": { "n": n } }] });
        let error = server.call(&format!("error, {id}"), &call).await.expect_err("an error");
        assert_eq!((error.kind(), error.message().chars().count()), (ErrorKind::Operation, left));
        assert_eq!(error.to_record()["node"]["name"], "Stop");
    }

    // A node that is described in JSON, on credentials of the same service.
    let call = json!({ "node": {
        "type": "thing", "credentials": { "thingApi": { "id": "1" } }, "parameters": { "title": "={{ $json.n }}" },
    }, "items": numbered(2) });
    let outputs = server.call("described", &call).await.expect("outputs");
    assert_eq!(outputs["outputs"][0][1]["json"], json!({ "data": { "id": { "title": 1 } } }));
    let last = service.requests().pop().expect("a request");
    assert_eq!((last.path(), last.header("authorization")), ("/things", Some(&*bearer)));

    // Nothing of the credential is kept.
    assert!(server.keeps("No such thing"), "the search finds what is there");
    assert!(!server.keeps(TOKEN), "the credential is in the server's database");
}

/// A node and its credential in JSON, in a folder of the worker's: where.
fn described(folder: &TempDir, service: &ScriptedServer) -> String {
    let nodes = folder.path().join("nodes");
    let node = json!({
        "displayName": "Thing", "name": "thing", "group": ["input"], "version": 1, "description": "Creates things",
        "defaults": { "name": "Thing" }, "inputs": ["main"], "outputs": ["main"],
        "credentials": [{ "name": "thingApi", "required": true }],
        "requestDefaults": { "baseURL": service.url(), "url": "/things", "method": "POST" },
        "properties": [{
            "displayName": "Title", "name": "title", "type": "string", "default": "",
            "routing": { "send": { "type": "body", "property": "title" } },
        }],
    });
    let credential = json!({
        "name": "thingApi", "displayName": "Thing API",
        "properties": [{ "displayName": "Token", "name": "token", "type": "string", "default": "" }],
        "authenticate": { "type": "generic", "properties": { "headers": { "Authorization": "=Bearer {{ $credentials.token }}" } } },
    });
    let credentials =
        json!({ "directusApi": { "url": service.url(), "accessToken": TOKEN }, "thingApi": { "token": TOKEN } });
    fs::create_dir(&nodes).expect("a folder");
    let files = [
        ("nodes/thing.node.json", node),
        ("nodes/thing.credentials.json", credential),
        ("credentials.json", credentials),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content.to_string()).expect("written");
    }
    nodes.display().to_string()
}

/// The worker, the server, or both end with a signal that they cannot handle, in the middle of an execution.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_killed_goes_on() {
    const ITEMS: usize = 400;
    for (kills_worker, kills_server) in [(true, false), (false, true), (true, true)] {
        let Some(mut server) = Server::start().await else { return };
        let service = service(Duration::from_millis(5));
        let folder = folder(&service.url());
        let mut worker = Worker::start(&server, folder.path(), &[]);
        let started = Instant::now();
        let handle = server.begin("run", &json!({ "node": create(), "items": numbered(ITEMS) })).await;
        service.received(ITEMS / 3).await;
        if kills_worker {
            worker.kill();
        }
        if kills_server {
            server.kill();
        }
        let before = service.requests().len();
        assert!(before < ITEMS, "killed too late");
        if kills_server {
            assert!(server.run().await, "the server starts again");
        }
        if kills_worker {
            worker.restart();
        }
        drop(handle);
        let outputs = server.result_of("run").await.expect("outputs");
        let what = format!("worker {kills_worker}, server {kills_server}");
        let again = nothing_is_lost(&what, &outputs, &service, ITEMS);
        assert!(again < before, "{what}: what the heartbeats carried is done again");
        eprintln!(
            "killed ({what}) after {before} of {ITEMS} items: all done, {again} sent again with the same key, {:.1} s",
            started.elapsed().as_secs_f64()
        );
    }
}

/// A worker that is asked to end leaves off behind its step.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_ends_hands_over() {
    let Some(server) = Server::start().await else { return };
    let service = service(Duration::ZERO);
    let folder = folder(&service.url());
    let mut worker = Worker::start(&server, folder.path(), &[]);
    let handle = server.begin("run", &json!({ "node": create(), "items": numbered(300) })).await;
    service.received(100).await;
    worker.end();
    let before = service.requests().len();
    assert!(before < 300, "it ended too late");
    worker.restart();
    let outputs = result(&handle).await.expect("outputs");
    assert_eq!(nothing_is_lost("a worker that ends", &outputs, &service, 300), 0, "what was done is known");
}

/// A service that fails at first, and asks for a wait that the worker does not sit out.
#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_asks_for_a_wait_gets_it() {
    let Some(server) = Server::start().await else { return };
    let service = ScriptedServer::start([
        Reply::json(&json!({ "data": { "id": 0 } })),
        Reply::status(500),
        Reply::status(429).header("retry-after", "11"),
        Reply::json(&json!({ "data": { "id": 1 } })),
    ]);
    let service = service.expect("a free port");
    let folder = folder(&service.url());
    let _worker = Worker::start(&server, folder.path(), &[]);
    let started = Instant::now();
    let handle = server.begin("run", &json!({ "node": create(), "items": numbered(2) })).await;
    let outputs = result(&handle).await.expect("outputs");
    assert!(started.elapsed() >= Duration::from_secs(11), "{:?}", started.elapsed());
    assert_eq!((outputs["outputs"][0].as_array().map(Vec::len), service.requests().len()), (Some(2), 4));
    let described = handle.describe(Default::default()).await.expect("a description");
    assert_eq!(described.attempt(), 2, "the server waited");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_cancelled_stops() {
    let Some(server) = Server::start().await else { return };
    let service = service(Duration::ZERO);
    let folder = folder(&service.url());
    let _worker = Worker::start(&server, folder.path(), &[]);
    let handle = server.begin("run", &json!({ "node": create(), "items": numbered(5_000) })).await;
    service.received(20).await;
    handle.cancel(Default::default()).await.expect("it is asked to");
    let error = result(&handle).await.expect_err("no outputs");
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error:?}");
    assert!(service.requests().len() < 5_000);
}
