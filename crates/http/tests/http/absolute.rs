//! Requests to absolute URLs, and the domains that a credential is allowed for.

use std::sync::Arc;

use http::Method;
use nodewright_core::{Credential, ErrorKind, Forward, GenericAuth, HttpClient, Redirects, Request, Service};
use nodewright_http::DestinationPolicy;
use nodewright_testkit::{RecordedRequest, Reply};
use serde_json::{Value, json};

use crate::{once, serve};

fn credential(data: &Value) -> Arc<Credential> {
    let authenticate = GenericAuth { query: [("k", "v")].into(), ..GenericAuth::headers([("X-Key", "key-secret")]) };
    Arc::new(Credential::generic("api", authenticate, data.as_object().unwrap().clone()))
}

#[tokio::test]
async fn an_absolute_url_goes_past_the_base() {
    let (server, _) = serve(Reply::status(204));
    let (base, based) = serve(Reply::status(204));
    for service in [based, Service::anywhere()] {
        let mut request = Request::to_url(Method::GET, server.url_of("/a/../b?x=1#top"));
        request.set("y", [1, 2]);
        once().build().unwrap().send(&service.with_credential(credential(&json!({}))), request).await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!(
            (sent.target.as_str(), sent.header("x-key")),
            ("/b?x=1&y%5B0%5D=1&y%5B1%5D=2&k=v", Some("key-secret"))
        );
    }
    assert!(base.requests().is_empty());
}

#[tokio::test]
async fn what_is_no_url_is_refused() {
    let invalid = "The URL must start with http:// or https:// and name a host, as in https://example.com";
    for (request, message) in [
        (Request::to_url(Method::GET, "/items"), invalid),
        (Request::to_url(Method::GET, "ftp://example.com"), invalid),
        (Request::to_url(Method::GET, "example.com/items"), invalid),
        (Request::to_url(Method::GET, ""), invalid),
        (Request::get("/items"), "The request has a path only, but there is no base URL to put it below"),
    ] {
        let error = once().build().unwrap().send(&Service::anywhere(), request).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Operation, message));
    }
}

#[tokio::test]
async fn absolute_urls_obey_the_policy() {
    let (server, _) = serve(Reply::status(204));
    let client = once().destinations(DestinationPolicy::any().public_only()).build().unwrap();
    let error = client.send(&Service::anywhere(), Request::to_url(Method::GET, server.url())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_credential_goes_where_it_is_allowed() {
    let restricted = |list: &str| json!({ "allowedHttpRequestDomains": "domains", "allowedDomains": list });
    let not = "Domain not allowed: This credential is restricted from accessing 127.0.0.1:PORT. Only the following domains \
               are allowed: example.com";
    let none = "No allowed domains specified. Configure allowed domains or change restriction setting.";
    let never = "This credential is configured to prevent use within an HTTP Request or GraphQL node";
    let (server, service) = serve(Reply::status(204));
    for (data, elsewhere) in [
        (json!({}), Ok(())),
        (json!({ "allowedHttpRequestDomains": "all" }), Ok(())),
        (restricted("example.com, 127.0.0.1"), Ok(())),
        (restricted("example.com"), Err(not)),
        (restricted(""), Err(none)),
        (restricted("  "), Err(none)),
        (json!({ "allowedHttpRequestDomains": "none" }), Err(never)),
    ] {
        let (client, credential) = (once().build().unwrap(), credential(&data));
        let url = || Request::to_url(Method::GET, server.url_of("/x"));
        let sent = client.send(&Service::anywhere().with_credential(credential.clone()), url()).await;
        let expected = elsewhere.map_err(|text| text.replace("PORT", &server.port().to_string()));
        assert_eq!(sent.map(drop).map_err(|error| error.message().to_owned()), expected, "{data}");
        // Its own service is where it belongs, by a path or by a URL; without it a request goes anywhere.
        let own = service.clone().with_credential(credential.clone());
        client.send(&own, Request::get("/x")).await.unwrap();
        client.send(&own, url()).await.unwrap();
        client.send(&Service::anywhere().with_credential(credential), url().anonymous()).await.unwrap();
    }
}

#[tokio::test]
async fn a_redirect_does_not_lead_out_of_the_allowed_domains() {
    let (other, _) = serve(Reply::status(204));
    let target = format!("http://localhost:{}/y", other.port());
    let (server, _) = serve(move |_: &RecordedRequest| Reply::redirect(302, &target));
    let data = json!({ "allowedHttpRequestDomains": "domains", "allowedDomains": "127.0.0.1" });
    let service = Service::anywhere().with_credential(credential(&data));
    let request = Request::to_url(Method::GET, server.url_of("/x"));
    let error = once().build().unwrap().send(&service, request).await.unwrap_err();
    let domain = format!(
        "Domain not allowed: This credential is restricted from accessing localhost:{}. Only the following domains are \
         allowed: 127.0.0.1",
        other.port()
    );
    let message = format!("Redirected request failed: {domain}");
    assert_eq!((error.message(), error.description()), (message.as_str(), Some(domain.as_str())));
    assert_eq!((error.name(), error.http_code()), ("NodeApiError", Some("ERR_FR_REDIRECTION_FAILURE")));
    assert_eq!((server.requests().len(), other.requests().len()), (1, 0));
}

#[tokio::test]
async fn a_request_says_what_of_its_credential_is_forwarded() {
    let (other, _) = serve(Reply::status(204));
    // what is forwarded, whether each header of the credential, and the request's own login, reach the other host
    for (forward, expected) in [
        (Forward::Nothing, [false, false, false]),
        (Forward::Headers, [true, false, false]),
        (Forward::All, [true, true, false]),
    ] {
        let target = other.url_of("/y");
        let (_server, service) = serve(move |_: &RecordedRequest| Reply::redirect(307, &target));
        let authenticate = GenericAuth {
            body: [("t", "token-secret")].into(),
            ..GenericAuth::headers([("X-Key", "key-secret"), ("Authorization", "Bearer key-secret")])
        };
        let service =
            service.with_credential(Arc::new(Credential::generic("api", authenticate, serde_json::Map::new())));
        let mut request = Request::post("/x");
        request.headers.insert("cookie", "own=1".parse().unwrap());
        request.options.forward = forward;
        let sent = once().build().unwrap().send(&service, request).await;
        // A credential in the body is forwarded with the rest, or not at all.
        assert_eq!(sent.is_ok(), forward != Forward::Nothing, "{forward:?}");
        let Some(request) = other.requests().pop() else { continue };
        let seen = ["x-key", "authorization", "cookie"].map(|name| request.header(name).is_some());
        assert_eq!(seen, expected, "{forward:?}");
    }
}

#[tokio::test]
async fn redirects_are_followed_as_often_as_a_request_says() {
    // how, requests, status or message
    for (redirects, requests, expected) in [
        (Redirects::AtMost(0), 1, Err("Request failed with status code 302")),
        (Redirects::AtMost(2), 3, Err("Maximum number of redirects exceeded")),
        (Redirects::AtMost(99), 4, Err("Maximum number of redirects exceeded")),
        (Redirects::Return, 1, Ok(302)),
    ] {
        let (server, service) = serve(Reply::redirect(302, "/x"));
        let mut request = Request::get("/x");
        request.options.redirects = redirects;
        let answer = once().max_redirects(3).build().unwrap().send(&service, request).await;
        let answer = answer.map(|answer| answer.status.as_u16()).map_err(|error| error.message().to_owned());
        assert_eq!((answer, server.requests().len()), (expected.map_err(str::to_owned), requests), "{redirects:?}");
    }
}
