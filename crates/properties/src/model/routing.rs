//! The shape of `routing`, as editors complete and check it. Descriptions keep it as it is written; what executes reads it
//! anew.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// What a property or a choice does to the request of a declarative node. n8n's `INodePropertyRouting`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Routing {
    /// Keys of the request.
    pub request: Option<Request>,
    /// Where the value of the property goes.
    pub send: Option<Send>,
    /// What is made of the answer.
    pub output: Option<Output>,
    /// How pages are requested.
    pub operations: Option<Operations>,
}

/// Keys of a request; every value may be an expression. n8n's `DeclarativeRestApiSettings.HttpRequestOptions`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// `GET` unless said.
    pub method: Option<String>,
    /// What `url` is below.
    #[serde(rename = "baseURL")]
    pub base_url: Option<String>,
    /// Below `baseURL`, or absolute.
    pub url: Option<String>,
    /// Headers by their names.
    pub headers: Option<BTreeMap<String, Value>>,
    /// The query: an object, or an expression that gives one.
    pub qs: Option<Value>,
    /// The body.
    pub body: Option<Value>,
    /// How arrays of the query are written: `indices`, `brackets`, `repeat` or `comma`.
    pub array_format: Option<String>,
    /// `arraybuffer` for an answer that is a file; `text` and `json` else.
    pub encoding: Option<String>,
    /// Whether items are `{body, headers, statusCode, statusMessage}` in place of the body.
    pub return_full_response: Option<Value>,
    /// Whether a status that is an error gives an item nevertheless.
    pub ignore_http_status_errors: Option<Value>,
    /// Whether any certificate is trusted.
    pub skip_ssl_certificate_validation: Option<Value>,
    /// Whether redirects are not followed.
    pub disable_follow_redirect: Option<Value>,
    /// Milliseconds.
    pub timeout: Option<Value>,
}

/// Where the value of a property goes. n8n's `INodeRequestSend`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Send {
    /// `body`, or the query for whatever else.
    pub r#type: Option<String>,
    /// Its name there, a path with dots; nothing is sent without one.
    pub property: Option<String>,
    /// Whether `property` is a path; true unless said.
    pub property_in_dot_notation: Option<bool>,
    /// What is sent instead of the value, `={{ $value … }}`.
    pub value: Option<Value>,
    /// Whether the answer comes in pages: a truth value, or an expression.
    pub paginate: Option<Value>,
    /// Functions, `{"$js": "function"}`, which only packages can give.
    pub pre_send: Option<Vec<Value>>,
}

/// What is made of the answer. n8n's `INodeRequestOutput`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// So many items at most: a number, or an expression.
    pub max_results: Option<Value>,
    /// One after the other; null stands for a function, which JSON cannot hold.
    pub post_receive: Option<Vec<Option<PostReceive>>>,
}

/// A step behind the answer. n8n's `PostReceiveAction`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PostReceive {
    /// `rootProperty`, `filter`, `limit`, `set`, `setKeyValue`, `sort` or `binaryData`.
    pub r#type: Option<String>,
    /// Whether the step is taken: a truth value, or an expression.
    pub enabled: Option<Value>,
    /// By the type: `property` (rootProperty), `pass` (filter), `maxResults` (limit), `value` (set), any keys (setKeyValue), `key`
    /// (sort), `destinationProperty` (binaryData).
    pub properties: Option<BTreeMap<String, Value>>,
}

/// Operations on requests. n8n's `IN8nRequestOperations`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operations {
    /// How pages are requested.
    pub pagination: Option<Pagination>,
}

/// How pages are requested. n8n's `IN8nRequestOperationPagination…`.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    /// `offset` or `generic`.
    pub r#type: Option<String>,
    /// By the type.
    pub properties: Option<PaginationProperties>,
}

/// Those of both types.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaginationProperties {
    /// offset: the name of the parameter that says how many.
    pub limit_parameter: Option<String>,
    /// offset: the name of the parameter that says behind which.
    pub offset_parameter: Option<String>,
    /// offset: rows of a page.
    pub page_size: Option<f64>,
    /// offset: where the rows of an answer are.
    pub root_property: Option<String>,
    /// offset: `body` or `query`.
    pub r#type: Option<String>,
    /// generic: whether there is another page, an expression with `$response`, `$pageCount` and `$request`.
    pub r#continue: Option<Value>,
    /// generic: keys that the request of the next page has instead.
    pub request: Option<Request>,
}
