//! Bodies as they go over the wire.

mod form;
mod multipart;
mod stream;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use nodewright_core::{Body, ErrorKind, NodeError, Result};
use serde_json::Value;

use crate::json;

pub(crate) use stream::Stream;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An encoded body, which can be sent any number of times.
pub(crate) enum Payload {
    None,
    Bytes(Bytes),
    Stream(Stream),
}

impl Payload {
    /// Encodes `body` and sets its content type and length in `headers`; an existing type is kept, except for multipart,
    /// which has to name the boundary.
    pub(crate) fn encode(body: Body, headers: &mut HeaderMap) -> Result<Self> {
        let payload = match body {
            Body::None => Self::None,
            Body::Json(value) => {
                headers.entry(CONTENT_TYPE).or_insert(JSON);
                Self::Bytes(json::to_vec(&value).into())
            }
            Body::Form(fields) => {
                headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(FORM));
                Self::Bytes(form::encode(&fields).into())
            }
            Body::Multipart(parts) => {
                let (content_type, pieces) = multipart::encode(parts)?;
                headers.insert(CONTENT_TYPE, content_type);
                Self::Stream(Stream::new(pieces))
            }
            Body::Bytes { mime, bytes } => {
                if !mime.is_empty() {
                    let refused = |_| NodeError::new(ErrorKind::Operation, "The body's content type is invalid");
                    let mime = HeaderValue::from_str(&mime).map_err(refused)?;
                    headers.entry(CONTENT_TYPE).or_insert(mime);
                }
                match bytes.in_memory() {
                    Some(bytes) => Self::Bytes(bytes.clone()),
                    None => Self::Stream(Stream::new(vec![bytes])),
                }
            }
        };
        if let Self::Bytes(bytes) = &payload
            && !bytes.is_empty()
        {
            headers.insert(CONTENT_LENGTH, bytes.len().into());
        }
        Ok(payload)
    }

    /// Takes the body away, and the headers that describe it.
    pub(crate) fn discard(&mut self, headers: &mut HeaderMap) {
        *self = Self::None;
        for name in [CONTENT_TYPE, CONTENT_LENGTH, http::header::CONTENT_ENCODING, http::header::CONTENT_LANGUAGE] {
            headers.remove(name);
        }
    }

    pub(crate) fn to_reqwest(&self) -> Option<reqwest::Body> {
        match self {
            Self::None => None,
            Self::Bytes(bytes) => Some(bytes.clone().into()),
            Self::Stream(stream) => Some(stream.to_reqwest()),
        }
    }
}

/// The body that n8n's `httpRequest` sends for a value, for nodes that follow its rules.
///
/// Objects and lists are JSON, or a form if `headers` ask for it; empty ones, numbers, booleans and null are not sent.
/// A text goes out as it is; with POST, PUT and PATCH it is a form unless `headers` say otherwise. An explicit GET
/// has no body.
#[must_use]
pub fn from_value(method: &Method, headers: &HeaderMap, value: Value) -> Body {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = content_type.starts_with(FORM);
    match value {
        Value::Object(map) if map.is_empty() => Body::None,
        Value::Object(map) if is_form => Body::Form(map),
        Value::Array(list) if list.is_empty() => Body::None,
        Value::Array(list) if is_form => {
            Body::Form(list.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect())
        }
        Value::String(text) if text.is_empty() => Body::None,
        Value::String(text) => {
            let writes = matches!(*method, Method::POST | Method::PUT | Method::PATCH);
            let mime = if !content_type.is_empty() || !writes { "" } else { FORM };
            Body::Bytes { mime: mime.to_owned(), bytes: text.into() }
        }
        value @ (Value::Object(_) | Value::Array(_)) => Body::Json(value),
        Value::Null | Value::Bool(_) | Value::Number(_) => Body::None,
    }
}
