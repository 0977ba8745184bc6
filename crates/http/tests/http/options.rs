//! What a request may ask of the client.

use nodewright_core::{
    Answer, AnswerFormat, Body, ErrorKind, FormFormat, HttpClient, Method, Proxy, Request, Secret, Service, TlsIdentity,
};
use nodewright_http::DestinationPolicy;
use nodewright_testkit::Reply;
use serde_json::json;

use crate::{once, serve};

#[tokio::test]
async fn forms_are_written_as_the_request_says() {
    let (server, service) = serve(Reply::status(204));
    for (forms, expected) in
        [(FormFormat::Brackets, "a=1+2&b%5B%5D=x&c%5Bd%5D=1"), (FormFormat::Query, "a=1%202&b%5B0%5D=x&c%5Bd%5D=1")]
    {
        let mut request = Request::post("/x");
        let fields = json!({ "a": "1 2", "b": ["x"], "c": { "d": 1 } });
        request.body = Body::Form(fields.as_object().unwrap().clone());
        request.options.forms = forms;
        once().build().unwrap().send(&service, request).await.unwrap();
        assert_eq!(server.requests().pop().unwrap().text(), expected, "{forms:?}");
    }
}

#[tokio::test]
async fn an_answer_is_read_as_the_request_says() {
    let text = |text: &str| Ok(Answer::Value(Some(text.into())));
    let bytes = |bytes: &'static str| Ok(Answer::Bytes(bytes.into()));
    let invalid =
        "The service's answer should be JSON but cannot be read: Unexpected character at byte 0 (line 1, column 1)";
    for (body, format, expected) in [
        ("{\"a\":1}", AnswerFormat::Auto, Ok(Answer::Value(Some(json!({ "a": 1 }))))),
        ("<p>", AnswerFormat::Auto, text("<p>")),
        ("{\"a\":1}", AnswerFormat::Json, Ok(Answer::Value(Some(json!({ "a": 1 }))))),
        ("<p>", AnswerFormat::Json, Err(invalid)),
        ("\u{feff}5", AnswerFormat::Plain, text("5")),
        ("5", AnswerFormat::Bytes, bytes("5")),
        ("", AnswerFormat::Auto, Ok(Answer::Value(None))),
        ("", AnswerFormat::Json, Ok(Answer::Value(None))),
        ("", AnswerFormat::Plain, Ok(Answer::Value(None))),
        ("", AnswerFormat::Bytes, bytes("")),
    ] {
        let (_server, service) = serve(Reply::text(body));
        let mut request = Request::get("/x");
        request.options.answer = format;
        let answer = once().build().unwrap().send(&service, request).await.unwrap().read().await;
        match (answer, expected) {
            (Ok(answer), Ok(expected)) => assert_eq!(answer, expected, "{body:?} {format:?}"),
            (Err(error), Err(start)) => assert!(error.message().starts_with(start), "{body:?} {format:?}: {error}"),
            (answer, _) => panic!("{body:?} {format:?}: {answer:?}"),
        }
    }
}

#[tokio::test]
async fn compression_is_asked_for_unless_a_request_does_not_want_it() {
    let (server, service) = serve(Reply::status(204));
    for (uncompressed, own, expected) in
        [(false, None, "gzip, deflate, br"), (true, None, "identity"), (true, Some("gzip"), "gzip")]
    {
        let mut request = Request::get("/x");
        request.options.uncompressed = uncompressed;
        if let Some(own) = own {
            request.headers.insert("accept-encoding", own.parse().unwrap());
        }
        once().build().unwrap().send(&service, request).await.unwrap();
        assert_eq!(server.requests().pop().unwrap().header("accept-encoding"), Some(expected));
    }
}

#[tokio::test]
async fn a_request_goes_through_its_proxy() {
    let (proxy, _) = serve(Reply::text("by proxy"));
    let login = proxy.url().replace("http://", "http://pu:pp-secret@");
    let client = once().build().unwrap();
    for _ in 0..2 {
        let mut request = Request::to_url(Method::GET, "http://service.example/p?a=1");
        request.options.proxy = Some(Proxy::new(&login).unwrap());
        assert!(!format!("{:?}", request.options).contains("pp-secret"));
        let answer = client.send(&Service::anywhere(), request).await.unwrap();
        assert_eq!(answer.value().await.unwrap(), Some("by proxy".into()));
    }
    let sent = proxy.requests();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].target, "http://service.example/p?a=1");
    assert_eq!(sent[0].header("proxy-authorization"), Some("Basic cHU6cHAtc2VjcmV0"));
    assert_eq!(sent[0].header("host"), Some("service.example"));

    // Others of the same client go directly.
    let (server, service) = serve(Reply::status(204));
    client.send(&service, Request::get("/x")).await.unwrap();
    assert_eq!((server.requests().len(), proxy.requests().len()), (1, 2));
}

#[tokio::test]
async fn a_proxy_does_not_get_around_the_policy() {
    let (proxy, service) = serve(Reply::status(204));
    let mut request = Request::get("/x");
    request.options.proxy = Some(Proxy::new(&proxy.url()).unwrap());
    let client = once().destinations(DestinationPolicy::any()).build().unwrap();
    assert_eq!(client.send(&service, request).await.unwrap_err().kind(), ErrorKind::Denied);
    assert!(proxy.requests().is_empty());
}

#[test]
fn what_is_no_proxy_is_refused() {
    for url in ["", "proxy.example:3128", "socks5://proxy.example", "http://"] {
        let message = "The proxy must be a URL of http or https with a host, as in http://proxy.example.com:3128";
        assert_eq!(Proxy::new(url).unwrap_err().message(), message, "{url}");
    }
}

#[tokio::test]
async fn a_client_certificate_that_cannot_be_used_is_said() {
    let own = rcgen::generate_simple_self_signed(["client".to_owned()]).unwrap();
    let other = rcgen::generate_simple_self_signed(["other".to_owned()]).unwrap();
    let (certificate, key) = (own.cert.pem(), own.signing_key.serialize_pem());
    let (_server, service) = serve(Reply::status(204));
    for (authorities, certificate, key, message) in [
        (None, Some(&certificate), Some(&key), None),
        (Some(&certificate), None, None, None),
        (None, Some(&certificate), None, Some("A client certificate needs its key, and a key its certificate")),
        (None, None, Some(&key), Some("A client certificate needs its key, and a key its certificate")),
        (None, Some(&certificate), Some(&certificate), Some("The key of the client certificate cannot be read as PEM")),
        (
            None,
            Some(&certificate),
            Some(&other.signing_key.serialize_pem()),
            Some("The client certificate does not fit its key"),
        ),
        (Some(&key), None, None, Some("The root certificate cannot be read as PEM: it contains no certificate")),
    ] {
        let secret = |text: Option<&String>| text.map(Secret::new);
        let mut request = Request::get("/x");
        let (authorities, certificate, key) = (secret(authorities), secret(certificate), secret(key));
        request.options.tls = Some(Box::new(TlsIdentity { authorities, certificate, key }));
        let sent = once().build().unwrap().send(&service, request).await;
        assert_eq!(sent.err().as_ref().map(nodewright_core::NodeError::message), message);
    }
}
