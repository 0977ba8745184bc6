//! Functions in the description of a package's node: what they make of requests, answers and pages.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{command::run, root};
use serde_json::{Value, json};

struct Case {
    parameters: Value,
    items: Value,
    /// JSON; a number is a status.
    replies: Vec<Value>,
    /// Method, target and, where it is text, body of each request.
    requests: Vec<(&'static str, &'static str, &'static str)>,
    /// The items, or the message of the error.
    gives: Result<Value, &'static str>,
}

fn reply(value: &Value) -> Reply {
    value.as_u64().and_then(|status| u16::try_from(status).ok()).map_or_else(|| Reply::json(value), Reply::status)
}

fn login(server: &ScriptedServer) -> Value {
    json!({ "url": server.url(), "token": "s3cret" })
}

fn file_of_item() -> Value {
    json!([{ "json": {}, "binary": { "data": { "mimeType": "text/plain", "fileName": "a.txt", "data": "aGVsbG8=" } } }])
}

#[test]
fn they_work_as_in_n8n() {
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
            items: file_of_item(),
            replies: vec![json!({ "stored": true })],
            requests: vec![("POST", "/files", "multipart")],
            gives: Ok(json!([{ "json": { "stored": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "dressed" }),
            items: file_of_item(),
            replies: vec![json!({ "stored": true })],
            requests: vec![("POST", "/files", "multipart")],
            gives: Ok(json!([{ "json": { "stored": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "nested" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![(
                "POST",
                "/nested?b=2&a=1+2",
                r#"{"bytes":{"type":"Buffer","data":[104,105]},"at":"1970-01-01T00:00:00.000Z"}"#,
            )],
            gives: Ok(json!([{ "json": { "ok": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "change" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![("POST", "/change", "")],
            gives: Ok(json!([{ "json": { "seen": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "bare" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![("POST", "/bare", "")],
            gives: Ok(json!([
                { "json": null, "other": 1, "pairedItem": { "item": 0 } },
                {
                    "json": { "at": "1970-01-01T00:00:00.000Z", "bytes": { "type": "Buffer", "data": [120] } },
                    "pairedItem": { "item": 0 },
                },
            ])),
        },
        Case {
            parameters: json!({ "operation": "nothing" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![("POST", "/nothing", "")],
            gives: Err("responseData.value is not iterable (cannot read property undefined)"),
        },
        Case {
            parameters: json!({ "operation": "unsent" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![],
            gives: Err("Cannot read properties of null (reading 'headers')"),
        },
        Case {
            parameters: json!({ "operation": "ask" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!(404)],
            requests: vec![("GET", "/asked", "")],
            gives: Err("The resource you are requesting could not be found"),
        },
        Case {
            parameters: json!({ "operation": "session" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "session": "abc" }), json!({ "ok": true })],
            requests: vec![("POST", "/login", ""), ("GET", "/v2/session?session=abc", "")],
            gives: Ok(json!([{ "json": { "ok": true }, "pairedItem": { "item": 0 } }])),
        },
        Case {
            parameters: json!({ "operation": "session" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!(403)],
            requests: vec![("POST", "/login", "")],
            gives: Err("Forbidden - perhaps check your credentials?"),
        },
        Case {
            parameters: json!({ "operation": "surroundings", "title": "Lamp" }),
            items: json!([{ "json": {} }]),
            replies: vec![json!({ "ok": true })],
            requests: vec![(
                "POST",
                "/tickets",
                concat!(
                    r#"{"other":"Value of input with given index was not set","title":"Lamp","text":"=2","#,
                    r#""context":{"seen":true},"unknown":"Unknown context type. Only `flow` and `node` are supported.","#,
                    r#""kept":{"calls":1},"wrong":"Unknown context type. Only `global` and `node` are supported.","heard":["work","tracing:desk:end 1"],"traced":1}"#,
                ),
            )],
            gives: Ok(json!([{ "json": { "ok": true }, "pairedItem": { "item": 0 } }])),
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
        let server = ScriptedServer::start(case.replies.iter().map(reply).collect::<Vec<_>>()).expect("a free port");
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, value: Value| {
            let path = folder.path().join(name);
            std::fs::write(&path, value.to_string()).expect("a file");
            path.display().to_string()
        };
        let node =
            write("node.json", json!({ "name": "Desk", "type": "n8n-nodes-desk.desk", "parameters": case.parameters }));
        let credentials =
            write("credentials.json", json!({ "deskApi": login(&server), "deskSessionApi": login(&server) }));
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
