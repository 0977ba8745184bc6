//! Missing answers, and answers that are not what they claim to be.

use std::{io::Write, time::Duration};

use nodewright_core::{ErrorKind, HttpClient, Request, Secret};
use nodewright_testkit::Reply;
use serde_json::{Value, json};

use crate::{once, refuse, serve};

const RESET: &str = "The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the \
                     request immediately or wait and retry later.";

#[tokio::test]
async fn answers_that_are_errors() {
    let html = || Reply::text("<html>Bad Gateway</html>").header("content-type", "text/html").with_status(502);
    let directus = json!({"errors": [{"message": "No.", "extensions": {"code": "FORBIDDEN"}}]});
    // reply, kind, message, description
    let cases = [
        (
            html(),
            ErrorKind::Api,
            "Bad gateway - the service failed to handle your request",
            "Request failed with status code 502",
        ),
        (Reply::json(&directus).with_status(403), ErrorKind::Api, "Forbidden - perhaps check your credentials?", "No."),
        (
            Reply::bytes(&b"caf\xE9 closed"[..]).header("content-type", "application/json").with_status(500),
            ErrorKind::Api,
            "The service was not able to process your request",
            "caf\u{FFFD} closed",
        ),
        (
            Reply::status(599),
            ErrorKind::Api,
            "The service failed to process your request",
            "Request failed with status code 599",
        ),
        (
            Reply::json(&directus).with_status(400).cut_after(5),
            ErrorKind::Api,
            "Bad request - please check your parameters",
            "{\"err",
        ),
        (Reply::destroy(), ErrorKind::Network, RESET, ""),
        (
            Reply::verbatim("SSH-2.0-OpenSSH_9.6\r\n"),
            ErrorKind::Network,
            "The service's answer is not HTTP",
            "Check host, port and scheme: {{BASE}}",
        ),
    ];
    for (reply, kind, message, description) in cases {
        let (server, service) = serve(reply);
        let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
        let description = description.replace("{{BASE}}", &server.url());
        assert_eq!((error.kind(), error.message()), (kind, message));
        assert_eq!(error.description().unwrap_or_default(), description, "{message}");
    }
}

#[tokio::test]
async fn answers_are_read_whatever_they_claim_to_be() {
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let cases = [
        (Reply::text("{\"a\":1}").header("content-type", "text/html"), Some(json!({"a": 1}))),
        (Reply::text("<html>").header("content-type", "application/json"), Some(json!("<html>"))),
        (Reply::bytes(&b"\xEF\xBB\xBF[1]"[..]), Some(json!([1]))),
        (Reply::bytes(&b"\xFF{"[..]), Some(json!("\u{FFFD}{"))),
        (Reply::bytes(gzip(b"{\"z\":1}")).header("content-encoding", "gzip"), Some(json!({"z": 1}))),
        (Reply::text("{\"c\":1}").chunked(), Some(json!({"c": 1}))),
        (Reply::text(""), None),
        (Reply::status(204), None),
    ];
    for (reply, expected) in cases {
        let (_server, service) = serve(reply);
        let answer = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap();
        assert_eq!(answer.value().await.unwrap(), expected);
    }
}

