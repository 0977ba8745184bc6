//! Errors in n8n's words.
//!
//! [`api_error`] and [`operation_error`] do what n8n's error classes of these names do with what a service answered
//! or a library threw. The client itself adds to n8n's errors: the description is the service's own
//! text wherever the body carries one, not `Request failed with status code 404`.

mod answer;
#[cfg(feature = "client")]
mod network;
mod search;
mod words;

use nodewright_core::{ErrorKind, NodeError, javascript};
use serde_json::Value;

pub use answer::answer_error;
#[cfg(feature = "client")]
pub(crate) use network::{broken_answer, network_error, timeout_error};

/// What the code that throws an error states; it wins over what is found in the response.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Message.
    pub message: Option<&'a str>,
    /// Description.
    pub description: Option<&'a str>,
    /// HTTP status, or a code such as `ECONNREFUSED`.
    pub http_code: Option<&'a str>,
    /// Messages to replace: where the left text occurs (in any case), the message becomes the right one.
    pub mapping: &'a [(&'a str, &'a str)],
}

/// The error that n8n's `NodeApiError` makes of `thrown`: a service's answer, or an error of an HTTP library as JSON.
///
/// ```
/// use nodewright_http::error::{Said, api_error};
/// let answer = serde_json::json!({"statusCode": 404, "errors": [{"message": "No such item"}]});
/// let error = api_error(&answer, Said::default());
/// assert_eq!(error.message(), "The resource you are requesting could not be found");
/// assert_eq!(error.description(), Some("No such item"));
/// ```
#[must_use]
pub fn api_error(thrown: &Value, said: Said<'_>) -> NodeError {
    thrown_error(ErrorKind::Api, thrown, said)
}

fn thrown_error(kind: ErrorKind, thrown: &Value, said: Said<'_>) -> NodeError {
    let mut text = Text::new(thrown, said);
    if let Some(message) = said.message {
        text.message = Some(message.to_owned());
    } else {
        text.say_by_status();
    }
    if text.message == text.description {
        text.description = None;
    }
    let message = text.message.unwrap_or_default();
    let code = text.http_code.clone().or_else(|| Some(thrown.get("code")?.as_str()?.to_owned()));
    let mut messages = text.messages;
    let message = words::plain(message, &mut messages, code.as_deref(), said.mapping);

    let mut error = NodeError::new(kind, message).with_messages(messages);
    if let Some(description) = text.description {
        error = error.with_description(description);
    }
    if let Some(code) = text.http_code {
        error = error.with_http_code(code);
    }
    match thrown.pointer("/response/data") {
        Some(data) if data.is_object() => error.with_data(data.clone()),
        _ => error,
    }
}

/// The error that n8n's `NodeOperationError` makes of a text.
#[must_use]
pub fn operation_error(message: &str, said: Said<'_>) -> NodeError {
    let shown = said.message.unwrap_or(message);
    let description = said.description.filter(|description| *description != shown);
    let mut messages = Vec::new();
    let plain = words::plain(shown.to_owned(), &mut messages, None, said.mapping);
    let error = NodeError::new(ErrorKind::Operation, plain).with_messages(messages).with_cause("Error", message);
    match description {
        Some(description) => error.with_description(description),
        None => error,
    }
}

/// The texts of an error while they are being found.
struct Text {
    message: Option<String>,
    description: Option<String>,
    http_code: Option<String>,
    messages: Vec<String>,
}

impl Text {
    fn new(thrown: &Value, said: Said<'_>) -> Self {
        let raw = truthy(thrown, &["/message"]);
        let given = said.description.map(str::to_owned);
        let message = raw.clone().or_else(|| truthy(thrown, &["/reason/message"])).or_else(|| given.clone());
        let own = given.clone().or_else(|| truthy(thrown, &["/description", "/reason/description"]));

        // An axios error as the reason of another: what counts is the answer it got.
        let axios =
            |reason: &&Value| reason.get("isAxiosError").is_some_and(is_truthy) && reason["response"].is_object();
        let thrown = thrown.get("reason").filter(axios).map_or(thrown, |reason| &reason["response"]);

        let http_code = said.http_code.map(str::to_owned).or_else(|| truthy(thrown, &["/httpCode"]));
        let http_code = http_code.or_else(|| search::find(thrown, search::CODES));
        let description = search::of_data(thrown.pointer("/response/data")).or(own);
        let description = description.or_else(|| search::find(thrown, search::TEXTS));
        Self { message, description, http_code, messages: raw.into_iter().collect() }
    }

    /// n8n's words for the status; without one the service's own.
    fn say_by_status(&mut self) {
        let gateway = |message: &String| message.to_lowercase().contains("bad gateway");
        if self.http_code.is_none() && self.message.as_ref().is_some_and(gateway) {
            self.http_code = Some("502".into());
        }
        if let Some(message) = self.http_code.as_deref().and_then(words::of_status) {
            let raw = self.message.replace(message.to_owned());
            self.messages.extend(raw.filter(|raw| !self.messages.contains(raw)));
        } else if self.message.is_none() {
            match self.description.take() {
                Some(description) => self.message = Some(description),
                None => {
                    self.message = Some(words::UNKNOWN.into());
                    self.description = Some(words::UNKNOWN_DESCRIPTION.into());
                }
            }
        }
    }
}

/// The first of these places that holds something, as text. n8n leaves a list or an object there as it is; here the
/// text in it counts.
fn truthy(value: &Value, places: &[&str]) -> Option<String> {
    let found = places.iter().filter_map(|place| value.pointer(place)).find(|value| is_truthy(value))?;
    match found {
        Value::Array(_) | Value::Object(_) => search::find(&serde_json::json!({ "errors": found }), search::TEXTS),
        found => Some(javascript::text(found).into_owned()),
    }
}

pub(crate) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(boolean) => *boolean,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
