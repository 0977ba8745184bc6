//! A received request, as sent.

use bytes::Bytes;
use serde_json::Value;

use super::{Part, multipart};
use crate::qs::{self, decode};

/// A request as a [`ScriptedServer`](super::ScriptedServer) received it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// How many requests the server had received before.
    pub index: usize,
    /// The method, as sent.
    pub method: String,
    /// Path and query exactly as sent, e.g. `/items/a%20b?limit=2`.
    pub target: String,
    /// Names in lower case, values as sent, in the order sent.
    pub headers: Vec<(String, String)>,
    /// The body's bytes, without transfer encoding.
    pub body: Bytes,
}

impl RecordedRequest {
    /// The path exactly as sent, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The query exactly as sent, without its `?`; empty when there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The decoded names and values of the query, in the order sent.
    #[must_use]
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        form_pairs(self.query().as_bytes())
    }

    /// The query as the objects and arrays that its brackets spell: `a[b][0]=1` is `{"a": {"b": ["1"]}}`.
    #[must_use]
    pub fn nested_query(&self) -> Value {
        qs::parse(self.query())
    }

    /// The first value of a header; `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, whatever the content type says; `None` if it is not JSON.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The decoded names and values of a form-encoded body, in the order sent.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        form_pairs(&self.body)
    }

    /// The parts of a multipart body, in the order sent; `None` if the content type or the body is not multipart.
    #[must_use]
    pub fn multipart(&self) -> Option<Vec<Part>> {
        multipart::parse(self.header("content-type")?, &self.body)
    }
}

fn form_pairs(encoded: &[u8]) -> Vec<(String, String)> {
    encoded
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let split = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            (decode(&pair[..split]), decode(pair.get(split + 1..).unwrap_or_default()))
        })
        .collect()
}
