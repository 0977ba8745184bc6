//! What goes wrong with a request, as an error and as the item that stands for it.

use nodewright_core::{
    ErrorKind, NodeError, Response, Version,
    http::StatusCode,
    json,
    serde_json::{self, Map, Value, json},
};
use nodewright_http::{
    error::{Said, api_error},
    retry_after,
};

/// As much of an answer as goes into an error, in bytes.
const MOST: usize = 1 << 20;

/// Said of a 429 instead of what the service says.
const SPACING: &str = "Try spacing your requests out using the batching settings under 'Options'";

/// How a node reports failures.
#[derive(Clone, Copy)]
pub struct Reports {
    version: Version,
    /// The item that it is about.
    index: usize,
    /// Whether the body of an answer that is an error is quoted as a text, whatever it is.
    pub as_text: bool,
}

impl Reports {
    pub fn new(version: Version, index: usize, as_text: bool) -> Self {
        Self { version, index, as_text }
    }

    /// The error of an answer whose status is one.
    pub async fn status(self, answer: Response) -> NodeError {
        let (status, wait) = (answer.status, retry_after(&answer.headers));
        let error = match answer.start(MOST).await {
            Ok(text) => self.of_status(status, &text),
            Err(error) => self.network(error),
        };
        match wait {
            Some(wait) => error.with_retry_after(wait),
            None => error,
        }
    }

    fn of_status(self, status: StatusCode, text: &str) -> NodeError {
        let parsed = json::parse(text).unwrap_or_else(|_| text.into());
        let quoted = if self.as_text { Value::from(text) } else { parsed.clone() };
        let raw = match status.as_u16() {
            429 if self.version >= Version::new(3.0) => SPACING.to_owned(),
            code => format!("{code} - {quoted}"),
        };
        let thrown = json!({
            "message": raw, "statusCode": status.as_u16(), "error": parsed, "response": { "data": parsed },
        });
        let error = api_error(&thrown, Said::default());
        let kind = if status.is_server_error() { "ERR_BAD_RESPONSE" } else { "ERR_BAD_REQUEST" };
        let mut shown =
            thrown_item(&raw, "AxiosError", &format!("Request failed with status code {}", status.as_u16()));
        shown.insert("code".into(), kind.into());
        shown.insert("status".into(), status.as_u16().into());
        self.shown(error, shown, Some(parsed))
    }

    /// With the item that stands for the error.
    fn shown(self, error: NodeError, thrown: Map<String, Value>, body: Option<Value>) -> NodeError {
        let mut item = Map::from_iter([("error".to_owned(), thrown.into())]);
        if self.version >= Version::new(4.5) {
            let said = [
                ("message", Some(error.message())),
                ("description", error.description()),
                ("httpCode", error.http_code()),
            ];
            let mut details: Map<String, Value> =
                said.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.into()))).collect();
            details.extend(body.map(|body| ("body".to_owned(), body)));
            details.insert("context".into(), json!({ "itemIndex": self.index }));
            item.insert("details".into(), details.into());
        }
        error.shown_as(item)
    }

    /// The error of a request that got no answer.
    pub fn network(self, error: NodeError) -> NodeError {
        if !matches!(error.kind(), ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Api) {
            return error;
        }
        let Some(code) = error.http_code().or(error.code()).map(str::to_owned) else { return error };
        let raw = error.messages().first().map_or(error.message(), String::as_str).to_owned();
        let name = if error.kind() == ErrorKind::Timeout { "AxiosError" } else { "Error" };
        let mut shown = thrown_item(&raw, name, &raw);
        shown.insert("code".into(), code.clone().into());
        self.shown(error.with_http_code(code), shown, None)
    }
}

/// An error with the item that stands for it: its message, and no error beside it.
pub fn as_text(mut error: NodeError) -> NodeError {
    let shown = error.take_shown().unwrap_or_else(|| Map::from_iter([("error".to_owned(), error.message().into())]));
    error.shown_as(shown)
}

/// The error of a body that broke off: what the network says, without advice.
pub fn broken(error: NodeError) -> NodeError {
    match error.messages().first().cloned() {
        Some(raw) => error.with_message(raw),
        None => error,
    }
}

/// As n8n shows what its HTTP library throws.
fn thrown_item(message: &str, name: &str, cause: &str) -> Map<String, Value> {
    let entries = [("message", message.to_owned()), ("name", name.to_owned()), ("stack", format!("{name}: {cause}"))];
    entries.into_iter().map(|(key, text)| (key.to_owned(), text.into())).collect()
}

/// The error of a parameter that is no JSON.
pub fn not_json(title: &str, error: &json::Error) -> NodeError {
    NodeError::new(ErrorKind::Operation, format!("The value in the \"{title}\" field is not valid JSON"))
        .with_description(error.javascript())
}

/// A value as JavaScript writes it.
pub fn compact(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
