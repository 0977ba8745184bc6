//! Where services put the text and the code of an error, in n8n's order of precedence.

use nodewright_core::javascript;
use serde_json::Value;

use super::is_truthy;

/// Keys of a text.
pub(super) const TEXTS: &[&str] = &[
    "cause",
    "error",
    "message",
    "Message",
    "msg",
    "messages",
    "description",
    "reason",
    "detail",
    "details",
    "errors",
    "errorMessage",
    "errorMessages",
    "ErrorMessage",
    "error_message",
    "_error_message",
    "errorDescription",
    "error_description",
    "error_summary",
    "error_info",
    "title",
    "text",
    "field",
    "err",
    "type",
];

/// Keys of a status or code.
pub(super) const CODES: &[&str] = &["statusCode", "status", "code", "status_code", "errorCode", "error_code"];

/// Keys below which the search goes on.
const NESTED: &[&str] = &["Error", "error", "err", "response", "body", "data"];

/// No service nests its message deeper than this.
const DEPTH: usize = 32;

/// The first text under one of `keys`, here or below; the texts of a list are joined by ` | `.
pub(super) fn find(value: &Value, keys: &[&str]) -> Option<String> {
    search(value, keys, true, DEPTH).filter(|text| !text.is_empty())
}

/// The text of an answer's body: its `message`, else its `error.message`.
pub(super) fn of_data(data: Option<&Value>) -> Option<String> {
    let data = data.filter(|data| data.is_object())?;
    let texts = [data.get("message"), data.pointer("/error/message")];
    texts.into_iter().flatten().filter_map(Value::as_str).find(|text| !text.is_empty()).map(str::to_owned)
}

/// Also searches below `NESTED` if there is nothing under `keys` and `nested` is set.
fn search(value: &Value, keys: &[&str], nested: bool, depth: usize) -> Option<String> {
    if depth == 0 {
        return None;
    }
    for key in keys {
        match value.get(key).filter(|value| is_truthy(value)).map(read) {
            Some(Found::Text(text)) => return Some(text),
            Some(Found::List(list)) => return joined(&list, keys, depth),
            Some(Found::Object(object)) => {
                let text = search(&object, keys, false, depth - 1).filter(|text| !text.is_empty());
                if text.is_some() {
                    return text;
                }
            }
            Some(Found::Nothing) | None => {}
        }
    }
    if !nested {
        return None;
    }
    let mut objects = NESTED.iter().filter_map(|key| value.get(key)).filter(|value| value.is_object());
    objects.find_map(|value| search(value, keys, true, depth - 1).filter(|text| !text.is_empty()))
}

fn joined(list: &[Value], keys: &[&str], depth: usize) -> Option<String> {
    let texts = list.iter().filter_map(|element| match element {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(javascript::number_text(number)),
        Value::Object(_) => search(element, keys, false, depth - 1),
        _ => None,
    });
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(" | "))
}

enum Found {
    Text(String),
    List(Vec<Value>),
    Object(Value),
    Nothing,
}

/// The value of a key. A text that is JSON itself counts as its value.
fn read(value: &Value) -> Found {
    let parsed = value.as_str().map(|text| nodewright_json::parse(text).unwrap_or_else(|_| value.clone()));
    match parsed.unwrap_or_else(|| value.clone()) {
        Value::String(text) => Found::Text(text),
        Value::Number(number) => Found::Text(javascript::number_text(&number)),
        Value::Array(list) => Found::List(list),
        Value::Object(map) => Found::Object(Value::Object(map)),
        Value::Null | Value::Bool(_) => Found::Nothing,
    }
}
