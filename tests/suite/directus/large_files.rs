//! Files that are larger than the memory they may take.

use std::{io::Write, path::Path};

use nodewright_tests::command;
use serde_json::{Value, json};

use super::{admin, server};

/// What a large file may cost the command, whatever its size; without any file it takes about half of it.
const MEMORY: u64 = 48 << 20;

#[tokio::test]
async fn a_large_file_takes_little_memory() {
    const SIZE: usize = 64 << 20;
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let mut large = std::fs::File::create(path("large")).expect("a file");
    let megabyte: Vec<u8> = (0..1u32 << 18).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    (0..SIZE / megabyte.len()).for_each(|_| large.write_all(&megabyte).expect("room for it"));

    let files = admin("files").await;
    let credentials = json!({ "url": server().await.url(), "accessToken": server().await.token() }).to_string();
    let run = |node: &Value, file: Value| {
        let items = json!([{ "json": {}, "binary": { "data": file } }]);
        for (name, json) in [("node.json", node), ("items.json", &items)] {
            std::fs::write(path(name), json.to_string()).expect("a file");
        }
        let (node, items) = (path("node.json"), path("items.json"));
        let [node, items, folder] = [&node, &items, folder.path()].map(|path| path.to_str().expect("a plain name"));
        let arguments = ["run", node, "--input", items, "--binary-folder", folder];
        let (finished, peak) =
            command::run_measured(&arguments, &[("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", &credentials)]);
        assert_eq!(finished.code, 0, "{finished:?}");
        let peak = peak.expect("Linux says it");
        assert!(peak < MEMORY, "{peak} bytes of memory for a file of {SIZE}");
        finished.json()[0][0].clone()
    };
    let turn = files.turns.lock().await;
    let stored = json!({ "data": "filesystem-v2", "id": "filesystem-v2:large", "mimeType": "application/octet-stream",
        "fileName": "large.bin" });
    let made = run(&files.json("create", &json!({ "sendBinaryData": true }), &json!({})), stored)["json"].clone();
    assert_eq!((&made["filename_download"], &made["filesize"]), (&json!("large.bin"), &json!(SIZE)));

    let assets = files.of("assets").json("get", &json!({ "id": made["id"] }), &json!({}));
    let file = run(&assets, json!({ "data": "", "mimeType": "text/plain" }))["binary"]["data"].clone();
    let key = file["id"].as_str().and_then(|id| id.strip_prefix("filesystem-v2:")).expect("an id");
    assert_eq!((&file["bytes"], &file["fileName"]), (&json!(SIZE), &json!("large.bin")));
    let bytes = |path: &Path| std::fs::read(path).expect("a file");
    assert!(bytes(&path(key)) == bytes(&path("large")), "other bytes came down than went up");
    drop(turn);
    files.done("delete", json!({ "id": made["id"] })).await;
}
