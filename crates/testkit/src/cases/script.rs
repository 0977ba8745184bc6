//! A server that expects requests in order.

use std::sync::Mutex;

use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use nodewright_core::{
    HttpClient, Redirects, Request, Response, Result, Service, Value,
    serde_json::{Map, json},
};
use serde::Deserialize;

use crate::harness::wire::{self, Sent};
use crate::loopback::lock;

/// A request and its answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Method, path and query as they go out, for example `GET /items/a%2Fb?limit=-1`.
    request: String,
    /// JSON body.
    #[serde(default)]
    body: Option<Value>,
    /// Parts of a multipart body: `[name, file name, MIME type, text]`.
    #[serde(default)]
    multipart: Option<Value>,
    /// Whether the token must not be sent.
    #[serde(default)]
    anonymous: bool,
    /// `{status, headers, contentType}` and `json`, `rows` (that many, from id on) or `body`; an answer without
    /// content if it is left out.
    #[serde(default)]
    answer: Map<String, Value>,
}

/// The steps and what went wrong with them.
pub struct Script {
    steps: Mutex<std::vec::IntoIter<Step>>,
    wrong: Mutex<Vec<String>>,
    no_route: Value,
    rows_under: Option<&'static str>,
}

impl Script {
    pub fn new(steps: Vec<Step>, no_route: Value, rows_under: Option<&'static str>) -> Self {
        Self { steps: Mutex::new(steps.into_iter()), wrong: Mutex::default(), no_route, rows_under }
    }

    /// What was not as expected, with the steps that never came.
    pub fn wrong(&self) -> Vec<String> {
        let mut wrong = std::mem::take(&mut *lock(&self.wrong));
        wrong.extend(lock(&self.steps).as_slice().iter().map(|step| format!("not sent: {}", step.request)));
        wrong
    }
}

#[async_trait]
impl HttpClient for Script {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        let query = wire::query(&request);
        let mark = if query.is_empty() { "" } else { "?" };
        let came = format!("{} {}{mark}{query}", request.method, request.path);
        let step = lock(&self.steps).next();
        let mut wrong = lock(&self.wrong);
        let Some(step) = step else {
            wrong.push(format!("sent besides: {came}"));
            return wire::answer(&self.no_route);
        };
        if step.request != came {
            wrong.push(format!("request {} -> {came}", step.request));
        }
        let expected = json!([step.body, step.multipart, step.anonymous]);
        let own = match wire::sent(&request.body) {
            Sent::Nothing => json!([null, null, !request.authenticate]),
            Sent::Json(value) => json!([value, null, !request.authenticate]),
            Sent::Multipart(parts) => {
                json!([null, parts.into_iter().map(readable).collect::<Value>(), !request.authenticate])
            }
        };
        if expected != own {
            wrong.push(format!("{came}: {expected} -> {own}"));
        }
        if request.options.redirects == Redirects::Follow
            && step.answer.get("status").is_some_and(|status| *status == 302)
        {
            wrong.push(format!("{came}: follows the redirect"));
        }
        wire::answer(&written(step.answer, self.rows_under))
    }
}

fn readable(part: [String; 4]) -> Value {
    let [name, file_name, mime, base64] = part;
    json!([name, file_name, mime, String::from_utf8_lossy(&BASE64_STANDARD.decode(base64).unwrap())])
}

/// The answer with its body as text.
fn written(mut answer: Map<String, Value>, rows_under: Option<&str>) -> Value {
    let rows = answer.remove("rows").map(|range| {
        let (from, to) = (range[0].as_u64().unwrap(), range[1].as_u64().unwrap());
        let rows: Value = (from..=to).map(|id| json!({ "id": id })).collect();
        rows_under.map_or_else(|| rows.clone(), |key| json!({ key: rows }))
    });
    let json = answer.remove("json").or(rows);
    if answer.is_empty() && json.is_none() {
        answer.insert("status".into(), 204.into());
    }
    if let Some(json) = json {
        answer.insert("body".into(), json.to_string().into());
    }
    answer.into()
}
