//! What goes over the wire.

use nodewright_core::{Body, HttpClient, Part, Request, Service};
use nodewright_http::Client;
use nodewright_testkit::Reply;
use serde_json::{Map, json};

use crate::serve;

#[tokio::test]
async fn defaults_are_there_unless_the_request_says_otherwise() {
    let (server, service) = serve(Reply::status(204));
    let client = Client::builder().default_header("x-team", "a").build().unwrap();
    client.send(&service, Request::get("/x")).await.unwrap();
    let mut request = Request::get("/x");
    request.headers.insert("accept", "text/csv".parse().unwrap());
    request.headers.insert("user-agent", "mine".parse().unwrap());
    client.send(&service, request).await.unwrap();

    let sent = server.requests();
    let headers = |index: usize| ["accept", "user-agent", "x-team"].map(|name| sent[index].header(name).unwrap());
    let agent = concat!("nodewright/", env!("CARGO_PKG_VERSION"));
    assert_eq!(headers(0), ["application/json, text/plain, */*", agent, "a"]);
    assert_eq!(headers(1), ["text/csv", "mine", "a"]);
    assert!(sent[0].header("accept-encoding").is_some_and(|text| text.contains("gzip") && text.contains("br")));
}

#[tokio::test]
async fn bodies_and_their_types() {
    let bytes = |mime: &str| Body::Bytes { mime: mime.into(), bytes: "a,b".into() };
    let cases = [
        (Body::None, None, ""),
        (Body::Json(json!({})), Some("application/json"), "{}"),
        (Body::Json(json!({"n": 1.0})), Some("application/json"), "{\"n\":1}"),
        (Body::Form(Map::from_iter([("a".into(), json!("1 2"))])), Some("application/x-www-form-urlencoded"), "a=1+2"),
        (bytes("text/csv"), Some("text/csv"), "a,b"),
        (bytes(""), None, "a,b"),
    ];
    let (server, service) = serve(Reply::status(204));
    let client = Client::builder().build().unwrap();
    for (body, content_type, text) in cases {
        let mut request = Request::post("/x");
        request.body = body;
        client.send(&service, request).await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!((sent.header("content-type"), sent.text().as_str()), (content_type, text));
    }
}

#[tokio::test]
async fn a_multipart_body_keeps_order_names_and_bytes() {
    let (server, service) = serve(Reply::status(204));
    let mut request = Request::post("/files");
    let file = Part {
        name: "file".into(),
        file_name: Some("\u{fc}ber \"x\"\r\nX-Evil: 1.txt".into()),
        mime: Some("text/plain".into()),
        bytes: vec![0, 255, b'\r', b'\n'].into(),
    };
    let title = Part { name: "title".into(), file_name: None, mime: None, bytes: "T".into() };
    request.body = Body::Multipart(vec![title, file]);
    Client::builder().build().unwrap().send(&service, request).await.unwrap();

    let sent = server.requests().pop().unwrap();
    assert_eq!(sent.header("content-length"), Some(sent.body.len().to_string().as_str()));
    let parts = sent.multipart().unwrap();
    assert_eq!(parts.len(), 2);
    assert_eq!((parts[0].name.as_str(), &parts[0].body[..]), ("title", &b"T"[..]));
    assert_eq!(parts[1].body, [0, 255, b'\r', b'\n'][..]);
    assert!(
        sent.text().contains("filename=\"\u{fc}ber %22x%22%0D%0AX-Evil: 1.txt\"\r\nContent-Type: text/plain\r\n\r\n")
    );
}

#[tokio::test]
async fn base_path_and_query_are_joined() {
    let (server, _) = serve(Reply::status(204));
    let client = Client::builder().build().unwrap();
    for (base, path, expected) in [("", "/items", "/items?q=1"), ("/api//", "/a%2Fb", "/api/a%2Fb?q=1")] {
        let service = Service::new(&format!("{}{base}", server.url())).unwrap();
        let mut request = Request::get(path);
        request.set("q", 1);
        client.send(&service, request).await.unwrap();
        assert_eq!(server.requests().pop().unwrap().target, expected);
    }
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let cases = [
        (Client::builder().default_header("a b", "c"), "The default header 'a b' cannot be sent"),
        (Client::builder().user_agent("a\nb"), "The default header 'user-agent' cannot be sent"),
        (
            Client::builder().root_certificates(b"none"),
            "The root certificate cannot be read as PEM: it contains no certificate",
        ),
    ];
    for (builder, message) in cases {
        assert_eq!(builder.build().unwrap_err().message(), message);
    }
}
