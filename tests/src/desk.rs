//! The client of the examples in nodes/README.md.

use std::sync::Arc;

use nodewright_core::prelude::*;

/// What the operations talk to the desk with.
pub struct Desk {
    http: Arc<dyn HttpClient>,
    service: Service,
}

impl Desk {
    /// Sends a request.
    ///
    /// # Errors
    /// The desk refuses it, or does not answer.
    pub async fn request(&self, request: Request) -> Result<Response> {
        self.http.send(&self.service, request).await
    }
}

impl Sends for Desk {
    async fn send(&self, request: Request, _: &Call<'_>) -> Result<Output> {
        let body = self.request(request).await?.checked_value().await?;
        Ok(body.map_or_else(Output::default, Output::each))
    }
}