/// Media type, body, and the message and the quoted beginning; no message is a value.
#[tokio::test]
async fn answers_that_say_they_are_json_and_are_not() {
    let long = format!("<!DOCTYPE html>{}", " text".repeat(100));
    type Expected<'t> = Result<Value, (&'t str, &'t str)>;
    let cases: [(&str, &[u8], Expected<'_>); 10] = [
        ("application/json", b"[1e400, \"caf\xe9 \\ud83d\"]", Ok(json!([null, "caf\u{fffd} \u{fffd}"]))),
        ("text/plain", b"<html>", Ok(json!("<html>"))),
        ("application/json", b"\"text\"", Ok(json!("text"))),
        (
            "application/json; charset=utf-8",
            b"<html>",
            Err(("Unexpected character at byte 0 (line 1, column 1)", "<html>")),
        ),
        (
            "Application/JSON",
            b"pong hunter22",
            Err(("Unexpected character at byte 0 (line 1, column 1)", "pong [secret]")),
        ),
        (
            "application/json",
            long.as_bytes(),
            Err(("Unexpected character at byte 0 (line 1, column 1)", &format!("{}…", &long[..80]))),
        ),
        (
            "application/vnd.api+json",
            b"{\"data\": {\"access_token\": \"n0b0dy knows \\\" it\", \"a\": [1, \"b\"], \"cut",
            Err((
                "Unterminated string at byte 67 (line 1, column 68)",
                "{\"data\": {\"access_token\": \"…\", \"a\": [1, \"…\"], \"…",
            )),
        ),
        (
            "application/json",
            b"{'access_token': 'n0b0dy knows'}",
            Err(("Expected property name or '}' at byte 1 (line 1, column 2)", "{'access_toke…")),
        ),
        (
            "application/json",
            b"{\"a\":\n\x1b}",
            Err(("Unexpected character at byte 6 (line 2, column 1)", "{\"a\":  }")),
        ),
        ("application/json", b"", Ok(Value::Null)),
    ];
    for (media_type, body, expected) in cases {
        let (_server, service) = serve(Reply::bytes(body.to_vec()).header("content-type", media_type));
        let mut request = Request::post("/x");
        request.set_secret("password", &Secret::new("hunter22"));
        let answer = once().build().unwrap().send(&service, request).await.unwrap().checked_value().await;
        let said = answer.map(Option::unwrap_or_default).map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Api);
            (error.message().to_owned(), error.description().unwrap_or_default().to_owned())
        });
        let expected = expected.map_err(|(why, beginning)| {
            let message = format!("The service's answer says it is JSON but cannot be read: {why}");
            (message, format!("The answer begins with: {beginning}"))
        });
        assert_eq!(said, expected);
    }
}

#[tokio::test]
async fn bodies_that_end_early_or_never() {
    // reply, kind, message, description
    let cases = [
        (Reply::filler(999).cut_after(500), ErrorKind::Network, RESET, "The response ended early, after 500 bytes"),
        (
            Reply::filler(999).chunked().cut_after(500),
            ErrorKind::Network,
            RESET,
            "The response ended early, after 500 bytes",
        ),
        (
            Reply::filler(999).stall_after(500),
            ErrorKind::Timeout,
            "The connection was aborted, perhaps the server is offline",
            "timeout of 300ms exceeded",
        ),
        (
            Reply::filler(100_000_000).chunked(),
            ErrorKind::Network,
            "The service's answer is larger than 1000 bytes",
            "Ask for less, for example page by page, or allow larger answers when building the HTTP client",
        ),
        (
            Reply::text("this is no gzip").header("content-encoding", "gzip"),
            ErrorKind::Network,
            "The service's answer cannot be decompressed",
            "Its content does not match its Content-Encoding header",
        ),
    ];
    for (reply, kind, message, description) in cases {
        let (_server, service) = serve(reply);
        let patience = if kind == ErrorKind::Timeout { Duration::from_millis(300) } else { Duration::from_secs(60) };
        let client = once().response_limit(1000).timeout(patience).build().unwrap();
        let answer = client.send(&service, Request::get("/x")).await.unwrap();
        let error = answer.bytes().await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (kind, message));
        assert_eq!(error.description(), Some(description));
    }
}

#[tokio::test]
async fn an_answer_that_announces_too_much_is_refused_at_once() {
    let (_server, service) = serve(Reply::filler(100_000_001));
    let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    assert_eq!(error.message(), "The service's answer is larger than 100000000 bytes");
}

#[tokio::test]
async fn a_silent_service_times_out() {
    let (server, service) = serve(Reply::hang());
    let client = once().timeout(Duration::from_millis(120)).build().unwrap();
    let error = client.send(&service, Request::get("/x")).await.unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::Timeout, "NodeApiError"));
    assert_eq!(error.description(), Some("timeout of 120ms exceeded"));
    assert_eq!(error.http_code(), Some("ECONNABORTED"));
    server.disconnected().await;
}

#[tokio::test]
async fn nobody_there() {
    let (_socket, port, service) = refuse();
    let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    let raw = format!("connect ECONNREFUSED 127.0.0.1:{port}");
    assert_eq!(error.message(), "The service refused the connection - perhaps it is offline");
    assert_eq!((error.kind(), error.http_code()), (ErrorKind::Network, Some("ECONNREFUSED")));
    assert_eq!((error.description(), error.messages()), (None, &[raw.clone(), raw][..]));
}

#[tokio::test]
async fn the_body_of_an_error_is_its_data() {
    let (_server, service) = serve(Reply::text("x".repeat(3 << 20)).with_status(500));
    let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    assert_eq!(error.data().and_then(Value::as_str).map(str::len), Some(4096));
}
