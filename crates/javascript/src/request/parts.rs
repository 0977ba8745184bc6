//! Bodies that JavaScript hands over as bytes: files, and the parts of forms.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use nodewright_core::{Binary, Body, Part, Result};
use serde_json::Value;

use super::refused;

/// The body in `bytes` or `form`, if there is one.
pub fn body(request: &Value, mime: &str) -> Result<Option<Body>> {
    if let Some(Value::Array(parts)) = request.get("form") {
        return parts.iter().map(part).collect::<Result<_>>().map(|parts| Some(Body::Multipart(parts)));
    }
    if let Some(Value::String(text)) = request.get("bytes") {
        return Ok(Some(Body::Bytes { mime: mime.to_owned(), bytes: bytes(text)?.into() }));
    }
    Ok(None)
}

fn bytes(text: &str) -> Result<Bytes> {
    BASE64_STANDARD.decode(text).map(Bytes::from).map_err(|_| refused("The body is malformed".to_owned()))
}

fn part(part: &Value) -> Result<Part> {
    let text = |name: &str| part.get(name).and_then(Value::as_str);
    let content = bytes(text("bytes").unwrap_or_default())?;
    let name = text("name").unwrap_or_default().to_owned();
    let file_name = text("fileName").map(str::to_owned);
    let guessed = match (&file_name, part.get("guess") == Some(&true.into())) {
        // The type of its name, as npm's form-data has it.
        (Some(name), true) => Some(Binary::prepare("", Some(name), None))
            .filter(|file| file.mime_type != "text/plain" || name.ends_with(".txt"))
            .map(|file| file.mime_type),
        _ => None,
    };
    let mime = guessed.or_else(|| text("type").map(str::to_owned));
    Ok(Part { name, file_name, mime, bytes: content.into() })
}
