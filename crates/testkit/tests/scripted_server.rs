//! What a scripted server sends and records, on the wire.

mod client;

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    time::Duration,
};

use nodewright_testkit::{RecordedRequest, Reply, Respond, Script, ScriptedServer};
use serde_json::{Value, json};

/// Sends raw bytes on a connection of their own and reads until the server closes it.
fn exchange(server: &ScriptedServer, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.write_all(request).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

fn start(script: impl Respond) -> ScriptedServer {
    ScriptedServer::start(script).unwrap()
}

fn script(json: Value) -> Script {
    serde_json::from_value(json).unwrap()
}

const GET: &[u8] = b"GET / HTTP/1.1\r\n\r\n";

#[test]
fn a_reply_is_sent_as_scripted() {
    let cases = [
        (Reply::status(200), "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
        (Reply::status(204), "HTTP/1.1 204 No Content\r\n\r\n"),
        (
            Reply::json(&json!(null)).with_status(304),
            "HTTP/1.1 304 Not Modified\r\ncontent-type: application/json\r\n\r\n",
        ),
        (Reply::status(599), "HTTP/1.1 599 \r\ncontent-length: 0\r\n\r\n"),
        (Reply::text("ü").with_reason("Fine"), "HTTP/1.1 200 Fine\r\ncontent-length: 2\r\n\r\nü"),
        (
            Reply::json(&json!({"a": 1})).header("X-H", "v").with_status(201),
            "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nX-H: v\r\ncontent-length: 7\r\n\r\n{\"a\":1}",
        ),
        (
            Reply::redirect(302, "/t").header("Set-Cookie", "a=1").header("Set-Cookie", "b=2"),
            "HTTP/1.1 302 Found\r\nlocation: /t\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\ncontent-length: 0\r\n\r\n",
        ),
        (
            Reply::text("hello").chunked(),
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ),
        (Reply::text("hello").cut_after(2), "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe"),
        (
            Reply::text("hello").chunked().cut_after(2),
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n",
        ),
        (Reply::text("hello").stall_after(2), "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe"),
        (Reply::text("hello").header("content-length", "9"), "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello"),
        (Reply::verbatim("HTTP/1.1 two hundred\r\n\r\n"), "HTTP/1.1 two hundred\r\n\r\n"),
        (Reply::destroy(), ""),
        (Reply::hang(), ""),
        (Reply::text("late").delay(Duration::from_millis(1)), "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nlate"),
        (Reply::filler(3), "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nxxx"),
    ];
    for (reply, expected) in cases {
        let server = start(reply.clone());
        assert_eq!(exchange(&server, GET), expected, "{reply:?}");
        assert_eq!(server.requests().len(), 1, "{reply:?}");
    }
}

#[test]
fn a_script_reads_from_json() {
    let ok = "HTTP/1.1 200 OK\r\n";
    let json_ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let cases = [
        (json!({"json": {"ok": true}}), "/x", format!("{json_ok}content-length: 11\r\n\r\n{{\"ok\":true}}")),
        (json!({"json": null}), "/x", format!("{json_ok}content-length: 4\r\n\r\nnull")),
        (json!({"text": ""}), "/x", format!("{ok}content-length: 0\r\n\r\n")),
        (json!({"base64": "aGk="}), "/x", format!("{ok}content-length: 2\r\n\r\nhi")),
        (json!({"status": 204}), "/x", "HTTP/1.1 204 No Content\r\n\r\n".into()),
        (
            json!({"json": 1, "headers": {"Content-Type": "text/html", "Set-Cookie": ["a=1", "b=2"], "X-N": 5}}),
            "/x",
            format!(
                "{ok}Content-Type: text/html\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-N: 5\r\ncontent-length: 1\r\n\r\n1"
            ),
        ),
        (
            json!({"status": 500, "statusText": "Broken", "text": "x", "delay": 1}),
            "/x",
            "HTTP/1.1 500 Broken\r\ncontent-length: 1\r\n\r\nx".into(),
        ),
        (json!({"hang": true}), "/x", String::new()),
        (json!({"destroy": true, "delay": 1}), "/x", String::new()),
        (
            json!({"echo": true}),
            "/a%20b?f[x]=1",
            format!(
                "{json_ok}content-length: 111\r\n\r\n{}",
                r#"{"headers":{},"statusCode":200,"requestOptions":{"method":"GET","url":"/a%20b","qs":{"f":{"x":"1"}},"body":{}}}"#
            ),
        ),
    ];
    for (json, target, expected) in cases {
        let server = start(script(json.clone()));
        let answer = exchange(&server, format!("GET {target} HTTP/1.1\r\n\r\n").as_bytes());
        assert_eq!(answer, expected, "{json}");
    }
}

#[test]
fn a_script_chooses_by_request() {
    let paths = json!({"byPath": {"/a": {"text": "path"}, "/a?q=1": {"text": "query"}, "*": {"text": "rest"}}});
    let pages = json!({"cursor": {"pages": [["a"], ["b"]]}});
    let paged = json!({"paged": {"total": 4, "limitParam": "n", "offsetParam": "from"}});
    let rooted = json!({"paged": {"total": 2, "limitParam": "n", "offsetParam": "from", "in": "body", "root": "a.b"}});
    let cases = [
        (&paths, "/a", "", json!("path")),
        (&paths, "/a?q=1", "", json!("query")),
        (&paths, "/a?q=2", "", json!("path")),
        (&paths, "/b", "", json!("rest")),
        (&json!({"byPath": {}}), "/b", "", Value::Null),
        (&json!({"echo": true}), "/e", "{\"k\":[1]}", json!({"k": [1]})),
        (&json!({"echo": true}), "/e", "plain text", json!("plain text")),
        (&pages, "/l", "", json!({"data": ["a"], "next": 2})),
        (&pages, "/l?page=2", "", json!({"data": ["b"], "next": null})),
        (&pages, "/l?page=3", "", json!({"data": [], "next": null})),
        (&paged, "/l", "", json!([{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}])),
        (&paged, "/l?n=3&from=2", "", json!([{"id": 3}, {"id": 4}])),
        (&paged, "/l?n=3&from=9", "", json!([])),
        (&rooted, "/l", "{\"n\":1,\"from\":\"1\"}", json!({"a": {"b": [{"id": 2}]}})),
    ];
    for (json, target, body, expected) in cases {
        let server = start(script(json.clone()));
        let request = format!("POST {target} HTTP/1.1\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let answer = exchange(&server, request.as_bytes());
        let (_, answer) = answer.split_once("\r\n\r\n").unwrap();
        let mut answer = serde_json::from_str(answer).unwrap_or_else(|_| Value::from(answer));
        if let Some(echoed) = answer.pointer_mut("/requestOptions/body") {
            answer = echoed.take();
        }
        let expected = if expected.is_null() { Value::from("") } else { expected };
        assert_eq!(answer, expected, "{json} {target}");
    }
}

#[test]
fn a_list_repeats_its_last_reply() {
    for server in [
        start([Reply::text("1"), Reply::text("2")]),
        start(vec![Reply::text("1"), Reply::text("2")]),
        start(script(json!({"responses": [{"text": "1"}, {"text": "2"}]}))),
    ] {
        let answers = [1, 2, 3].map(|_| exchange(&server, GET).pop());
        assert_eq!(answers, [Some('1'), Some('2'), Some('2')]);
    }
    assert!(exchange(&start(Vec::new()), GET).starts_with("HTTP/1.1 404 "));
}

#[test]
fn a_script_with_a_mistake_is_refused() {
    const KNOWN: &str =
        "expected one of `status`, `statusText`, `headers`, `json`, `text`, `base64`, `delay`, `hang`, `destroy`";
    let cases = [
        (json!({"note": "scripted"}), &*format!("unknown field `note`, {KNOWN}")),
        (json!({"json": 1, "text": "x"}), "a reply has one body: `json`, `text` or `base64`"),
        (json!({"base64": "?"}), "Invalid symbol 63, offset 0."),
        (json!({"headers": {"x": {}}}), "header `x` is neither text nor a number"),
        (json!({"responses": [{"stat": 1}]}), &*format!("unknown field `stat`, {KNOWN}")),
        (json!({"paged": {"total": 1}}), "missing field `limitParam`"),
        (json!([1]), "invalid length 1, expected struct ReplyJson with 9 elements"),
    ];
    for (json, expected) in cases {
        let error = serde_json::from_value::<Script>(json.clone()).unwrap_err().to_string();
        assert_eq!(error, expected, "{json}");
    }
}

#[test]
fn a_request_is_recorded_as_sent() {
    let server = start(Reply::status(204));
    let sent = concat!(
        "PATCH /a%20b/%2e%2E/c//d?q=a+b&x[]=1&=&y HTTP/1.1\r\n",
        "Host: h\r\nX-Twice: 1\r\nx-twice: Two\r\nContent-Length: 7\r\n\r\n{\"a\":1}"
    );
    exchange(&server, sent.as_bytes());
    let request = &server.requests()[0];

    assert_eq!(request.method, "PATCH");
    assert_eq!(request.target, "/a%20b/%2e%2E/c//d?q=a+b&x[]=1&=&y");
    assert_eq!(request.path(), "/a%20b/%2e%2E/c//d");
    assert_eq!(request.query(), "q=a+b&x[]=1&=&y");
    let pairs = [("q", "a b"), ("x[]", "1"), ("", ""), ("y", "")].map(|(name, value)| (name.into(), value.into()));
    assert_eq!(request.query_pairs(), pairs);
    let headers = [("host", "h"), ("x-twice", "1"), ("x-twice", "Two"), ("content-length", "7")];
    assert_eq!(request.headers, headers.map(|(name, value)| (name.into(), value.into())));
    assert_eq!((request.header("X-TWICE"), request.header("nope")), (Some("1"), None));
    assert_eq!((request.text().as_str(), request.json()), ("{\"a\":1}", Some(json!({"a": 1}))));
    assert_eq!(request.multipart(), None);
}

#[test]
fn a_body_is_recorded_whatever_its_framing() {
    let cases = [
        ("", ""),
        ("content-length: 3\r\n", "a&b"),
        ("transfer-encoding: chunked\r\n", "2;ext=1\r\na&\r\n1\r\nb\r\n0\r\ntrailer: t\r\n\r\n"),
        ("expect: 100-continue\r\ncontent-length: 3\r\n", "a&b"),
    ];
    for (headers, body) in cases {
        let server = start(Reply::status(204));
        exchange(&server, format!("POST / HTTP/1.1\r\n{headers}\r\n{body}").as_bytes());
        let expected = if body.is_empty() { "" } else { "a&b" };
        assert_eq!(server.requests()[0].text(), expected, "{headers}");
    }
}

#[test]
fn what_is_not_http_is_answered_400_and_not_recorded() {
    for sent in [&b"\x16\x03\x01\r\n\r\n"[..], b"POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n", b"GET\r\n\r\n"] {
        let server = start(Reply::status(204));
        assert!(exchange(&server, sent).starts_with("HTTP/1.1 400 "));
        assert_eq!(server.requests(), []);
    }
}

#[test]
fn one_connection_carries_several_requests() {
    let server = start(|request: &RecordedRequest| Reply::text(request.index.to_string()));
    let answers = exchange(
        &server,
        b"GET /a HTTP/1.1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\nconnection: close\r\n\r\n",
    );
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n";
    assert_eq!(answers, format!("{head}0{head}{head}2"));
    assert_eq!(
        server.requests().iter().map(|request| request.path().to_owned()).collect::<Vec<_>>(),
        ["/a", "/b", "/c"]
    );
}

#[tokio::test]
async fn multipart_parts_are_read() {
    let server = start(Reply::status(204));
    let file =
        reqwest::multipart::Part::bytes(b"\r\n--\x00".to_vec()).file_name("a \"b\".png").mime_str("image/png").unwrap();
    let form = reqwest::multipart::Form::new().text("title", "ü").part("file", file);
    client::client().post(server.url_of("/files")).multipart(form).send().await.unwrap();

    let parts = server.requests()[0].multipart().unwrap();
    let [title, file] = parts.as_slice() else { panic!("{parts:?}") };
    assert_eq!((title.name.as_str(), title.text().as_str(), &title.file_name), ("title", "ü", &None));
    assert_eq!((file.name.as_str(), &file.body[..]), ("file", &b"\r\n--\x00"[..]));
    assert_eq!((file.file_name.as_deref(), file.content_type()), (Some("a \"b\".png"), Some("image/png")));
}

#[tokio::test]
async fn a_body_larger_than_memory_wants_is_streamed() {
    let length = 100_000_000;
    let server = start(Reply::filler(length));
    let mut response = client::get(server.url()).await.unwrap();
    let mut received = 0;
    while let Some(chunk) = response.chunk().await.unwrap() {
        received += chunk.len() as u64;
    }
    assert_eq!(received, length);
}

#[tokio::test]
async fn a_redirect_loop_ends_where_the_client_gives_up() {
    let server = start(Reply::redirect(302, "/again"));
    assert!(client::get(server.url()).await.unwrap_err().is_redirect());
    assert!(server.requests().len() > 2);
}

#[tokio::test]
async fn a_cancelled_call_is_seen_to_close_its_connection() {
    let server = start(Reply::hang());
    let call = tokio::spawn(client::get(server.url()));
    assert_eq!(server.received(1).await.len(), 1);
    call.abort();
    server.disconnected().await;
}

#[test]
fn the_script_can_change() {
    let server = start(Reply::status(401));
    assert!(exchange(&server, GET).starts_with("HTTP/1.1 401 "));
    server.set_script(Reply::status(200));
    assert!(exchange(&server, GET).starts_with("HTTP/1.1 200 "));
}

#[test]
fn a_dropped_server_closes_its_connections() {
    let server = start(Reply::hang());
    let mut open = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    open.write_all(GET).unwrap();
    drop(server);
    assert_eq!(open.read(&mut [0; 1]).unwrap_or(0), 0);
}
