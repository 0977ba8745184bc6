//! Bodies as they go over the wire.

mod form;
mod multipart;
#[cfg(feature = "client")]
mod stream;

use http::{HeaderMap, HeaderValue, Method, header::CONTENT_TYPE};
use nodewright_core::{Body, Content, ErrorKind, FormFormat, NodeError, Result};
use serde_json::{Map, Value};

use crate::{
    json,
    query::{self, ArrayFormat},
};

#[cfg(feature = "client")]
pub(crate) use stream::Payload;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An encoded body.
#[derive(Clone)]
pub enum Encoded {
    /// None.
    None,
    /// One piece.
    Whole(Content),
    /// Pieces that are sent one after the other: heads in memory, files wherever they are.
    Pieces(Vec<Content>),
}

/// Encodes `body` and sets its content type in `headers`; an existing type is kept, except for multipart, which has to
/// name the boundary.
///
/// # Errors
/// A content type that cannot be sent.
pub fn encode(body: Body, forms: FormFormat, headers: &mut HeaderMap) -> Result<Encoded> {
    Ok(match body {
        Body::None => Encoded::None,
        Body::Json(value) => {
            headers.entry(CONTENT_TYPE).or_insert(JSON);
            Encoded::Whole(json::to_vec(&value).into())
        }
        Body::Form(fields) => {
            headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(FORM));
            Encoded::Whole(form(&fields, forms).into())
        }
        Body::Multipart(parts) => {
            let (content_type, pieces) = multipart::encode(parts)?;
            headers.insert(CONTENT_TYPE, content_type);
            Encoded::Pieces(pieces)
        }
        Body::Bytes { mime, bytes } => {
            if !mime.is_empty() {
                let refused = |_| NodeError::new(ErrorKind::Operation, "The body's content type is invalid");
                let mime = HeaderValue::from_str(&mime).map_err(refused)?;
                headers.entry(CONTENT_TYPE).or_insert(mime);
            }
            Encoded::Whole(bytes)
        }
    })
}

/// Fields as `application/x-www-form-urlencoded`.
#[must_use]
pub fn form(fields: &Map<String, Value>, format: FormFormat) -> String {
    match format {
        FormFormat::Brackets => form::encode(fields),
        FormFormat::Query => query::encode(fields, ArrayFormat::Indices),
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
