//! A server that answers as n8n's nodes were answered.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use nodewright_testkit::{RecordedRequest, Reply, Respond};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::Place;

/// One answer of a script.
#[derive(Clone, Deserialize, serde::Serialize)]
pub struct Answer {
    path: Option<String>,
    status: Option<u16>,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(rename = "statusMessage")]
    reason: Option<String>,
    #[serde(default, deserialize_with = "present")]
    json: Option<Value>,
    text: Option<String>,
    base64: Option<String>,
    #[serde(default)]
    delay: u64,
    #[serde(default)]
    destroy: bool,
    #[serde(default)]
    cut: usize,
}

/// `null` is a body.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The i-th request gets the i-th answer, and the last one again; where one has a path, the first of the request's path.
pub struct Script {
    pub answers: Vec<Answer>,
    pub place: Place,
}

impl Respond for Script {
    fn respond(&self, request: &RecordedRequest) -> Reply {
        let by_path = self.answers.iter().any(|answer| answer.path.is_some());
        let answer = match by_path {
            true => self.answers.iter().find(|answer| answer.path.as_deref() == Some(request.path())),
            false => self.answers.get(request.index).or(self.answers.last()),
        };
        match answer {
            None => Reply::status(404),
            Some(answer) if answer.destroy => Reply::destroy().delay(Duration::from_millis(answer.delay)),
            Some(answer) => {
                let bytes = answer.bytes(&self.place, request.method == "HEAD");
                Reply::verbatim(bytes).delay(Duration::from_millis(answer.delay))
            }
        }
    }
}

impl Answer {
    fn bytes(&self, place: &Place, is_head: bool) -> Vec<u8> {
        let body = match (&self.json, &self.base64, &self.text) {
            (Some(json), _, _) => place.text(&json.to_string()).into_bytes(),
            (None, Some(base64), _) => BASE64_STANDARD.decode(base64).expect("base64"),
            (None, None, text) => place.text(text.as_deref().unwrap_or_default()).into_bytes(),
        };
        let status = self.status.unwrap_or(200);
        let has_body = !matches!(status, 204 | 304);
        let mut head = format!("HTTP/1.1 {status} {}\r\n", self.reason.as_deref().unwrap_or_default());
        let says_type = self.headers.keys().any(|name| name.eq_ignore_ascii_case("content-type"));
        if self.json.is_some() && !says_type {
            head.push_str("content-type: application/json\r\n");
        }
        for (name, value) in &self.headers {
            let one = std::slice::from_ref(value);
            for value in value.as_array().map_or(one, Vec::as_slice).iter().filter_map(Value::as_str) {
                head.push_str(&format!("{}: {}\r\n", name.to_lowercase(), place.text(value)));
            }
        }
        if has_body {
            head.push_str(&format!("content-length: {}\r\n", body.len() + self.cut));
        }
        head.push_str("connection: close\r\n\r\n");
        // Headers are Latin-1.
        let mut bytes: Vec<u8> = head.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
        if has_body && !is_head {
            bytes.extend(body);
        }
        bytes
    }
}
