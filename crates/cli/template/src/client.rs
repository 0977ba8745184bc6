//! What the operations talk to the service with.

use std::sync::Arc;

use nodewright_core::prelude::*;

use crate::credential::{API, Account};

/// Rows per page, where all of them are wanted.
const PAGE: usize = 100;

/// The service of a credential.
pub struct Client {
    http: Arc<dyn HttpClient>,
    service: Service,
}

impl Connect for Client {
    async fn connect(context: &Context) -> Result<Self> {
        let credential = context.credential(API.name).await?;
        let account: Account = credential.read()?;
        Ok(Self { http: context.http(), service: Service::new(&account.url)?.with_credential(credential) })
    }
}

impl Client {
    /// Sends a request; an error has the service's own words.
    pub async fn request(&self, request: Request) -> Result<Response> {
        self.http.send(&self.service, request).await.map_err(explain)
    }

    /// One page of a list, and with it the request of the next.
    async fn page(&self, request: Request) -> Result<Page> {
        let rows = match self.request(request.clone()).await?.checked_value().await? {
            Some(Value::Array(rows)) => rows,
            _ => Vec::new(),
        };
        Ok(Page::by_offset(rows, request, "offset", PAGE))
    }
}

impl Sends for Client {
    async fn send(&self, mut request: Request, call: &Call<'_>) -> Result<Output> {
        if AllPages::are_wanted(&request) {
            request.set_query("limit", PAGE);
            return Pages::new(request, |request| self.page(request)).emit(call).await;
        }
        // One item for each element of a list, one for anything else.
        let body = self.request(request).await?.checked_value().await?;
        Ok(body.map_or_else(|| Output::one(json!({ "success": true })), Output::each))
    }
}

/// Adds what the service says of an error: `{"error": {"code", "message"}}`.
fn explain(error: NodeError) -> NodeError {
    let Some(own) = error.data().map(|body| body["error"].clone()) else { return error };
    let error = match own["message"].as_str() {
        Some(message) => error.with_description(message),
        None => error,
    };
    match own["code"].as_str() {
        Some(code) => error.with_code(code),
        None => error,
    }
}
