//! What a host that mounts the router decides: how large, how long, how many.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Request, Response, StatusCode},
    routing::get,
};
use futures_util::{StreamExt, stream};
use nodewright::{HttpClient, Registry, Request as Sent, Response as Answer, Result, Runtime, Service};
use nodewright_node_directus as _;
use nodewright_server::{
    Api,
    http::{Settings, guard, router},
};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tower::ServiceExt;

/// A service that answers when it is told to.
#[derive(Default)]
struct Held {
    arrived: Notify,
    go: Notify,
}

#[async_trait::async_trait]
impl HttpClient for Held {
    async fn send(&self, _: &Service, _: Sent) -> Result<Answer> {
        self.arrived.notify_one();
        self.go.notified().await;
        Ok(Answer::new(StatusCode::NO_CONTENT, Default::default(), None::<Bytes>))
    }
}

fn mounted(service: &Arc<Held>, settings: &Settings) -> Router {
    let runtime = Runtime::builder().registry(Registry::linked()).http(service.clone()).build().expect("a runtime");
    router(Api::new(runtime), settings)
}

fn execute() -> Request<Body> {
    let node =
        json!({ "type": "directus", "parameters": { "resource": "auth", "operation": "logout", "refreshToken": "a" } });
    let credentials = json!({ "directusApi": { "url": "http://localhost" } });
    post("/execute", json!({ "node": node, "credentials": credentials }).to_string().into())
}

fn post(path: &str, body: Body) -> Request<Body> {
    Request::post(path).header("host", "localhost").body(body).expect("a request")
}

async fn json_of(response: Response<Body>) -> (StatusCode, Value) {
    let (status, body) = (response.status(), to_bytes(response.into_body(), 1 << 20).await.expect("a body"));
    (status, serde_json::from_slice(&body).unwrap_or_else(|e| panic!("{e}: {body:?}")))
}

#[tokio::test]
async fn a_body_without_a_length_is_bounded_too() {
    let settings = Settings { body_limit: 100, ..Settings::default() };
    let router = mounted(&Arc::default(), &settings);
    for (size, expected) in [(50, StatusCode::BAD_REQUEST), (51, StatusCode::PAYLOAD_TOO_LARGE)] {
        let part = Ok::<_, Infallible>(Bytes::from(vec![b' '; size]));
        let body = Body::from_stream(stream::iter([part.clone(), part]));
        let (status, error) = json_of(router.clone().oneshot(post("/evaluate", body)).await.expect("an answer")).await;
        assert_eq!(status, expected, "{error}");
        assert!(error["message"].is_string(), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_is_given_up() {
    let service = Arc::new(Held::default());
    let router = mounted(&service, &Settings { timeout: Duration::from_secs(5), ..Settings::default() });
    let (status, error) = json_of(router.oneshot(execute()).await.expect("an answer")).await;
    assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(error["message"], "The call took longer than this server lets calls take");
}

#[tokio::test]
async fn calls_beyond_the_limit_wait() {
    let service = Arc::new(Held::default());
    let router = mounted(&service, &Settings { concurrency: 1, ..Settings::default() });
    let first = tokio::spawn(router.clone().oneshot(execute()));
    service.arrived.notified().await;
    let mut second = tokio::spawn(router.clone().oneshot(execute()));
    // Others than calls are answered meanwhile.
    let health = Request::get("/healthz").header("host", "localhost").body(Body::empty()).expect("a request");
    assert_eq!(json_of(router.oneshot(health).await.expect("an answer")).await.0, StatusCode::OK);
    assert!(futures_util::poll!(&mut second).is_pending());
    service.go.notify_one();
    assert_eq!(first.await.expect("no panic").expect("an answer").status(), StatusCode::OK);
    service.arrived.notified().await;
    service.go.notify_one();
    assert_eq!(second.await.expect("no panic").expect("an answer").status(), StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_pauses_in_a_body_loses_its_place() {
    let service = Arc::new(Held::default());
    let router = mounted(&service, &Settings { concurrency: 1, ..Settings::default() });
    let begun = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"{"))]);
    let paused = post("/execute", Body::from_stream(begun.chain(stream::pending())));
    let started = tokio::time::Instant::now();
    let (status, error) = json_of(router.clone().oneshot(paused).await.expect("an answer")).await;
    assert_eq!((status, started.elapsed().as_secs()), (StatusCode::REQUEST_TIMEOUT, 10), "{error}");
    assert_eq!(error["message"], "The rest of the body did not come in time");
    service.go.notify_one();
    assert_eq!(router.oneshot(execute()).await.expect("an answer").status(), StatusCode::OK);
}

/// What else a host serves can stand behind the same guard.
#[tokio::test]
async fn the_guard_is_for_other_routes_too() {
    let other = || Router::new().route("/mcp", get(async || "hello"));
    let token = Settings { token: Some(nodewright::Secret::new("t")), ..Settings::default() };
    for (settings, host, token, expected) in [
        (Settings::default(), "localhost", None, StatusCode::OK),
        (Settings::default(), "example.com", None, StatusCode::FORBIDDEN),
        (token.clone(), "example.com", None, StatusCode::UNAUTHORIZED),
        (token, "example.com", Some("Bearer t"), StatusCode::OK),
    ] {
        let request = Request::get("/mcp").header("host", host);
        let request = token.into_iter().fold(request, |request, token| request.header("authorization", token));
        let answer = guard(other(), &settings).oneshot(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.expect("an answer").status(), expected, "{host} {token:?}");
    }
}
