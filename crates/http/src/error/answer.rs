//! The error of an answer whose status is one.

use http::StatusCode;
use nodewright_core::{ErrorKind, NodeError};
use serde_json::Value;

use super::{search, words};

/// As much of a text body as goes into an error, in bytes.
const DATA: usize = 4096;
/// As much of it as is a description.
const DESCRIPTION: usize = 500;

/// The error for a status: n8n's words as message, the service's own as description, the body as data.
#[must_use]
pub fn answer_error(status: StatusCode, is_html: bool, body: Option<Value>) -> NodeError {
    let code = status.as_str();
    let raw = format!("Request failed with status code {code}");
    let message = words::of_status(code).map_or_else(|| raw.clone(), str::to_owned);
    let own = body.as_ref().and_then(|body| own_text(body, is_html));
    let description = own.unwrap_or_else(|| raw.clone());

    let mut error = NodeError::new(ErrorKind::Api, &message).with_http_code(code).with_messages(vec![raw]);
    if description != message {
        error = error.with_description(description);
    }
    if let Some(code) = body.as_ref().and_then(own_code) {
        error = error.with_code(code);
    }
    match body {
        Some(Value::String(text)) => error.with_data(Value::String(cut(&text, DATA).to_owned())),
        Some(body) => error.with_data(body),
        None => error,
    }
}

/// The service's own message.
fn own_text(body: &Value, is_html: bool) -> Option<String> {
    match body {
        Value::String(text) if is_html || text.trim_start().starts_with('<') => None,
        Value::String(text) => Some(cut(text.trim(), DESCRIPTION).to_owned()).filter(|text| !text.is_empty()),
        Value::Array(_) => search::find(&serde_json::json!({ "errors": body }), search::TEXTS),
        body => search::of_data(Some(body)).or_else(|| search::find(body, search::TEXTS)),
    }
}

/// The service's own code, for example Directus' `errors[0].extensions.code`.
fn own_code(body: &Value) -> Option<String> {
    let places = ["/errors/0/extensions/code", "/errors/0/code", "/error/code", "/code"];
    places.iter().find_map(|place| match body.pointer(place)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The first `length` bytes, without cutting a character.
fn cut(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_description_is_what_the_service_says() {
        let directus = json!({"errors": [{"message": "A", "extensions": {"code": "FORBIDDEN"}}, {"message": "B"}]});
        // status, body, message, description, code
        let cases = [
            (403, directus, "Forbidden - perhaps check your credentials?", Some("A | B"), Some("FORBIDDEN")),
            (
                400,
                json!({"error": "Bad Request", "message": "no id"}),
                "Bad request - please check your parameters",
                Some("no id"),
                None,
            ),
            (400, json!({"message": ["a", "b"]}), "Bad request - please check your parameters", Some("a | b"), None),
            (
                418,
                json!({"error": {"message": "tea", "code": 7}}),
                "Your request is invalid or could not be processed by the service",
                Some("tea"),
                Some("7"),
            ),
            (500, json!([{"detail": "d"}]), "The service was not able to process your request", Some("d"), None),
            (
                500,
                json!("out of paper\n"),
                "The service was not able to process your request",
                Some("out of paper"),
                None,
            ),
            (
                502,
                json!("<html>nginx</html>"),
                "Bad gateway - the service failed to handle your request",
                Some("Request failed with status code 502"),
                None,
            ),
            (300, json!(null), "Request failed with status code 300", None, None),
        ];
        for (status, body, message, description, code) in cases {
            let error = answer_error(StatusCode::from_u16(status).unwrap(), false, Some(body.clone()));
            assert_eq!((error.message(), error.description(), error.code()), (message, description, code), "{body}");
            assert_eq!(error.http_code(), Some(status.to_string().as_str()));
            assert_eq!(error.data(), Some(&body));
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let error = answer_error(StatusCode::BAD_REQUEST, false, Some(Value::String("ä".repeat(9999))));
        assert_eq!(error.description().map(str::len), Some(500));
        assert_eq!(error.data().and_then(Value::as_str).map(str::len), Some(4096));
    }
}
