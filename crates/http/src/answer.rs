//! The body of an answer, read piece by piece.

use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use nodewright_core::{BodySource, ErrorKind, NodeError, Result};
use serde_json::Value;
use tokio::time::timeout;

use crate::error::{answer_error, broken_answer, timeout_error};

/// As much of an error's body as is read, in bytes.
const ERROR_BODY: usize = 1 << 20;

/// A body that may not be longer than `limit` bytes after decompression, nor keep silent for longer than `idle`.
pub(crate) struct Limited {
    response: reqwest::Response,
    received: u64,
    limit: u64,
    idle: Duration,
}

impl Limited {
    pub(crate) fn new(response: reqwest::Response, limit: u64, idle: Duration) -> Result<Self> {
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(too_large(limit));
        }
        Ok(Self { response, received: 0, limit, idle })
    }
}

#[async_trait]
impl BodySource for Limited {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let chunk = timeout(self.idle, self.response.chunk()).await.map_err(|_| timeout_error(self.idle))?;
        let Some(chunk) = chunk.map_err(|error| broken_answer(&error, self.received))? else { return Ok(None) };
        self.received += chunk.len() as u64;
        if self.received > self.limit {
            return Err(too_large(self.limit));
        }
        Ok(Some(chunk))
    }
}

fn too_large(limit: u64) -> NodeError {
    NodeError::new(ErrorKind::Network, format!("The service's answer is larger than {limit} bytes")).with_description(
        "Ask for less, for example page by page, or allow larger answers when building the HTTP client",
    )
}

/// Makes the error of an answer whose status is one. What can be read of its body counts.
pub(crate) async fn into_error(mut response: reqwest::Response, idle: Duration) -> NodeError {
    let status = response.status();
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_html = content_type.is_some_and(|text| text.contains("html"));
    let mut bytes = BytesMut::new();
    while bytes.len() < ERROR_BODY {
        match timeout(idle, response.chunk()).await {
            Ok(Ok(Some(chunk))) => bytes.extend_from_slice(&chunk),
            _ => break,
        }
    }
    answer_error(status, is_html, read(&bytes))
}

/// JSON if it is valid JSON, else text; none if it is empty.
fn read(bytes: &[u8]) -> Option<Value> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.is_empty() {
        return None;
    }
    let text = || String::from_utf8_lossy(bytes).into_owned().into();
    Some(serde_json::from_slice(bytes).unwrap_or_else(|_| text()))
}
