//! The one error of the project, in n8n's shape when it is serialized.

mod json;
mod kind;
mod passing;
mod record;
mod text;

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub use kind::ErrorKind;

/// What every fallible function of a node returns.
pub type Result<T, E = NodeError> = std::result::Result<T, E>;

/// An error of a node: what happened, where, and the service's own message.
///
/// It never holds a parameter's value or a secret. It serializes to n8n's error JSON:
/// `{name, message, description?, httpCode?, status?, code?, messages?, timestamp, node?, context: {itemIndex?, parameter?, data?}, cause?}`.
///
/// ```
/// use nodewright_core::{ErrorKind, NodeError};
/// let error = NodeError::new(ErrorKind::Operation, "boom").at_item(1);
/// let json = serde_json::to_value(&error).unwrap();
/// assert_eq!((json["name"].as_str(), json["context"]["itemIndex"].as_u64()), (Some("NodeOperationError"), Some(1)));
/// ```
///
/// A program whose `main` gives [`Result`] prints an error for people:
///
/// ```text
/// Error: Invalid refresh token
///   The token has expired.
///   (node 'End session', item 1, parameter 'refreshToken', HTTP 401)
/// ```
#[derive(Clone)]
pub struct NodeError(Box<Details>);

#[derive(Clone, Debug, PartialEq)]
struct Details {
    kind: ErrorKind,
    name: Option<String>,
    message: String,
    description: Option<String>,
    http_code: Option<String>,
    status: Option<u16>,
    code: Option<String>,
    messages: Vec<String>,
    node: Option<String>,
    timestamp: u64,
    context: Map<String, Value>,
    cause: Option<Cause>,
    /// Not part of its JSON.
    shown: Option<Map<String, Value>>,
    /// Not part of its JSON.
    retry_after: Option<Duration>,
}

/// The error below an error, reduced to what may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Cause {
    /// Class of the error, for example `Error`.
    pub name: String,
    /// Its text.
    pub message: String,
}

impl NodeError {
    /// An error with a `message` that says what is wrong.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let timestamp = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_millis() as u64);
        Self(Box::new(Details {
            kind,
            name: None,
            message: message.into(),
            description: None,
            http_code: None,
            status: None,
            code: None,
            messages: Vec::new(),
            node: None,
            timestamp,
            context: Map::new(),
            cause: None,
            shown: None,
            retry_after: None,
        }))
    }

    /// A class name other than the kind's, for errors that n8n knows by a name of their own.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.0.name = Some(name.into());
        self
    }

    /// Another message; the old one is gone.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// The text below the message: the service's own, or what to do.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.0.description = Some(description.into());
        self
    }

    /// The HTTP status, as n8n keeps it: text.
    #[must_use]
    pub fn with_http_code(mut self, code: impl ToString) -> Self {
        self.0.http_code = Some(code.to_string());
        self
    }

    /// The status of the answer as a number, which errors of n8n's HTTP library have in the place of an HTTP code.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The service's own error code, for example `INVALID_CREDENTIALS`.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// The raw texts that were replaced by a clearer message.
    #[must_use]
    pub fn with_messages(mut self, messages: Vec<String>) -> Self {
        self.0.messages = messages;
        self
    }

    /// The response body. The caller has removed secrets from it.
    #[must_use]
    pub fn with_data(mut self, data: Value) -> Self {
        self.0.context.insert("data".into(), data);
        self
    }

    /// One more entry of the context.
    #[must_use]
    pub fn with_context(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.context.insert(key.into(), value.into());
        self
    }

    /// The error below this one.
    #[must_use]
    pub fn with_cause(mut self, name: impl Into<String>, message: impl Into<String>) -> Self {
        self.0.cause = Some(Cause { name: name.into(), message: message.into() });
        self
    }

    /// The data of the item that stands for it where the node goes on after errors, for nodes that say there more than the
    /// message.
    #[must_use]
    pub fn shown_as(mut self, json: Map<String, Value>) -> Self {
        self.0.shown = Some(json);
        self
    }

    /// Takes the data of the item that stands for it, if there is some.
    pub fn take_shown(&mut self) -> Option<Map<String, Value>> {
        self.0.shown.take()
    }

    /// Another index of the input item, for an error that counts from elsewhere.
    #[must_use]
    pub fn moved_to_item(mut self, index: usize) -> Self {
        self.0.context.insert("itemIndex".into(), json!(index));
        self
    }

    /// The input item it happened on, unless an inner place has said so already.
    #[must_use]
    pub fn at_item(mut self, index: usize) -> Self {
        self.0.context.entry("itemIndex").or_insert_with(|| json!(index));
        self
    }

    /// The parameter it is about; a name in front of an inner one makes a path, as in `additionalFields.mode`.
    #[must_use]
    pub fn at_parameter(mut self, name: &str) -> Self {
        let path = match self.0.context.get("parameter").and_then(Value::as_str) {
            Some(inner) => format!("{name}.{inner}"),
            None => name.to_owned(),
        };
        self.0.context.insert("parameter".into(), path.into());
        self
    }

    /// The display name of the node it happened in; nothing if the node has no name.
    #[must_use]
    pub fn in_node(mut self, name: &str) -> Self {
        if !name.is_empty() {
            self.0.node.get_or_insert_with(|| name.to_owned());
        }
        self
    }

    /// What went wrong, for code.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// n8n's class name, for example `NodeApiError`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name.as_deref().unwrap_or_else(|| self.0.kind.name())
    }

    /// What went wrong, for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The text below the message.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The HTTP status as text.
    #[must_use]
    pub fn http_code(&self) -> Option<&str> {
        self.0.http_code.as_deref()
    }

    /// The status as a number, of errors of n8n's HTTP library.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The service's own error code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The raw texts behind the message.
    #[must_use]
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// Index of the input item, if there is one.
    pub fn item_index(&self) -> Option<usize> {
        self.0.context.get("itemIndex").and_then(Value::as_u64).map(|i| i as usize)
    }

    /// Path of the parameter it is about.
    pub fn parameter(&self) -> Option<&str> {
        self.0.context.get("parameter").and_then(Value::as_str)
    }

    /// The answer's body, if the service gave one.
    #[must_use]
    pub fn data(&self) -> Option<&Value> {
        self.0.context.get("data")
    }
}
