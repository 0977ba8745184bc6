//! Files and folders: bytes up and down, images transformed on the way.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use indexmap::IndexMap;
use nodewright::{Binary, FolderStore, Item};
use nodewright_testkit::{Reply, ScriptedServer};
use serde_json::{Value, json};

use super::{Node, admin, pluck, said, server_of_own_ways};

/// 8 pixels wide, 4 high.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAARElEQVR42g3JMQHAQAwDMSMJEiMJEo+H4pEYSRC1WiWJERYrIp6oOCGZMTZrYp6pOf8RJjhsSHih4fJHmeKyJeWVlisfuy4oYWMj9UUAAAAASUVORK5CYII=";

/// An item with a file.
fn with_file(property: &str, file: Binary) -> Item {
    Item { binary: Some(IndexMap::from([(property.to_owned(), file)])), ..Item::empty() }
}

fn png() -> Binary {
    Binary::new(BASE64_STANDARD.decode(PNG).expect("base64"), "image/png").named("tiny.png")
}

/// Executes an operation on an item with a file and gives the only row.
async fn with(node: &Node, operation: &str, parameters: &Value, property: &str, file: Binary) -> Value {
    let outcome = node.on_items(operation, parameters, &json!({}), vec![with_file(property, file)]).await;
    let outcome = outcome.unwrap_or_else(|error| panic!("{operation}: {error:?}"));
    assert_eq!(outcome.outputs[0].len(), 1, "{outcome:?}");
    outcome.outputs[0][0].json.clone()
}

/// The file of the only item, and its `json`.
async fn download(files: &Node, parameters: Value) -> (Binary, Value) {
    let items = files.of("assets").items("get", parameters).await;
    let [item] = &items[..] else { panic!("{items:?}") };
    (item.binary.as_ref().expect("a file")["data"].clone(), item.json.clone())
}

#[tokio::test]
async fn bytes_go_up_and_come_down_as_they_were() {
    let files = admin("files").await;
    let every_byte: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    for (name, mime, bytes) in [
        ("every byte.bin", "application/octet-stream", &every_byte[..]),
        ("grüße; 日本's.txt", "text/plain", "Grüße\r\n".as_bytes()),
        ("data.json", "application/json", br#"{"data":[1]}"#),
        ("empty.txt", "text/plain", b""),
    ] {
        let parameters = json!({
            "sendBinaryData": true, "binaryPropertyName": "upload",
            "additionalFields": { "data": { "title": "A title", "tags": ["one", "two"] } },
        });
        let made = with(&files, "create", &parameters, "upload", Binary::new(bytes, mime).named(name)).await;
        assert_eq!((&made["filename_download"], &made["type"]), (&json!(name), &json!(mime)));
        assert_eq!((&made["title"], &made["tags"]), (&json!("A title"), &json!(["one", "two"])), "{name}");
        let (file, json) = download(&files, json!({ "id": made["id"] })).await;
        assert_eq!(file.decode().expect("base64"), bytes, "{name}");
        assert_eq!((file.file_name.as_deref(), file.mime_type.as_str()), (Some(name), mime));
        assert_eq!(json, json!({}));
        files.done("delete", json!({ "id": made["id"] })).await;
    }
}

#[tokio::test]
async fn a_file_goes_from_one_folder_to_directus_and_into_another() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let [from, to] = [&folders[0], &folders[1]].map(|folder| Arc::new(FolderStore::new(folder).expect("a store")));
    let files = admin("files").await;
    let files = Node { runtime: files.runtime.with_binary_store(from), ..files };
    let every_byte: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    for (name, bytes) in [("every byte.bin", &every_byte[..]), ("empty.txt", b"")] {
        let file = files.runtime.files().prepare(Some(bytes.to_vec().into()), Some(name), None).await;
        let upload = json!({ "sendBinaryData": true, "additionalFields": { "data": { "title": "Kept" } } });
        let made = with(&files, "create", &upload, "data", file.expect("a file")).await;
        assert_eq!((&made["filename_download"], &made["title"]), (&json!(name), &json!("Kept")));

        let there = Node { runtime: files.runtime.with_binary_store(to.clone()), ..files.clone() };
        let (file, _) = download(&there, json!({ "id": made["id"] })).await;
        assert_eq!((file.data.as_str(), file.bytes), ("filesystem-v2", Some(bytes.len() as u64)), "{name}");
        let content = there.runtime.files().content(&file).await.expect("it is there");
        assert_eq!(content.bytes().await.expect("its bytes"), bytes, "{name}");
        files.done("delete", json!({ "id": made["id"] })).await;
    }
}

