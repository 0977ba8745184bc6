//! A client that sends nothing: it gives the answers of a case.

use std::sync::{Mutex, PoisonError};

use nodewright::{
    ErrorKind, HttpClient, NodeError, Request, Response, Result, Service, async_trait,
    core::StatusErrors,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
};
use nodewright_json::read_or_text;
use serde::Deserialize;
use serde_json::Value;

/// An answer of a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reply {
    /// 200 where it is missing.
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
    /// The body as JSON.
    json: Option<Value>,
    /// The body as text.
    text: Option<String>,
}

fn ok() -> u16 {
    200
}

/// Gives the answers in turn; the last one repeats.
pub struct Scripted {
    replies: Vec<Reply>,
    given: Mutex<usize>,
}

impl Scripted {
    pub fn new(replies: Vec<Reply>) -> Self {
        Self { replies, given: Mutex::new(0) }
    }
}

#[async_trait]
impl HttpClient for Scripted {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let reply = self.replies.get(*given).or_else(|| self.replies.last());
        *given += 1;
        let Some(reply) = reply else {
            return Err(NodeError::new(ErrorKind::Operation, "The case has no answer to a request: list \"answers\""));
        };
        let refuse = |message: String| NodeError::new(ErrorKind::Input, message);
        let status =
            StatusCode::from_u16(reply.status).map_err(|_| refuse(format!("{} is no status", reply.status)))?;
        let mut headers = HeaderMap::new();
        if reply.json.is_some() {
            headers.insert("content-type", HeaderValue::from_static("application/json"));
        }
        for (name, value) in &reply.headers {
            let header = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value));
            let (Ok(name), Ok(value)) = header else { return Err(refuse(format!("'{name}' is no header"))) };
            headers.insert(name, value);
        }
        let body = reply.json.as_ref().map(Value::to_string).or_else(|| reply.text.clone()).unwrap_or_default();
        if request.options.errors != StatusErrors::None && request.options.errors.contains(status) {
            return Err(nodewright_http::error::answer_error(status, false, read_or_text(body.as_bytes())));
        }
        Ok(Response::new(status, headers, Some(body.into())).with_format(request.options.answer))
    }
}
