//! Restate's admin API.

use nodewright::{HttpClient, Method, NodeError, Request, Result, Service, serde_json::json};
use nodewright_http::Client;

/// Tells a Restate server where a worker is: `server` is its admin API, such as `http://127.0.0.1:9070`. What it knew of that
/// address before is replaced.
///
/// # Errors
/// The server is not there, or cannot reach the worker.
pub async fn register(server: &str, worker: &str) -> Result<()> {
    let mut request = Request::new(Method::POST, "/deployments");
    request.body = nodewright::core::Body::Json(json!({ "uri": worker, "force": true }));
    let refused = |why: NodeError| {
        let message = format!("The Restate server with its admin API at {server} was not told of this worker: {why}");
        NodeError::new(why.kind(), message).with_description("Is it running, and does it reach the worker's address?")
    };
    let answer = Client::builder().build()?.send(&Service::new(server)?, request).await.map_err(refused)?;
    answer.value().await.map_err(refused)?;
    Ok(())
}
