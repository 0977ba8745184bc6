//! One scripted answer, well-formed or broken on purpose.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

/// One answer of a [`ScriptedServer`](super::ScriptedServer).
///
/// Nothing is sent that the reply does not say, but `content-length` (or `transfer-encoding`, see
/// [`chunked`](Self::chunked)) where the status allows a body.
///
/// In JSON: `status` (200), `statusText`, `headers` (a value or an array of values each), one of `json`, `text` and
/// `base64`, `delay` (ms), `hang` and `destroy`. A `json` body is sent as `application/json` unless `headers` says
/// otherwise; the other two have no content type of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "ReplyJson")]
pub struct Reply {
    pub(super) status: u16,
    pub(super) reason: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
    pub(super) chunked: bool,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    Bytes(Bytes),
    /// That many bytes, made while they are sent.
    Filler(u64),
    /// Written in place of status line, headers and body.
    Verbatim(Bytes),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Hang,
    Destroy,
    CutAfter(u64),
    StallAfter(u64),
}

impl Reply {
    fn new(status: u16, body: Body) -> Self {
        Self { status, reason: None, headers: Vec::new(), body, chunked: false, delay: Duration::ZERO, fault: None }
    }

    /// Only a status, without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::new(status, Body::Bytes(Bytes::new()))
    }

    /// 200 with a JSON body and `content-type: application/json`.
    #[must_use]
    pub fn json(body: &Value) -> Self {
        Self::bytes(body.to_string()).header("content-type", "application/json")
    }

    /// 200 with a text body; give it its content type with [`header`](Self::header).
    #[must_use]
    pub fn text(body: impl Into<String>) -> Self {
        Self::bytes(body.into())
    }

    /// 200 with these bytes as its body.
    #[must_use]
    pub fn bytes(body: impl Into<Bytes>) -> Self {
        Self::new(200, Body::Bytes(body.into()))
    }

    /// 200 with a body of `length` bytes that is produced while it is sent, for bodies too large to hold.
    #[must_use]
    pub fn filler(length: u64) -> Self {
        Self::new(200, Body::Filler(length))
    }

    /// A redirect without a body.
    #[must_use]
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("location", location)
    }

    /// No answer; the connection stays open until the client closes it.
    #[must_use]
    pub fn hang() -> Self {
        Self { fault: Some(Fault::Hang), ..Self::status(200) }
    }

    /// No answer; the connection is closed as soon as the request is read.
    #[must_use]
    pub fn destroy() -> Self {
        Self { fault: Some(Fault::Destroy), ..Self::status(200) }
    }

    /// Exactly these bytes on the wire, status line and all, and then the end of the connection.
    #[must_use]
    pub fn verbatim(response: impl Into<Bytes>) -> Self {
        Self::new(200, Body::Verbatim(response.into()))
    }

    /// The same reply with another status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same reply with another reason phrase than the status' own.
    #[must_use]
    pub fn with_reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Adds a header, sent as spelled here. A name may be added several times.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Waits this long before it answers (or destroys).
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sends the body in chunks, without a length.
    #[must_use]
    pub fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }

    /// Announces the whole body, sends its first `sent` bytes and closes the connection.
    #[must_use]
    pub fn cut_after(mut self, sent: u64) -> Self {
        self.fault = Some(Fault::CutAfter(sent));
        self
    }

    /// Announces the whole body, sends its first `sent` bytes and then nothing until the client closes.
    #[must_use]
    pub fn stall_after(mut self, sent: u64) -> Self {
        self.fault = Some(Fault::StallAfter(sent));
        self
    }

    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ReplyJson {
    #[serde(default = "ok")]
    status: u16,
    status_text: Option<String>,
    #[serde(default)]
    headers: IndexMap<String, Value>,
    #[serde(default, deserialize_with = "present")]
    json: Option<Value>,
    text: Option<String>,
    base64: Option<String>,
    #[serde(default)]
    delay: u64,
    #[serde(default)]
    hang: bool,
    #[serde(default)]
    destroy: bool,
}

fn ok() -> u16 {
    200
}

/// Tells `"json": null`, a body, from a missing key.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

impl TryFrom<ReplyJson> for Reply {
    type Error = serde_json::Error;

    fn try_from(from: ReplyJson) -> Result<Self, Self::Error> {
        let is_json = from.json.is_some();
        let mut reply = match (from.json, from.text, from.base64) {
            (None, None, None) => Self::status(200),
            (Some(json), None, None) => Self::bytes(json.to_string()),
            (None, Some(text), None) => Self::text(text),
            (None, None, Some(base64)) => Self::bytes(BASE64.decode(base64).map_err(Self::Error::custom)?),
            _ => return Err(Self::Error::custom("a reply has one body: `json`, `text` or `base64`")),
        };
        for (name, value) in &from.headers {
            for value in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
                reply = reply.header(name, header_text(name, value)?);
            }
        }
        if is_json && !reply.has_header("content-type") {
            reply = reply.header("content-type", "application/json");
        }
        reply.status = from.status;
        reply.reason = from.status_text;
        reply.delay = Duration::from_millis(from.delay);
        reply.fault = match (from.hang, from.destroy) {
            (true, _) => Some(Fault::Hang),
            (_, true) => Some(Fault::Destroy),
            _ => None,
        };
        Ok(reply)
    }
}

fn header_text(name: &str, value: &Value) -> Result<String, serde_json::Error> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde_json::Error::custom(format!("header `{name}` is neither text nor a number"))),
    }
}
