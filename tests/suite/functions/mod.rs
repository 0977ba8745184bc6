//! Functions in the description of a package's node: what they make of requests, answers and pages.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{command::run, root};
use serde_json::{Value, json};

struct Case {
    parameters: Value,
    items: Value,
    replies: Vec<Value>,
    /// Method, target and, where it is text, body of each request.
    requests: Vec<(&'static str, &'static str, &'static str)>,
    /// The items, or the message of the error.
    gives: Result<Value, &'static str>,
}

#[test]
fn they_work_as_in_n8n() {
    let file = json!([{ "json": {}, "binary": { "data": { "mimeType": "text/plain", "fileName": "a.txt", "data": "aGVsbG8=" } } }]);
    let cases = [
        Case {
            parameters: json!({ "title": "Lamp" }),
            items: json!([{ "json": { "name": "Ada" } }]),
            replies: vec![json!({ "id": 7 })],
            requests: vec![("POST", "/tickets", r#"{"title":"Lamp 0","from":"Ada","host":"http:"}"#)],
            gives: Ok(json!([{ "json": { "id": 7, "status": 200 }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({}),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": false })],
            requests: vec![("POST", "/tickets", r#"{"title":"Ticket 0","host":"http:"}"#)],
            gives: Err("The desk is closed"),
        },
        Case {
            parameters: json!({ "operation": "list" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!([{ "id": 1 }, { "id": 2 }]), json!([{ "id": 3 }])],
            requests: vec![("GET", "/tickets?page=1", ""), ("GET", "/tickets?page=2", "")],
            gives: Ok(json!([1, 2, 3].map(|id| json!({ "json": { "id": id }, "pairedItem": { "item": 0 } })))),
        },
        Case {
            parameters: json!({ "operation": "upload" }),
            items: file,
            replies: vec![json!({ "stored": true })],
            requests: vec![("POST", "/files", "multipart")],
            gives: Ok(json!([{ "json": { "stored": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "throw" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({})],
            requests: vec![],
            gives: Err("not today"),
        },
    ];
    for case in cases {
        let server =
            ScriptedServer::start(case.replies.iter().map(Reply::json).collect::<Vec<_>>()).expect("a free port");
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, value: Value| {
            let path = folder.path().join(name);
            std::fs::write(&path, value.to_string()).expect("a file");
            path.display().to_string()
        };
        let node =
            write("node.json", json!({ "name": "Desk", "type": "n8n-nodes-desk.desk", "parameters": case.parameters }));
        let credentials = write("credentials.json", json!({ "deskApi": { "url": server.url(), "token": "s3cret" } }));
        let items = write("items.json", case.items);
        let package = root().join("tests/suite/functions/package").display().to_string();
        let done = run(&["run", &node, "--nodes", &package, "--credentials", &credentials, "--input", &items]);
        match case.gives {
            Ok(expected) => {
                let output: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|_| panic!("{done:?}"));
                assert_eq!(output, json!([expected]), "{}", case.parameters);
            }
            Err(expected) => {
                let error: Value = serde_json::from_str(&done.stderr).unwrap_or_else(|_| panic!("{done:?}"));
                assert_eq!(error["message"], expected, "{error}");
            }
        }
        let sent = server.requests();
        assert_eq!(sent.len(), case.requests.len(), "{}: {sent:?}", case.parameters);
        for (sent, (method, target, body)) in sent.iter().zip(case.requests) {
            assert_eq!((sent.method.as_str(), sent.target.as_str()), (method, target));
            assert_eq!(sent.header("x-token"), Some("s3cret"));
            match body {
                "multipart" => {
                    let text = sent.text();
                    assert!(text.contains("name=\"file\"; filename=\"a.txt\"") && text.contains("hello"), "{text}");
                }
                body => assert_eq!(sent.text(), body),
            }
        }
    }
}
