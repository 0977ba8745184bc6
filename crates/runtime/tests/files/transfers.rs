//! Files on their way up and down, through the Directus node.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use nodewright::{
    BinaryStore, Credentials, Item, Registry, Result, Runtime,
    serde_json::{Value, from_value, json},
};
use nodewright_testkit::{Reply, ScriptedServer};

use crate::{Chunks, OneFile, folder, listed, stored};

/// The largest answer that may be held in memory.
const LARGEST: u64 = 1_000_000;

/// A runtime with the Directus node, whose files are in the items.
fn runtime_without_store(server: &ScriptedServer) -> Runtime {
    let mut registry = Registry::new();
    nodewright_node_directus::register(&mut registry);
    let credentials = Credentials::new().with("directusApi", json!({ "url": server.url(), "accessToken": "t" }));
    Runtime::builder()
        .registry(registry)
        .credentials(credentials)
        .max_response_bytes(LARGEST)
        .build()
        .expect("a runtime")
}

/// The same with files in `store`.
fn runtime(server: &ScriptedServer, store: Arc<dyn BinaryStore>) -> Runtime {
    runtime_without_store(server).with_binary_store(store)
}

/// Executes an operation on an item with a file, and gives the only item that comes out.
async fn execute(runtime: &Runtime, parameters: Value, file: Value) -> Result<Item> {
    let item: Item = from_value(json!({ "json": {}, "binary": { "data": file } })).expect("an item");
    let node = runtime.prepare(&json!({ "type": "directus", "parameters": parameters }))?;
    let mut outcome = node.execute(vec![item]).await?;
    Ok(outcome.outputs[0].remove(0))
}

fn upload() -> Value {
    json!({ "resource": "files", "operation": "create", "sendBinaryData": true,
        "additionalFields": { "data": { "title": "T" } } })
}

#[tokio::test]
async fn a_stored_file_goes_up_with_its_length() {
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let server = ScriptedServer::start(Reply::json(&json!({ "data": { "id": 1 } }))).expect("a port");
    let (_keep, store) = folder();
    let runtime = runtime(&server, store);
    for bytes in [&bytes[..], b""] {
        let file = runtime.files().prepare(Chunks::of(bytes, 1000), Some("a.txt"), None).await.expect("a file");
        for parameters in [
            upload(),
            json!({ "resource": "files", "operation": "update", "id": "1", "sendBinaryData": true,
                "additionalFields": { "data": { "title": "T" } } }),
            json!({ "resource": "utils", "operation": "importFileData", "collection": "rows" }),
        ] {
            let made = execute(&runtime, parameters.clone(), json!(file)).await.expect("an upload");
            assert_eq!(made.json, json!({ "id": 1 }));
            let sent = server.requests().pop().expect("a request");
            assert_eq!(sent.header("content-length"), Some(sent.body.len().to_string().as_str()), "{parameters}");
            assert_eq!(sent.header("transfer-encoding"), None);
            let part = sent.multipart().and_then(|mut parts| parts.pop()).expect("a part");
            assert_eq!((part.file_name.as_deref(), &part.body[..]), (Some("a.txt"), bytes), "{parameters}");
        }
    }
}

