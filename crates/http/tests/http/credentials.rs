//! What credentials add, and that it is never shown.

use std::sync::Arc;

use nodewright_core::{Body, Credential, ErrorKind, GenericAuth, HttpClient, Part, Request, Secret};
use nodewright_testkit::{RecordedRequest, Reply};
use serde_json::{Value, json};

use crate::{expressions::CredentialTemplates, once, serve};

fn credential(authenticate: GenericAuth, data: &Value) -> Arc<Credential> {
    Arc::new(Credential::generic("api", authenticate, data.as_object().unwrap().clone()))
}

fn headers(header: (&'static str, &'static str)) -> GenericAuth {
    GenericAuth::headers([header])
}

fn client() -> nodewright_http::Client {
    once().expressions(Arc::new(CredentialTemplates)).build().unwrap()
}

#[tokio::test]
async fn a_credential_adds_to_every_part_and_wins() {
    let (server, service) = serve(Reply::status(204));
    let authenticate = GenericAuth {
        headers: [
            ("X-Own", "credential"),
            ("={{$credentials.name}}", "=a{{$credentials.token}}b{{$credentials.n}}"),
            ("X-None", "={{$credentials.none}}"),
            ("X-Zero", "={{$credentials.zero}}"),
        ]
        .into(),
        query: [("key", "={{ $credentials.token }}")].into(),
        body: [("token", "={{$credentials.token}}")].into(),
        basic: [("username", "={{$credentials.name}}"), ("password", "p\u{e4}:s")].into(),
    };
    let data = json!({"name": "X-Key", "token": "to k", "n": 5, "zero": 0});
    let service = service.with_credential(credential(authenticate, &data));

    let field = Part { name: "a".into(), file_name: None, mime: None, bytes: "1".into() };
    let fields = || json!({"a": 1, "token": "own"}).as_object().unwrap().clone();
    let bodies = [
        (Body::None, "{\"token\":\"to k\"}"),
        (Body::Json(Value::Object(fields())), "{\"a\":1,\"token\":\"to k\"}"),
        (Body::Form(fields()), "a=1&token=to+k"),
        (Body::Multipart(vec![field]), "name=\"token\"\r\n\r\nto k\r\n"),
    ];
    for (body, expected) in bodies {
        let mut request = Request::post("/x");
        request.set_query("key", "own");
        request.headers.insert("x-own", "request".parse().unwrap());
        request.body = body;
        client().send(&service, request).await.unwrap();
        let sent: RecordedRequest = server.requests().pop().unwrap();
        assert!(sent.text().contains(expected), "{}", sent.text());
        assert_eq!(sent.target, "/x?key=to%20k");
        let headers = ["x-own", "x-key", "x-none", "x-zero", "authorization"].map(|name| sent.header(name).unwrap());
        assert_eq!(headers, ["credential", "ato kb5", "", "", "Basic WC1LZXk6cMOkOnM="]);
    }
}

#[tokio::test]
async fn an_anonymous_request_and_a_get_carry_less() {
    let (server, service) = serve(Reply::status(204));
    let authenticate = GenericAuth { body: [("token", "t")].into(), ..headers(("X-Key", "k")) };
    let service = service.with_credential(credential(authenticate, &json!({})));
    client().send(&service, Request::get("/x").anonymous()).await.unwrap();
    client().send(&service, Request::get("/x")).await.unwrap();
    let sent = server.requests();
    assert_eq!((sent[0].header("x-key"), sent[1].header("x-key")), (None, Some("k")));
    assert!(sent[1].body.is_empty());
}

#[tokio::test]
async fn what_cannot_be_applied_is_said_without_the_secret() {
    let (server, service) = serve(Reply::status(204));
    let body = || GenericAuth { body: [("token", "t")].into(), ..GenericAuth::default() };
    let cases = [
        (headers(("X-Key", "={{$credentials.token}}")), "The credential 'api' cannot be sent in the header 'x-key'"),
        (headers(("={{$credentials.token}}", "k")), "The credential 'api' has an invalid header name"),
        (headers(("X", "={{ $json.a }}")), "The credential 'api' cannot be applied: not a template of credentials"),
        (body(), "The credential 'api' adds a field to the body, but this body has no fields"),
    ];
    for (authenticate, message) in cases {
        let service = service.clone().with_credential(credential(authenticate, &json!({"token": "to\nken-1"})));
        let mut request = Request::post("/x");
        request.body = Body::Json(json!([1]));
        let error = client().send(&service, request).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Credential, message));
        assert!(!format!("{error:?}").contains("ken-1"));
    }
    assert!(server.requests().is_empty());

    let service = service.with_credential(credential(headers(("X", "=a")), &json!({})));
    let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    assert!(error.message().ends_with("the HTTP client was built without expressions, which its templates need"));
}

#[tokio::test]
async fn a_service_that_quotes_secrets_does_not_get_them_into_errors() {
    let echo = |request: &RecordedRequest| {
        let said =
            format!("{} said {} and {}", request.target, request.text(), request.header("authorization").unwrap());
        let basic = request.header("x-basic").unwrap_or_default();
        let error = json!({"errors": [{"message": said, "extensions": {"code": "E", "key": basic}}], "hunter22": 1});
        if request.path() == "/text" { Reply::text(said) } else { Reply::json(&error) }.with_status(400)
    };
    let (server, service) = serve(echo);
    let service = service.with_credential(credential(
        GenericAuth {
            query: [("key", "={{$credentials.key}}")].into(),
            ..headers(("Authorization", "=Bearer {{$credentials.token}}"))
        },
        &json!({"token": "to-ken-1", "key": "a b/c\u{e4}", "url": server.url()}),
    ));
    for path in ["/json", "/text"] {
        let mut request = Request::post(path);
        request.set_secret("password", &Secret::new("hunter22"));
        let error = client().send(&service, request).await.unwrap_err();
        let shown = format!("{error:?} {error} {}", serde_json::to_value(&error).unwrap());
        for secret in ["to-ken-1", "a b/c", "a%20b", "hunter22"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        let said = format!("{path}?key=[secret] said {{\"password\":\"[secret]\"}} and [secret]");
        assert_eq!(error.description(), Some(said.as_str()));
    }
}

#[tokio::test]
async fn user_and_password_of_the_base_url_are_basic_authentication() {
    let (server, _) = serve(Reply::json(&json!({"message": "p w, dTpwIHc="})).with_status(401));
    let url = server.url().replace("http://", "http://u:p%20word@");
    let service = nodewright_core::Service::new(&url).unwrap();
    let error = client().send(&service, Request::get("/x")).await.unwrap_err();
    assert_eq!(server.requests()[0].header("authorization"), Some("Basic dTpwIHdvcmQ="));
    assert!(!format!("{error:?}").contains("p word"));
}
