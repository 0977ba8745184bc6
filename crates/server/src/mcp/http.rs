//! The protocol over HTTP ("streamable HTTP").

use axum::Router;
use nodewright::Cancellation;
use rmcp::transport::streamable_http_server::{
    StreamableHttpServerConfig, StreamableHttpService, session::local::LocalSessionManager,
};

use super::Server;
use crate::http::{Settings, guard};

/// The route `/mcp`, with the guard of the API. Clients keep a connection open on which they listen, so sessions last
/// until `ending` is used. To be called within a tokio runtime.
pub fn router(server: Server, settings: &Settings, ending: &Cancellation) -> Router {
    let server = match &settings.store {
        Some(store) => server.falling_back_on(store.clone()),
        None => server,
    };
    let config = StreamableHttpServerConfig::default()
        // The guard checks hosts and origins: it knows whether there is a token.
        .disable_allowed_hosts()
        .with_max_request_body_bytes(settings.body_limit);
    let (token, ending) = (config.cancellation_token.clone(), ending.clone());
    tokio::spawn(async move {
        ending.cancelled().await;
        token.cancel();
    });
    let service = StreamableHttpService::new(move || Ok(server.clone()), LocalSessionManager::default().into(), config);
    guard(Router::new().route_service("/mcp", service), settings)
}
