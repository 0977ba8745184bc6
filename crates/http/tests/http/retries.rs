//! Requests that are sent again, and those that are not.

use std::time::Duration;

use nodewright_core::{Effect, HttpClient, Request};
use nodewright_http::{Client, RetryPolicy};
use nodewright_testkit::Reply;
use serde_json::json;

use crate::serve;

fn client(timeout: Duration) -> Client {
    let policy = RetryPolicy { retries: 2, first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder().retry(policy).timeout(timeout).build().unwrap()
}

#[tokio::test]
async fn only_what_is_safe_is_sent_again() {
    let busy = |status| Reply::status(status).header("retry-after", "0");
    // first reply, how often a write is sent, how often a repeatable request is
    let cases = [
        (busy(429), 2, 2),
        (busy(503), 2, 2),
        (Reply::status(429), 1, 2),
        (Reply::status(502), 1, 2),
        (Reply::status(503), 1, 2),
        (Reply::status(504), 1, 2),
        (Reply::destroy(), 1, 2),
        (Reply::hang(), 1, 2),
        (Reply::status(500), 1, 1),
        (Reply::status(401), 1, 1),
        (busy(429).header("retry-after", "later"), 2, 2),
        (Reply::status(429).header("retry-after", "3600"), 1, 1),
    ];
    for (first, write, repeatable) in cases {
        let name = format!("{first:?}");
        let timeout = if name.contains("Hang") { Duration::from_millis(250) } else { Duration::from_secs(60) };
        for (effect, expected) in [
            (Some(Effect::Write), write),
            (None, write),
            (Some(Effect::Read), repeatable),
            (Some(Effect::Delete), repeatable),
        ] {
            let (server, service) = serve([first.clone(), Reply::json(&json!(1))]);
            let mut request = Request::post("/x");
            request.effect = effect;
            request.set("a", 1);
            let answer = client(timeout).send(&service, request).await;
            let sent = server.requests();
            assert_eq!((sent.len(), answer.is_ok()), (expected, expected > 1), "{effect:?} {name}");
            assert!(sent.iter().all(|request| request.text() == "{\"a\":1}"));
        }
    }
}

#[tokio::test]
async fn the_last_failure_is_the_error() {
    let (server, service) = serve([Reply::status(503), Reply::status(504), Reply::status(502)]);
    let mut request = Request::get("/x");
    request.effect = Some(Effect::Read);
    let error = client(Duration::from_secs(60)).send(&service, request).await.unwrap_err();
    assert_eq!((server.requests().len(), error.http_code()), (3, Some("502")));
}
