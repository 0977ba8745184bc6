//! Errors as Directus has them, and which of them are tried again.

use std::time::{Duration, Instant};

use nodewright::{Item, NodeError};
use nodewright_tests::directus::{Directus, EMAIL, Options, PASSWORD};
use serde_json::{Value, json};

use super::{Node, collection, drop_collection, first, said, server, server_of_own_ways};

#[tokio::test]
async fn errors_say_what_directus_says() {
    const NAME: &str = "errors_books";
    let text = json!({ "is_nullable": false, "is_unique": true });
    let items = collection(NAME, json!([{ "field": "title", "type": "string", "meta": {}, "schema": text }])).await;
    items.row("create", json!({ "collection": NAME, "data": { "title": "one" } })).await;
    let of = |more: Value| {
        let mut all = json!({ "collection": NAME });
        super::extend(&mut all, &more);
        all
    };
    let filtered = |options: Value| of(json!({ "additionalFields": options }));
    // node, operation, parameters, part of the description, code, status
    let stranger = Node::shared(None, "items").await;
    let unknown = Node::shared(Some("unknown-token"), "items").await;
    let cases = [
        (&items, "create", of(json!({ "data": { "title": "one" } })), "has to be unique", "RECORD_NOT_UNIQUE", "400"),
        (&items, "create", of(json!({ "data": {} })), "Value is required", "FAILED_VALIDATION", "400"),
        (&items, "updateMultiple", of(json!({ "data": {} })), "is required", "INVALID_PAYLOAD", "400"),
        (&items, "deleteMultiple", of(json!({ "data": {} })), "", "INVALID_PAYLOAD", "400"),
        (&items, "list", filtered(json!({ "filter": { "title": { "_nope": 1 } } })), "_nope", "INVALID_QUERY", "400"),
        (&items, "list", filtered(json!({ "sort": "nope" })), "nope", "FORBIDDEN", "403"),
        (&items, "list", json!({ "collection": "errors_nothing" }), "errors_nothing", "FORBIDDEN", "403"),
        (&stranger, "list", of(json!({})), NAME, "FORBIDDEN", "403"),
        (&unknown, "list", of(json!({})), "Invalid user credentials", "INVALID_CREDENTIALS", "401"),
    ];
    for (node, operation, parameters, description, code, status) in cases {
        let error = node.error(operation, parameters.clone()).await;
        assert_eq!((said(&error).2, said(&error).3), (code, status), "{operation} of {parameters}: {error:?}");
        assert!(said(&error).1.contains(description), "{operation} of {parameters}: {error:?}");
        assert!(!error.message().is_empty() && !format!("{error:?}").contains("unknown-token"));
    }
    let route = Node::shared(Some(server().await.token()), "auth").await;
    let error = route.error("startOauthFlow", json!({ "provider": "none" })).await;
    assert_eq!((said(&error).2, said(&error).3), ("ROUTE_NOT_FOUND", "404"));
    drop_collection(NAME).await;
}

#[tokio::test]
async fn an_expired_access_token_is_an_error_but_not_where_none_is_needed() {
    let directus = server_of_own_ways().await;
    let log_in = json!({ "email": EMAIL, "password": PASSWORD, "additionalFields": { "mode": "json" } });
    let session = Node::on(directus, None, "auth").row("login", log_in.clone()).await;
    let expired = Node::on(directus, session["access_token"].as_str(), "users");
    let error = expired.error("getCurrent", json!({})).await;
    assert_eq!((said(&error).2, said(&error).3), ("TOKEN_EXPIRED", "401"));
    let auth = expired.of("auth");
    assert!(auth.row("login", log_in).await["access_token"].is_string());
    let fresh = auth.row("refreshToken", json!({ "refreshToken": session["refresh_token"] })).await;
    let out = json!({ "refreshToken": fresh["refresh_token"], "verifyToken": true });
    assert_eq!(auth.row("logout", out).await["success"], true);
}

#[tokio::test]
async fn what_is_limited_is_asked_for_again_when_directus_says() {
    let options = Options::rate_limited(1).env("RATE_LIMITER_DURATION", "2");
    let directus = Directus::start(options).await.expect("a Directus");
    let about = Node::on(&directus, Some(directus.token()), "server");
    // Without another try only one of them would come through.
    let json = about.json("ping", &json!({}), &json!({}));
    let pings = about.runtime.prepare(&json).expect("a node").execution(vec![Item::empty(); 2]).concurrency(1);
    let outcome = pings.outcome().await.expect("two pings");
    assert_eq!(outcome.outputs[0].len(), 2);
    assert_eq!(*first(&outcome), json!({ "result": "pong" }));
}

#[tokio::test]
async fn what_stays_limited_is_an_error() {
    let directus = Directus::start(Options::rate_limited(1)).await.expect("a Directus");
    let items = Node::on(&directus, Some(directus.token()), "server");
    assert!(items.execute("ping", &json!({})).await.is_ok());
    let settings = json!({ "onError": "continueRegularOutput" });
    let outcome = items.on_items("ping", &json!({}), &settings, vec![Item::empty()]).await.expect("it goes on");
    let error = outcome.outputs[0][0].error.as_ref().expect("a minute is too long to wait");
    assert_eq!((said(error).2, said(error).3), ("REQUESTS_EXCEEDED", "429"), "{error:?}");
}

#[tokio::test]
async fn under_pressure_the_service_is_unavailable() {
    let directus = Directus::start(Options::under_pressure()).await.expect("a Directus");
    let about = Node::on(&directus, Some(directus.token()), "auth");
    // It looks at its memory for the first time a moment after its start.
    let deadline = Instant::now() + Duration::from_secs(30);
    let error: NodeError = loop {
        match about.execute("list", &json!({})).await {
            Err(error) => break error,
            Ok(_) => assert!(Instant::now() < deadline, "it still answers"),
        }
    };
    assert_eq!((said(&error).2, said(&error).3), ("SERVICE_UNAVAILABLE", "503"), "{error:?}");
    assert!(said(&error).1.contains("Under pressure"), "{error:?}");
}
