//! Code of a description: what provides it.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{Batch, Context, Item, Result};
use serde_json::{Map, Value};

use crate::model::FunctionPath;

/// Runs the functions that a description has where JSON has `{"$js": "function"}`. Each is known by its place in the
/// description, such as `properties[2].options[0].routing.send.preSend[0]`.
///
/// Requests are JSON in n8n's form, `{baseURL, url, method, qs, body, headers, …}`; answers are
/// `{body, headers, statusCode, statusMessage}`. Bytes come and go as `{"$bytes": base64}`. A form with files is a body
/// `{"$form": [{"name", "value", "fileName"?, "contentType"?}]}` whose values are texts or bytes.
#[async_trait]
pub trait Functions: Send + Sync + 'static {
    /// `send.preSend`: gives the request that is sent instead.
    ///
    /// # Errors
    /// What the function throws.
    async fn pre_send(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        request: Map<String, Value>,
    ) -> Result<Map<String, Value>>;

    /// A function in `output.postReceive`: gives the items that go on. What it makes of the answer is what later steps see.
    ///
    /// # Errors
    /// What the function throws.
    async fn post_receive(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        items: Vec<Item>,
        answer: &mut Value,
    ) -> Result<Vec<Item>>;

    /// A function in `operations.pagination`: requests the pages it wants, and gives their items.
    ///
    /// # Errors
    /// What the function throws, and what its requests fail with.
    async fn paginate(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        request: PagedRequest,
        pages: &dyn Pages,
    ) -> Result<Vec<Item>>;
}

/// For which item a function is called, and what it may use.
#[derive(Clone, Copy)]
pub struct FunctionCall<'a> {
    /// Parameters, expressions, files and the input items.
    pub batch: &'a Arc<dyn Batch>,
    /// Index of the item.
    pub index: usize,
    /// Credentials, and what sends requests.
    pub context: &'a Context,
}

/// What a pagination starts from.
#[derive(Clone, Debug, Default)]
pub struct PagedRequest {
    /// The request.
    pub options: Map<String, Value>,
    /// How many items are wanted at most.
    pub max_results: Option<Value>,
}

/// Requests pages for a pagination that is code: n8n's `makeRoutingRequest`.
#[async_trait]
pub trait Pages: Send + Sync {
    /// Sends a request, and gives the items that `postReceive` makes of its answer.
    ///
    /// # Errors
    /// The request fails, or what is made of its answer.
    async fn request(&self, options: Map<String, Value>) -> Result<Vec<Item>>;
}
