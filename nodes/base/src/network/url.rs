//! Addresses as people enter them.

use nodewright_core::{ErrorKind, NodeError, Result, Value};
use url::Url;

/// The address in a parameter.
///
/// # Errors
/// n8n's: it is no text, is empty, or is not of http or https.
pub fn of(value: Option<&Value>) -> Result<Url> {
    let kind = match value {
        Some(Value::String(text)) => return parsed(text),
        None => "undefined",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::Array(_) | Value::Object(_)) => "object",
    };
    Err(NodeError::new(ErrorKind::Operation, format!("URL parameter must be a string, got {kind}")))
}

fn parsed(text: &str) -> Result<Url> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NodeError::new(ErrorKind::Operation, "URL parameter cannot be empty"));
    }
    if !text.starts_with("http://") && !text.starts_with("https://") {
        let message = format!("Invalid URL: {text}. URL must start with \"http\" or \"https\".");
        return Err(NodeError::new(ErrorKind::Operation, message));
    }
    let mut url = Url::parse(text).map_err(|_| invalid())?;
    if url.path().contains('^') {
        let path = url.path().replace('^', "%5E");
        url.set_path(&path);
    }
    if url.query() == Some("") {
        url.set_query(None);
    }
    url.set_fragment(None);
    Ok(url)
}

fn invalid() -> NodeError {
    NodeError::new(ErrorKind::Api, "Invalid URL").with_http_code("ERR_INVALID_URL")
}

#[cfg(test)]
mod tests {
    use nodewright_core::serde_json::json;

    use super::*;

    #[test]
    fn addresses_are_http_or_refused() {
        for (value, expected) in [
            (Some(json!(" http://h/a?#x ")), Ok("http://h/a")),
            (Some(json!("http://h/a^b c?q=a b")), Ok("http://h/a%5Eb%20c?q=a%20b")),
            (Some(json!("HTTP://h/")), Err("Invalid URL: HTTP://h/. URL must start with \"http\" or \"https\".")),
            (Some(json!("http://h:99999/")), Err("Invalid URL")),
            (Some(json!("  ")), Err("URL parameter cannot be empty")),
            (Some(json!(5)), Err("URL parameter must be a string, got number")),
            (None, Err("URL parameter must be a string, got undefined")),
        ] {
            let found = of(value.as_ref());
            let found = found.as_ref().map(Url::as_str).map_err(NodeError::message);
            assert_eq!(found, expected, "{value:?}");
        }
    }
}
