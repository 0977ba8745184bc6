//! Redirects: who is asked next, with what.

use std::sync::Arc;

use http::Method;
use nodewright_core::{Body, Credential, ErrorKind, GenericAuth, HttpClient, Redirects, Request};
use nodewright_testkit::{RecordedRequest, Reply};
use serde_json::json;

use crate::{once, serve};

#[tokio::test]
async fn the_method_follows_the_status() {
    let cases = [
        (301, Method::POST, "GET", ""),
        (302, Method::POST, "GET", ""),
        (303, Method::PATCH, "GET", ""),
        (303, Method::HEAD, "HEAD", ""),
        (302, Method::DELETE, "DELETE", "{\"a\":1}"),
        (307, Method::POST, "POST", "{\"a\":1}"),
        (308, Method::PATCH, "PATCH", "{\"a\":1}"),
    ];
    for (status, method, expected, body) in cases {
        let (server, service) = serve(move |request: &RecordedRequest| match request.path() {
            "/x" => {
                let host = request.header("host").unwrap_or_default();
                Reply::redirect(status, &format!("http://who:ever@{host}/y?z=1#part"))
            }
            _ => Reply::status(204),
        });
        let mut request = Request::new(method.clone(), "/x");
        if method != Method::HEAD {
            request.body = Body::Json(json!({"a": 1}));
        }
        once().build().unwrap().send(&service, request).await.unwrap();
        let sent = server.requests();
        let second = (sent[1].method.as_str(), sent[1].target.as_str(), sent[1].text());
        assert_eq!(second, (expected, "/y?z=1", body.to_owned()), "{status} {method}");
        for header in ["content-type", "content-length"] {
            assert_eq!(sent[1].header(header).is_some(), !body.is_empty(), "{header} after {status} {method}");
        }
        assert_eq!(sent[1].header("authorization"), None);
    }
}

#[tokio::test]
async fn another_host_does_not_get_the_credential() {
    let (other, _) = serve(Reply::status(204));
    let target = other.url_of("/y");
    let (server, service) = serve(move |request: &RecordedRequest| match request.path() {
        "/x" => Reply::redirect(302, "/same"),
        _ => Reply::redirect(302, &target),
    });
    let authenticate = GenericAuth::headers([("Authorization", "Bearer t"), ("X-Key", "k")]);
    let credential = Credential::generic("api", authenticate, serde_json::Map::new());
    let mut request = Request::get("/x");
    request.headers.insert("cookie", "session=1".parse().unwrap());
    request.headers.insert("x-own", "1".parse().unwrap());
    once().build().unwrap().send(&service.with_credential(Arc::new(credential)), request).await.unwrap();

    let seen = |request: &RecordedRequest| {
        ["authorization", "x-key", "cookie", "x-own"].map(|name| request.header(name).is_some())
    };
    assert_eq!(seen(&server.requests()[1]), [true, true, true, true]);
    assert_eq!(seen(&other.requests()[0]), [false, false, false, true]);
    let host = other.url_of("").replace("http://", "");
    assert_eq!(other.requests()[0].header("host"), Some(&*host));
}

#[tokio::test]
async fn a_body_with_a_credential_stays_on_its_host() {
    let (other, _) = serve(Reply::status(204));
    // status, requests that the other host gets
    for (status, requests) in [(307, 0), (303, 1)] {
        let target = other.url_of("/y");
        let (_server, service) = serve(move |_: &RecordedRequest| Reply::redirect(status, &target));
        let authenticate = GenericAuth { body: [("token", "t")].into(), ..GenericAuth::default() };
        let credential = Credential::generic("api", authenticate, serde_json::Map::new());
        let service = service.with_credential(Arc::new(credential));
        let sent = once().build().unwrap().send(&service, Request::post("/x")).await;
        assert_eq!((sent.is_ok(), other.requests().len()), (requests > 0, requests));
    }
}

#[tokio::test]
async fn a_redirect_can_be_the_answer() {
    let (server, service) = serve(Reply::redirect(302, "https://example.com/login"));
    let mut request = Request::get("/x");
    request.options.redirects = Redirects::Return;
    let answer = once().build().unwrap().send(&service, request).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.header("location")), (302, Some("https://example.com/login")));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn redirects_that_lead_nowhere() {
    // location, limit, requests, message
    let cases = [
        ("/x", 21, 22, "Maximum number of redirects exceeded"),
        ("/x", 2, 3, "Maximum number of redirects exceeded"),
        ("/x", 0, 1, "Request failed with status code 302"),
        ("ftp://example.com/", 21, 1, "The service redirected to an invalid URL"),
        ("http://", 21, 1, "The service redirected to an invalid URL"),
    ];
    for (location, limit, requests, message) in cases {
        let (server, service) = serve(Reply::redirect(302, location));
        let client = once().max_redirects(limit).build().unwrap();
        let error = client.send(&service, Request::get("/x")).await.unwrap_err();
        assert_eq!((error.message(), server.requests().len()), (message, requests));
        assert_eq!(error.kind(), if limit == 0 { ErrorKind::Api } else { ErrorKind::Network });
    }
}
