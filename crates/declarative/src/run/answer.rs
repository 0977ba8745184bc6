//! Answers, as items and as expressions see them.

use std::sync::OnceLock;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use nodewright_core::{
    Answer, Response, Result,
    http::{HeaderMap, StatusCode},
};
use nodewright_http::headers;
use serde_json::{Value, json};

/// An answer that was read.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Content,
    shown: OnceLock<Value>,
}

/// The body of an answer.
#[derive(Clone)]
pub enum Content {
    Value(Value),
    Bytes(Bytes),
}

impl Got {
    /// Reads an answer as its request wants it; an empty one is an empty text.
    pub async fn read(answer: Response) -> Result<Self> {
        let (status, headers) = (answer.status, answer.headers.clone());
        let body = match answer.read().await? {
            Answer::Value(value) => Content::Value(value.unwrap_or_else(|| String::new().into())),
            Answer::Bytes(bytes) => Content::Bytes(bytes),
        };
        Ok(Self { status, headers, body, shown: OnceLock::new() })
    }

    /// What expressions see as `$response`.
    pub fn shown(&self) -> &Value {
        self.shown.get_or_init(|| self.with_body(self.body.to_value()))
    }

    /// The same, of an answer that is not needed any more.
    pub fn into_shown(mut self) -> Value {
        match self.shown.take() {
            Some(shown) => shown,
            None => self.with_body(self.body.to_value()),
        }
    }

    /// What functions get, with bytes as base64.
    pub fn for_function(&self) -> Value {
        match &self.body {
            Content::Value(_) => self.shown().clone(),
            Content::Bytes(bytes) => self.with_body(json!({ "$bytes": BASE64_STANDARD.encode(bytes) })),
        }
    }

    /// Replaces the body.
    pub fn set_body(&mut self, body: Content) {
        self.body = body;
        self.shown = OnceLock::new();
    }

    /// Takes over what a function has made of it, with bytes as base64.
    pub fn change(&mut self, mut answer: Value) {
        let body = answer["body"].take();
        let bytes = body.get("$bytes").and_then(Value::as_str).and_then(|text| BASE64_STANDARD.decode(text).ok());
        if bytes.is_none() {
            answer["body"] = body.clone();
            self.shown = OnceLock::from(answer);
        }
        self.body = bytes.map_or(Content::Value(body), |bytes| Content::Bytes(bytes.into()));
    }

    fn with_body(&self, body: Value) -> Value {
        json!({
            "body": body,
            "headers": headers::values(&self.headers),
            "statusCode": self.status.as_u16(),
            "statusMessage": self.status.canonical_reason().unwrap_or_default(),
        })
    }
}

impl Content {
    /// As JSON, where bytes are what JavaScript makes of a buffer.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Bytes(bytes) => json!({ "type": "Buffer", "data": &bytes[..] }),
        }
    }
}