#[tokio::test]
async fn records_are_changed_and_contents_replaced() {
    let files = admin("files").await;
    let upload = json!({ "sendBinaryData": true });
    let one = with(&files, "create", &upload, "data", png()).await;
    assert_eq!((&one["width"], &one["height"]), (&json!(8), &json!(4)));
    let record =
        json!({ "type": "text/plain", "storage": "local", "filename_download": "later.txt", "title": "files_later" });
    let two = files.row("create", json!({ "additionalFields": { "data": record } })).await;

    let title = json!({ "id": one["id"], "additionalFields": { "data": r#"{ "title": "files_one" }"# } });
    assert_eq!(files.row("update", title).await["title"], "files_one");
    let replace =
        json!({ "sendBinaryData": true, "id": two["id"], "additionalFields": { "data": { "title": "files_two" } } });
    let replaced =
        with(&files, "update", &replace, "data", Binary::new(b"now it is there", "text/plain").named("now.txt")).await;
    assert_eq!((&replaced["title"], &replaced["filesize"]), (&json!("files_two"), &json!(15)));
    let (file, json) = download(&files, json!({ "id": two["id"], "includeFileData": true })).await;
    assert_eq!(file.decode().expect("base64"), "now it is there");
    assert_eq!(json["file"]["title"], "files_two");

    let keys = json!([one["id"], two["id"]]);
    let many = json!({ "data": { "keys": keys, "data": { "description": "files_both" } } });
    assert_eq!(pluck(&files.rows("updateMultiple", many).await, "description"), json!(["files_both", "files_both"]));
    let options =
        json!({ "filter": { "description": { "_eq": "files_both" } }, "sort": "title", "fields": "id,title" });
    let listed = files.rows("list", json!({ "additionalFields": options })).await;
    assert_eq!((pluck(&listed, "title"), pluck(&listed, "id")), (json!(["files_one", "files_two"]), keys.clone()));
    assert_eq!(files.row("get", json!({ "id": one["id"] })).await["filename_download"], "tiny.png");

    files.done("deleteMultiple", json!({ "keys": keys.to_string() })).await;
    for (node, operation) in [(&files, "get"), (&files.of("assets"), "get")] {
        let gone = node.error(operation, json!({ "id": one["id"] })).await;
        assert_eq!((said(&gone).2, said(&gone).3), ("FORBIDDEN", "403"));
    }
    let nothing = files.on_items("create", &upload, &json!({}), vec![with_file("other", png())]).await;
    assert_eq!(nothing.expect_err("no such file").message(), "No binary data 'data' on input item 0");
}

#[tokio::test]
async fn images_are_transformed() {
    let files = admin("files").await;
    let id = with(&files, "create", &json!({ "sendBinaryData": true }), "data", png()).await["id"].clone();
    let cases = [
        (json!({ "width": 4, "format": "png" }), "image/png", Some((4, 2))),
        (json!({ "width": 4, "height": 4, "fit": "cover", "format": "png" }), "image/png", Some((4, 4))),
        (json!({ "width": 16, "withoutEnlargement": true, "format": "png" }), "image/png", Some((8, 4))),
        (json!({ "format": "jpg", "quality": 30 }), "image/jpeg", None),
        (json!({ "format": "webp" }), "image/webp", None),
        (json!({ "format": "tiff" }), "image/tiff", None),
        (json!({ "transforms": r#"[["rotate", 90]]"#, "format": "png" }), "image/png", Some((4, 8))),
        (json!({ "transforms": [["resize", { "width": 2, "height": 3, "fit": "fill" }]] }), "image/png", Some((2, 3))),
    ];
    for (options, mime, size) in cases {
        let (file, _) = download(&files, json!({ "id": id, "additionalFields": options })).await;
        assert_eq!(file.mime_type, mime, "{options}");
        if let Some(size) = size {
            assert_eq!(png_size(&file), size, "{options}");
        }
    }
    let json = json!({ "id": id, "jsonParameters": true, "queryParametersJson": { "width": 2, "format": "png" } });
    assert_eq!(png_size(&download(&files, json).await.0), (2, 1));

    let preset = json!({ "id": id, "additionalFields": { "key": "no-such-preset" } });
    assert_eq!(said(&files.of("assets").error("get", preset).await).3, "400");
    files.done("delete", json!({ "id": id })).await;
}

/// Width and height, as the head of a PNG says them.
fn png_size(file: &Binary) -> (u32, u32) {
    let bytes = file.decode().expect("base64");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[tokio::test]
async fn directus_fetches_a_file_from_the_web() {
    let directus = server_of_own_ways().await;
    let files = Node::on(directus, Some(directus.token()), "files");
    let web = ScriptedServer::start(Reply::text("from the web").header("content-type", "text/plain")).expect("a port");

    let import = json!({ "url": web.url_of("/a%20file.txt"), "additionalFields": { "data": { "title": "Imported" } } });
    let made = files.row("import", import).await;
    assert_eq!((&made["title"], &made["type"]), (&json!("Imported"), &json!("text/plain")));
    assert_eq!(web.requests()[0].target, "/a%20file.txt");
    assert_eq!(download(&files, json!({ "id": made["id"] })).await.0.decode().expect("base64"), "from the web");

    let refused = files.error("import", json!({ "url": "http://127.0.0.1:1/nobody-listens-here" })).await;
    assert_eq!((said(&refused).2, said(&refused).3), ("SERVICE_UNAVAILABLE", "503"), "{refused:?}");
}

#[tokio::test]
async fn folders_hold_files_and_folders() {
    let folders = admin("folders").await;
    let outer = folders.row("create", json!({ "name": "folders_outer" })).await["id"].clone();
    let inner = json!({ "name": "folders_inner", "additionalFields": { "parent": outer } });
    let inner = folders.row("create", inner).await;
    assert_eq!(inner["parent"], outer);
    let data = json!([{ "name": "folders_a" }, { "name": "folders_b" }]);
    let mut more = folders.rows("createMultiple", json!({ "data": data.to_string() })).await;
    more.sort_by_key(|folder| folder["name"].to_string());
    assert_eq!(pluck(&more, "name"), json!(["folders_a", "folders_b"]));
    let keys = pluck(&more, "id");

    let moved = json!({ "data": { "keys": keys, "data": { "parent": outer } } });
    assert_eq!(pluck(&folders.rows("updateMultiple", moved).await, "parent"), json!([outer, outer]));
    let renamed = json!({ "id": inner["id"], "additionalFields": { "name": "folders_renamed" } });
    assert_eq!(folders.row("update", renamed).await["name"], "folders_renamed");
    assert_eq!(folders.row("get", json!({ "id": inner["id"] })).await["parent"], outer);
    let options = json!({ "filter": { "parent": { "_eq": outer } }, "sort": "name", "fields": "name" });
    let listed = folders.rows("list", json!({ "additionalFields": options })).await;
    assert_eq!(pluck(&listed, "name"), json!(["folders_a", "folders_b", "folders_renamed"]));

    let upload = json!({ "sendBinaryData": true, "additionalFields": { "data": { "folder": inner["id"] } } });
    let file = with(&folders.of("files"), "create", &upload, "data", png()).await;
    assert_eq!(file["folder"], inner["id"]);
    folders.of("files").done("delete", json!({ "id": file["id"] })).await;

    folders.done("deleteMultiple", json!({ "keys": keys })).await;
    folders.done("delete", json!({ "id": inner["id"] })).await;
    folders.done("delete", json!({ "id": outer })).await;
    assert_eq!(said(&folders.error("get", json!({ "id": outer })).await).3, "403");
}
