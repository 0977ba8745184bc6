//! A client whose requests all go to one server.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{HttpClient, Request, Response, Result, Service};

/// Sends every request to a server of the tests, whatever host it is for: packages stay as they are published.
pub struct Redirected {
    client: Arc<dyn HttpClient>,
    server: String,
}

impl Redirected {
    /// What sends with `client`, to the `http://host:port` of a server.
    pub fn new(client: Arc<dyn HttpClient>, server: String) -> Self {
        Self { client, server }
    }

    /// A URL with the server in place of its own.
    fn moved(&self, url: &str) -> String {
        match url.split_once("://") {
            Some((_, rest)) => format!("{}{}", self.server, &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..]),
            None => url.to_owned(),
        }
    }
}

#[async_trait]
impl HttpClient for Redirected {
    async fn send(&self, service: &Service, mut request: Request) -> Result<Response> {
        request.url = request.url.map(|url| self.moved(&url));
        let mut moved = match service.base() {
            "" => Service::anywhere(),
            base => Service::new(&self.moved(base))?,
        };
        if let Some(credential) = service.credential() {
            moved = moved.with_credential(Arc::clone(credential));
        }
        self.client.send(&moved, request).await
    }
}
