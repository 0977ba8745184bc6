//! Headers as people enter them.

use http::{HeaderMap, HeaderName, HeaderValue};
use nodewright_core::{ErrorKind, NodeError, Result, javascript};
use serde_json::{Map, Value, json};

/// Sets a header: null drops it, a list repeats it, and what a header cannot hold is left out of its value.
///
/// # Errors
/// A name that is none.
pub fn set(headers: &mut HeaderMap, name: &str, value: &Value) -> Result<()> {
    if name.is_empty() || value.is_null() {
        return Ok(());
    }
    let header: HeaderName = name.parse().map_err(|_| {
        NodeError::new(ErrorKind::Api, format!("Header name must be a valid HTTP token [\"{name}\"]"))
            .with_http_code("ERR_INVALID_HTTP_TOKEN")
    })?;
    headers.remove(&header);
    let one = std::slice::from_ref(value);
    for value in value.as_array().map_or(one, Vec::as_slice) {
        headers.append(header.clone(), sendable(&javascript::text(value)));
    }
    Ok(())
}

/// Latin-1, a byte a character; other characters and line breaks are left out.
fn sendable(text: &str) -> HeaderValue {
    let sent = |letter: char| letter == '\t' || (letter >= ' ' && letter != '\u{7f}');
    let bytes: Vec<u8> = text
        .trim()
        .chars()
        .filter(|letter| sent(*letter))
        .filter_map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    HeaderValue::from_bytes(&bytes).unwrap_or(HeaderValue::from_static(""))
}

/// Sets a header unless it is there.
pub fn default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// Headers as n8n shows them: those that came several times joined, but for cookies.
#[must_use]
pub fn values(headers: &HeaderMap) -> Map<String, Value> {
    let text = |value: &[u8]| value.iter().copied().map(char::from).collect::<String>();
    let mut map = Map::new();
    for name in headers.keys() {
        let values: Vec<_> = headers.get_all(name).iter().map(|value| text(value.as_bytes())).collect();
        let value = if name == "set-cookie" { json!(values) } else { values.join(", ").into() };
        map.insert(name.to_string(), value);
    }
    map
}