#[tokio::test]
async fn nothing_is_sent_of_a_file_that_is_not_there() {
    let server = ScriptedServer::start(Reply::status(204)).expect("a port");
    let (_keep, store) = folder();
    let (in_folder, in_items) = (runtime(&server, store), runtime_without_store(&server));
    for (runtime, id, message) in [
        (&in_folder, "filesystem-v2:gone", "There is no file 'filesystem-v2:gone' in the binary store"),
        (&in_folder, "filesystem-v2:../secret", "There is no file 'filesystem-v2:../secret' in the binary store"),
        (&in_folder, "s3:1", "The file 's3:1' is not in the binary store 'filesystem-v2' used here"),
        (&in_items, "s3:1", "The file 's3:1' is in a binary store, but none is used here"),
    ] {
        let error = execute(runtime, upload(), stored(id)).await.expect_err(id);
        assert_eq!((error.message(), error.item_index()), (message, Some(0)));
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_store_that_fails_ends_the_upload() {
    // size it says, whether it breaks off
    for (size, breaks, message) in [
        (5, true, "the source broke off"),
        (9, false, "A file of the binary store has changed while it was read"),
        (3, false, "A file of the binary store has changed while it was read"),
    ] {
        let server = ScriptedServer::start(Reply::status(204)).expect("a port");
        let opened = Arc::new(AtomicUsize::new(0));
        let runtime = runtime(&server, Arc::new(OneFile { size, breaks, opened: opened.clone() }));
        let error = execute(&runtime, upload(), stored("one:1")).await.expect_err(message);
        assert_eq!(error.message(), message);
        server.disconnected().await;
        assert_eq!((server.requests().len(), opened.load(Ordering::Relaxed)), (0, 1), "{message}");
    }
}

#[tokio::test]
async fn a_repeated_upload_opens_the_file_again() {
    let busy = Reply::status(429).header("retry-after", "0");
    let server = ScriptedServer::start([busy, Reply::redirect(307, "/elsewhere"), Reply::status(204)]).expect("a port");
    let opened = Arc::new(AtomicUsize::new(0));
    let runtime = runtime(&server, Arc::new(OneFile { size: 5, breaks: false, opened: opened.clone() }));
    execute(&runtime, upload(), stored("one:1")).await.expect("an upload");
    let sent = server.requests();
    assert_eq!((sent.len(), opened.load(Ordering::Relaxed)), (3, 3));
    for request in sent {
        assert_eq!(request.multipart().expect("parts")[1].body, "hello", "{}", request.target);
    }
}

#[tokio::test]
async fn downloads_are_kept_whole_or_not_at_all() {
    let size: u64 = 3_000_000;
    let headers = |reply: Reply| reply.header("content-disposition", r#"inline; filename="b.bin""#);
    let (_keep, store) = folder();
    let download = json!({ "resource": "assets", "operation": "get", "id": "1" });
    for (reply, error) in [
        (headers(Reply::filler(size)), None),
        (headers(Reply::filler(size).chunked()), None),
        (headers(Reply::bytes("")), None),
        (headers(Reply::filler(size).cut_after(1_000_000)), Some("ECONNRESET")),
    ] {
        let before = listed(store.folder());
        let server = ScriptedServer::start(reply).expect("a port");
        let runtime = runtime(&server, store.clone());
        match (execute(&runtime, download.clone(), stored("any")).await, error) {
            (Ok(item), None) => {
                let file = &item.binary.expect("a file")["data"];
                assert_eq!((file.data.as_str(), file.file_name.as_deref()), ("filesystem-v2", Some("b.bin")));
                let content = runtime.files().content(file).await.expect("it is there");
                assert_eq!(Some(content.size()), file.bytes);
                assert_eq!(content.bytes().await.expect("its bytes").len() as u64, content.size());
                assert_eq!(listed(store.folder()).len(), before.len() + 1);
            }
            (Err(failed), Some(code)) => {
                assert_eq!(failed.code(), Some(code));
                assert_eq!(listed(store.folder()), before);
            }
            (other, _) => panic!("{other:?} instead of {error:?}"),
        }
    }
}

#[tokio::test]
async fn only_what_is_held_in_memory_is_limited() {
    let server = ScriptedServer::start(Reply::filler(LARGEST + 1)).expect("a port");
    let (_keep, store) = folder();
    let asset = json!({ "resource": "assets", "operation": "get", "id": "1" });
    let kept = execute(&runtime(&server, store), asset.clone(), json!({ "data": "", "mimeType": "text/plain" }))
        .await
        .expect("a download");
    assert_eq!(kept.binary.expect("a file")["data"].bytes, Some(LARGEST + 1));
    let error = execute(&runtime_without_store(&server), asset, json!({ "data": "", "mimeType": "text/plain" }))
        .await
        .expect_err("too large");
    assert_eq!(error.message(), "The service's answer is larger than 1000000 bytes");
}

#[tokio::test]
async fn an_export_is_a_file_of_the_store_too() {
    let csv = Reply::text("id\n1\n").header("content-type", "text/csv").header("content-disposition", "attachment");
    let server = ScriptedServer::start(csv).expect("a port");
    let (_keep, store) = folder();
    let runtime = runtime(&server, store);
    let options = json!({ "export": "csv", "fileName": "rows" });
    let list = json!({ "resource": "items", "operation": "list", "collection": "rows", "additionalFields": options });
    let item = execute(&runtime, list, stored("any")).await.expect("an export");
    let file = &item.binary.expect("a file")["data"];
    assert_eq!((file.data.as_str(), file.file_name.as_deref()), ("filesystem-v2", Some("rows.csv")));
    assert_eq!(runtime.files().content(file).await.expect("it is there").bytes().await.expect("its bytes"), "id\n1\n");
}
