//! The body of an answer, read piece by piece.

use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use nodewright_core::{BodySource, ErrorKind, NodeError, Result};
use tokio::time::{Instant, timeout};

use crate::error::{answer_error, broken_answer, timeout_error};

/// As much of an error's body as is read, in bytes.
const ERROR_BODY: usize = 1 << 20;

/// A body that comes more slowly than so many bytes in a second is given up once `idle` has gone on top of that: a service
/// that sends a byte now and then would never be silent, and never be done.
const SLOWEST: u64 = 1000;

/// A body that may not be longer than `limit` bytes after decompression, nor keep silent for longer than `idle`.
pub(crate) struct Limited {
    response: reqwest::Response,
    received: u64,
    /// For how long it was waited for, whatever its reader took besides.
    waited: Duration,
    limit: u64,
    idle: Duration,
}

impl Limited {
    pub(crate) fn new(response: reqwest::Response, limit: u64, idle: Duration) -> Result<Self> {
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(too_large(limit));
        }
        Ok(Self { response, received: 0, waited: Duration::ZERO, limit, idle })
    }
}

#[async_trait]
impl BodySource for Limited {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let due = self.idle.saturating_add(Duration::from_millis(self.received * 1000 / SLOWEST));
        let patience = self.idle.min(due.saturating_sub(self.waited));
        let started = Instant::now();
        let chunk = timeout(patience, self.response.chunk()).await.map_err(|_| timeout_error(self.idle))?;
        self.waited += started.elapsed();
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
    // As much as has come by then.
    let _ = timeout(idle, async {
        while bytes.len() < ERROR_BODY
            && let Ok(Some(chunk)) = response.chunk().await
        {
            bytes.extend_from_slice(&chunk);
        }
    })
    .await;
    answer_error(status, is_html, nodewright_json::read_or_text(&bytes))
}
