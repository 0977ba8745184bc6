//! A request as the routes see it.

use axum::{
    body::Bytes,
    http::{HeaderMap, Method, header, request::Parts},
};
use nodewright_core::serde_json::{self, Map, Value};
use percent_encoding::percent_decode_str;

use super::answer::Failure;
use nodewright_testkit::qs;

#[derive(Debug)]
pub(super) struct Call {
    pub method: Method,
    pub path: String,
    /// Decoded, without empty ones: a trailing slash makes no difference.
    pub segments: Vec<String>,
    pub query: Map<String, Value>,
    /// The JSON body; an empty object if there is none or it is of another type.
    pub body: Value,
    headers: HeaderMap,
}

impl Call {
    pub fn read(parts: Parts, body: &Bytes) -> Result<Self, Failure> {
        let path = parts.uri.path().to_owned();
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        let segments = segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect();
        let query = match qs::parse(parts.uri.query().unwrap_or_default()) {
            Value::Object(query) => query,
            _ => Map::new(),
        };
        let body = read_body(&parts.headers, body)?;
        Ok(Self { method: parts.method, path, segments, query, body, headers: parts.headers })
    }

    /// A member of the body; null when missing.
    pub fn member(&self, name: &str) -> &Value {
        self.body.get(name).unwrap_or(&Value::Null)
    }

    /// The token of `Authorization: Bearer …`.
    pub fn bearer(&self) -> Option<&str> {
        let value = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = value.split_once(' ')?;
        (scheme.eq_ignore_ascii_case("bearer") && !token.contains(' ')).then_some(token)
    }

    /// A cookie; `None` when it is empty.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value).filter(|value| !value.is_empty())
    }
}

fn read_body(headers: &HeaderMap, body: &Bytes) -> Result<Value, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if body.is_empty() || kind != "application/json" {
        return Ok(Value::Object(Map::new()));
    }
    let value: Value = serde_json::from_slice(body).map_err(|error| Failure::invalid_payload(&error.to_string()))?;
    if !value.is_object() && !value.is_array() {
        return Err(Failure::invalid_payload("The body is neither an object nor an array"));
    }
    Ok(value)
}
