//! Mount the API, and with it the page of forms, into an axum application of one's own.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
    routing::get,
};
use nodewright::{
    Runtime, Secret,
    serde_json::{Value, from_slice, json},
};
use nodewright_node_directus as _;
use nodewright_server::{
    Api,
    http::{Settings, router},
};
use tower::ServiceExt;

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let api = Api::new(Runtime::builder().build()?);
    // Callers of other machines need a token; without one, only this machine may call.
    let settings = Settings { token: Some(Secret::new("a token")), ..Settings::default() };
    let application =
        Router::new().route("/", get(async || "The application itself")).nest("/nodes", router(api, &settings));

    // `axum::serve(listener, application)` would serve it; here two calls are answered in the process.
    for (token, expected) in [(None, StatusCode::UNAUTHORIZED), (Some("Bearer a token"), StatusCode::OK)] {
        let call = json!({ "type": "directus", "values": { "resource": "utils" } });
        let request = Request::post("/nodes/parameters").header("host", "example.com");
        let request = token.into_iter().fold(request, |request, token| request.header("authorization", token));
        let answer = application.clone().oneshot(request.body(Body::from(call.to_string()))?).await?;
        assert_eq!(answer.status(), expected);
        let body: Value = from_slice(&to_bytes(answer.into_body(), 1 << 20).await?)?;
        println!("{body}");
        assert!(expected != StatusCode::OK || body["parameters"]["resource"] == "utils", "{body}");
    }
    let answer = application.oneshot(Request::get("/").body(Body::empty())?).await?;
    assert_eq!(to_bytes(answer.into_body(), 100).await?, "The application itself");
    Ok(())
}
