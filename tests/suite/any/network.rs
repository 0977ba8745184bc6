//! What a server may answer, and what parameters may put into a request.

use std::time::Duration;

use nodewright::{Credentials, Item, Runtime};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

use super::{cases, execute, shape};

/// A response, byte by byte what it is: a head that is more or less one, and a body of anything.
fn response() -> impl Strategy<Value = Vec<u8>> {
    let status = prop_oneof![
        Just("200 OK"),
        Just("204 No Content"),
        Just("302 Found"),
        Just("429 x"),
        Just("500"),
        Just("999 ?"),
        Just("abc")
    ];
    let names = [
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "location",
        "retry-after",
        "set-cookie",
        "x-a",
        "www-authenticate",
        "content-disposition",
        "link",
    ];
    let values = [
        "application/json",
        "text/html; charset=utf-16",
        "image/png",
        "0",
        "5",
        "-1",
        "99999999999999999999",
        "gzip",
        "br",
        "deflate",
        "identity, gzip",
        "chunked",
        "/again",
        "file:///etc/passwd",
        "http://\u{0}",
        "0",
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "a=b; Path",
        "Digest realm=\"a\", nonce=",
        "Basic",
        "attachment; filename=\"../../x\"",
        "<?>; rel=next",
        "",
    ];
    let header = (proptest::sample::select(names.to_vec()), proptest::sample::select(values.to_vec()));
    let body = prop_oneof![
        shape::value().prop_map(|value| value.to_string().into_bytes()),
        vec(any::<u8>(), 0..40),
        Just(b"5\r\nabcde\r\n0\r\n\r\n".to_vec()),
        Just(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff".to_vec()),
    ];
    (status, vec(header, 0..5), body, any::<bool>()).prop_map(|(status, headers, body, is_whole)| {
        let mut text = format!("HTTP/1.1 {status}\r\n");
        headers.iter().for_each(|(name, value)| text += &format!("{name}: {value}\r\n"));
        if is_whole {
            text += &format!("content-length: {}\r\n", body.len());
        }
        [text.as_bytes(), b"connection: close\r\n\r\n", &body].concat()
    })
}

fn runtime(url: &str) -> Runtime {
    let credentials = Credentials::new().with("directusApi", json!({ "url": url, "accessToken": "t" }));
    let moment = Duration::from_millis(500);
    Runtime::builder().credentials(credentials).retries(1).timeout(moment).build().expect("a runtime")
}

fn request(parameters: Value) -> Value {
    json!({ "name": "Request", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2, "parameters": parameters })
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_response_of_any_bytes(bytes in response()) {
        let server = ScriptedServer::start(move |_: &RecordedRequest| Reply::verbatim(bytes.clone())).expect("a free port");
        let runtime = runtime(&server.url());
        for format in ["autodetect", "json", "text", "file"] {
            let options = json!({ "response": { "response": { "responseFormat": format, "fullResponse": true } } });
            let node = request(json!({ "url": server.url_of("/x"), "options": options }));
            let _ = execute(&runtime, &node, vec![Item::empty()]);
        }
        for operation in ["list", "get"] {
            let parameters = json!({ "resource": "items", "operation": operation, "collection": "t", "id": "1" });
            let node = json!({ "name": "D", "type": "directus", "parameters": parameters });
            let _ = execute(&runtime, &node, vec![Item::empty()]);
        }
    }

    /// Whatever a parameter holds, it is one header, one path, one request.
    #[test]
    fn parameters_put_no_request_into_a_request(
        name in shape::text(), value in shape::text(), path in shape::text(), tail in "[\r\n\t :a-zA-Z0-9/?#]{0,20}",
    ) {
        let server = ScriptedServer::start(|_: &RecordedRequest| Reply::status(204)).expect("a free port");
        let runtime = runtime(&server.url());
        let value = format!("{value}\r\nX-Injected: 1\r\n\r\nGET /injected HTTP/1.1\r\n{tail}");
        let parameters = |list: &[(&str, &str)]| {
            json!({ "parameters": list.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>() })
        };
        let url = format!("{}/{path}", server.url());
        let injected = format!("{url}\r\nX-Injected: 1\r\n{tail}");
        for sent in [
            json!({ "url": url, "sendHeaders": true, "headerParameters": parameters(&[("X-A", &value)]) }),
            json!({ "url": url, "sendHeaders": true, "headerParameters": parameters(&[(&format!("{name}{value}"), "a")]) }),
            json!({ "url": url, "sendQuery": true, "queryParameters": parameters(&[(&name, &value)]) }),
            json!({ "url": url, "method": "POST", "sendBody": true, "bodyParameters": parameters(&[(&name, &value)]) }),
            json!({ "url": url, "method": "POST", "sendBody": true, "contentType": "raw", "rawContentType": value, "body": "a" }),
            json!({ "url": injected }),
        ] {
            let _ = execute(&runtime, &request(sent), vec![Item::empty()]);
        }
        let get = json!({ "resource": "items", "operation": "get", "collection": value, "id": value });
        let _ = execute(&runtime, &json!({ "name": "D", "type": "directus", "parameters": get }), vec![Item::empty()]);
        for request in server.requests() {
            prop_assert_eq!(request.header("x-injected"), None, "{:?}", request);
            prop_assert!(!request.path().starts_with("/injected"), "{:?}", request);
        }
    }
}
