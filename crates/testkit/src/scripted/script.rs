//! Scripts as data, in the form of the recorded conformance cases.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{RecordedRequest, Reply, respond::nth_or_last};

/// A script read from JSON.
///
/// | JSON | answer |
/// |---|---|
/// | `{"echo": true}` | 200, `{"headers": {}, "statusCode": 200, "requestOptions": {"method", "url", "qs", "body"}}`: path, nested query and JSON body (its text when it is no JSON, `{}` when there is none) of the request |
/// | `{"responses": [reply, …]}` | the n-th request gets the n-th reply, the last repeats |
/// | `{"byPath": {"/path?query": reply, "/path": reply, "*": reply}}` | the first that fits, in this order; else 404 |
/// | `{"paged": {…}}` | see [`Paged`] |
/// | `{"cursor": {"pages": […]}}` | see [`Cursor`] |
/// | a [`Reply`] | that reply, always |
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Value")]
#[non_exhaustive]
pub enum Script {
    /// Tells the client what it sent.
    Echo,
    /// One reply per request, the last repeats.
    Responses(Vec<Reply>),
    /// A reply per path, tried with the query first; `*` is for every other.
    ByPath(IndexMap<String, Reply>),
    /// A list that is read by limit and offset.
    Paged(Paged),
    /// A list that is read by `?page=`.
    Cursor(Cursor),
    /// Always the same.
    Always(Reply),
}

/// The items `{"id": 1}` to `{"id": total}`, of which a request gets `limit` (all) from `offset` (0).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Paged {
    /// How many items there are.
    pub total: usize,
    /// The parameter that holds the limit.
    pub limit_param: String,
    /// The parameter that holds the offset.
    pub offset_param: String,
    /// Where the parameters are; in the query when missing.
    #[serde(default, rename = "in")]
    pub location: Location,
    /// Dotted path of the array in the answer; the answer is the array itself when missing.
    pub root: Option<String>,
}

/// Where a request carries its paging parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the query string.
    #[default]
    Query,
    /// At the top level of the JSON body.
    Body,
}

/// Pages of items: `?page=n` (from 1, the default) gets `{"data": page, "next": n + 1}`, the last one `"next": null`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The items of each page.
    pub pages: Vec<Vec<Value>>,
}

/// The forms that are told by their one key.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Keyed {
    Echo(bool),
    Responses(Vec<Reply>),
    ByPath(IndexMap<String, Reply>),
    Paged(Paged),
    Cursor(Cursor),
}

const KEYS: [&str; 5] = ["echo", "responses", "byPath", "paged", "cursor"];

impl TryFrom<Value> for Script {
    type Error = serde_json::Error;

    fn try_from(script: Value) -> Result<Self, Self::Error> {
        if !KEYS.iter().any(|key| script.get(key).is_some()) {
            return serde_json::from_value(script).map(Self::Always);
        }
        Ok(match serde_json::from_value(script)? {
            Keyed::Echo(true) => Self::Echo,
            Keyed::Echo(false) => Self::Responses(Vec::new()),
            Keyed::Responses(replies) => Self::Responses(replies),
            Keyed::ByPath(replies) => Self::ByPath(replies),
            Keyed::Paged(paged) => Self::Paged(paged),
            Keyed::Cursor(cursor) => Self::Cursor(cursor),
        })
    }
}

impl Script {
    pub(super) fn reply_to(&self, request: &RecordedRequest) -> Reply {
        match self {
            Self::Echo => echo(request),
            Self::Responses(replies) => nth_or_last(replies, request.index),
            Self::ByPath(replies) => [&request.target, request.path(), "*"]
                .iter()
                .find_map(|key| replies.get(*key))
                .cloned()
                .unwrap_or_else(|| Reply::status(404)),
            Self::Paged(paged) => paged.reply_to(request),
            Self::Cursor(cursor) => cursor.reply_to(request),
            Self::Always(reply) => reply.clone(),
        }
    }
}

fn echo(request: &RecordedRequest) -> Reply {
    let body = match request.json() {
        Some(body) => body,
        None if request.body.is_empty() => json!({}),
        None => Value::String(request.text()),
    };
    Reply::json(&json!({
        "headers": {},
        "statusCode": 200,
        "requestOptions": {
            "method": request.method,
            "url": request.path(),
            "qs": request.nested_query(),
            "body": body,
        },
    }))
}

impl Paged {
    fn reply_to(&self, request: &RecordedRequest) -> Reply {
        let limit = self.parameter(request, &self.limit_param).unwrap_or(self.total);
        let offset = self.parameter(request, &self.offset_param).unwrap_or(0);
        let items = (offset + 1..=self.total).take(limit).map(|id| json!({ "id": id })).collect();
        Reply::json(&wrapped(items, self.root.as_deref()))
    }

    fn parameter(&self, request: &RecordedRequest, name: &str) -> Option<usize> {
        let value = match self.location {
            Location::Query => request.query_pairs().into_iter().find(|(known, _)| known == name)?.1,
            Location::Body => match request.json()?.get(name)? {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            },
        };
        value.parse().ok()
    }
}

/// `{"a": {"b": items}}` for the root `a.b`.
fn wrapped(items: Vec<Value>, root: Option<&str>) -> Value {
    let keys = root.into_iter().flat_map(|root| root.rsplit('.'));
    keys.fold(Value::Array(items), |inner, key| Value::Object(Map::from_iter([(key.to_owned(), inner)])))
}

impl Cursor {
    fn reply_to(&self, request: &RecordedRequest) -> Reply {
        let asked = request.query_pairs().into_iter().find(|(name, _)| name == "page");
        let page = asked.and_then(|(_, page)| page.parse().ok()).unwrap_or(1_usize).max(1);
        let data = self.pages.get(page - 1).cloned().unwrap_or_default();
        let next = (page < self.pages.len()).then_some(page + 1);
        Reply::json(&json!({ "data": data, "next": next }))
    }
}
