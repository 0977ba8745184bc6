//! What a tool gives: items, files, or what went wrong.

use nodewright::{Binary, Item, NodeError};
use rmcp::model::{CallToolResult, ContentBlock, ResourceContents};
use serde_json::{Map, Value, json};

/// How much base64 a result may hold; files beyond it are only described. A model pays for every character.
const EMBEDDED: usize = 1 << 20;

/// `{"items": [data, …]}`, or `{"outputs": [[data, …], …]}` if a node has several; files are described in `files`
/// and follow as content of their own.
pub(super) fn success(outputs: Vec<Vec<Item>>) -> CallToolResult {
    let mut files = Files::default();
    let mut lists: Vec<Value> = outputs.into_iter().map(|items| files.take_from(items)).collect();
    let mut structured = match lists.len() {
        0 => json!({ "items": [] }),
        1 => json!({ "items": lists.swap_remove(0) }),
        _ => json!({ "outputs": lists }),
    };
    if !files.described.is_empty() {
        structured["files"] = files.described.into();
    }
    let mut result = CallToolResult::structured(structured);
    result.content.extend(files.content);
    result
}

/// What went wrong and what to do about it, for the model to read. Without structured content, which would have to be
/// as the tool's schema says.
pub(super) fn failure(error: &NodeError) -> CallToolResult {
    let mut lines = vec![error.message().to_owned()];
    lines.extend(error.description().map(str::to_owned));
    lines.extend(error.parameter().map(|path| format!("Argument: {path}")));
    lines.extend(error.http_code().map(|status| format!("HTTP status: {status}")));
    lines.extend(error.code().map(|code| format!("Error code: {code}")));
    CallToolResult::error(vec![ContentBlock::text(lines.join("\n"))])
}

/// The files of a result: what is known of each, and the contents of those that fit.
#[derive(Default)]
struct Files {
    described: Vec<Value>,
    content: Vec<ContentBlock>,
    embedded: usize,
}

impl Files {
    /// The data of the items, their files put aside.
    fn take_from(&mut self, items: Vec<Item>) -> Value {
        let data = items.into_iter().enumerate().map(|(index, item)| {
            for (name, file) in item.binary.into_iter().flatten() {
                self.add(index, &name, file);
            }
            item.json
        });
        data.collect()
    }

    fn add(&mut self, item: usize, name: &str, file: Binary) {
        let mut described = Map::from_iter([("item".to_owned(), json!(item)), ("name".to_owned(), json!(name))]);
        let known = [
            ("fileName", json!(file.file_name)),
            ("mimeType", json!(file.mime_type)),
            ("fileSize", json!(file.file_size)),
        ];
        described
            .extend(known.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.into(), value)));
        let uri = format!("nodewright:///files/{}/{name}", self.described.len());
        // In a store there are no bytes at hand.
        if file.id.is_none() && self.embedded + file.data.len() <= EMBEDDED {
            self.embedded += file.data.len();
            self.content.push(content(file, &uri));
            described.insert("uri".into(), uri.into());
        } else {
            described.insert("omitted".into(), "The file is too large to be handed to a model".into());
        }
        self.described.push(described.into());
    }
}

/// An image as one, text as text, anything else as a blob.
fn content(file: Binary, uri: &str) -> ContentBlock {
    if file.mime_type.starts_with("image/") {
        return ContentBlock::image(file.data, file.mime_type);
    }
    let is_text = file.mime_type.starts_with("text/") || file.mime_type.starts_with("application/json");
    let text = file.decode().ok().filter(|_| is_text).and_then(|bytes| String::from_utf8(bytes.into()).ok());
    let contents = match text {
        Some(text) => ResourceContents::text(text, uri),
        None => ResourceContents::blob(file.data, uri),
    };
    ContentBlock::resource(contents.with_mime_type(file.mime_type))
}

#[cfg(test)]
mod tests {
    use nodewright::{Binary, ErrorKind, Item, NodeError};
    use serde_json::{Value, json};

    use super::{EMBEDDED, failure, success};

    fn item(json: Value, file: Option<Binary>) -> Item {
        Item { binary: file.map(|file| [("data".to_owned(), file)].into_iter().collect()), ..Item::new(json) }
    }

    #[test]
    fn items_are_their_data() {
        for (outputs, expected) in [
            (vec![vec![]], json!({ "items": [] })),
            (vec![vec![item(json!({ "a": 1 }), None), item(json!(2), None)]], json!({ "items": [{ "a": 1 }, 2] })),
            (vec![vec![], vec![item(json!({}), None)]], json!({ "outputs": [[], [{}]] })),
        ] {
            let result = serde_json::to_value(success(outputs)).unwrap();
            assert_eq!(result["structuredContent"], expected);
            assert_eq!(result["content"], json!([{ "type": "text", "text": expected.to_string() }]));
            assert_eq!(result["isError"], false);
        }
    }

    #[test]
    fn files_follow_as_content_where_they_fit() {
        let text = Binary::prepare("hello", Some("a.txt"), None);
        let blob = Binary::prepare([0, 1], Some("a.bin"), Some("application/octet-stream"));
        let image = Binary::prepare([1, 2], Some("a.png"), None);
        let large = Binary::prepare(vec![b'x'; EMBEDDED], Some("large.txt"), None);
        let uri = "nodewright:///files/0/data";
        for (file, described, content) in [
            (
                text,
                json!({ "fileName": "a.txt", "mimeType": "text/plain", "fileSize": "5 B", "uri": uri }),
                Some(
                    json!({ "type": "resource", "resource": { "uri": uri, "mimeType": "text/plain", "text": "hello" } }),
                ),
            ),
            (
                blob,
                json!({ "fileName": "a.bin", "mimeType": "application/octet-stream", "fileSize": "2 B", "uri": uri }),
                Some(
                    json!({ "type": "resource", "resource": { "uri": uri, "mimeType": "application/octet-stream", "blob": "AAE=" } }),
                ),
            ),
            (
                image,
                json!({ "fileName": "a.png", "mimeType": "image/png", "fileSize": "2 B", "uri": uri }),
                Some(json!({ "type": "image", "data": "AQI=", "mimeType": "image/png" })),
            ),
            (
                large,
                json!({ "fileName": "large.txt", "mimeType": "text/plain", "fileSize": "1.05 MB",
                "omitted": "The file is too large to be handed to a model" }),
                None,
            ),
        ] {
            let result = serde_json::to_value(success(vec![vec![item(json!({ "id": 7 }), Some(file))]])).unwrap();
            let mut expected = json!({ "item": 0, "name": "data" });
            expected.as_object_mut().unwrap().extend(described.as_object().unwrap().clone());
            assert_eq!(result["structuredContent"], json!({ "items": [{ "id": 7 }], "files": [expected] }));
            assert_eq!(result["content"].get(1), content.as_ref());
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        let plain = NodeError::new(ErrorKind::Operation, "It does not work");
        let full = NodeError::new(ErrorKind::Api, "Refused")
            .with_description("Ask for another one")
            .with_http_code(401)
            .with_code("DENIED")
            .at_parameter("token");
        for (error, expected) in [
            (plain, "It does not work"),
            (full, "Refused\nAsk for another one\nArgument: token\nHTTP status: 401\nError code: DENIED"),
        ] {
            let result = serde_json::to_value(failure(&error)).unwrap();
            assert_eq!((&result["isError"], &result["content"][0]["text"]), (&json!(true), &json!(expected)));
        }
    }
}
