//! A service that answers as it was recorded, and keeps what it was asked.

use std::sync::Mutex;

use async_trait::async_trait;
use nodewright_core::{HttpClient, Request, Response, Result, Service, Value, http::Uri};
use percent_encoding::percent_decode_str;

use crate::{
    harness::wire::{self, Sent},
    loopback::lock,
};

/// Answers each recorded request once; anything else is an unknown route.
pub struct Recorded {
    left: Mutex<Vec<Value>>,
    seen: Mutex<Vec<Seen>>,
    no_route: Value,
}

/// A request that came, as far as it is compared.
#[derive(Debug)]
#[non_exhaustive]
pub struct Seen {
    /// Its method.
    pub method: String,
    /// Its path, with that of the base URL.
    pub path: String,
    /// Its query as it goes out.
    pub query: String,
    /// Its body.
    pub body: Sent,
    /// Whether the credential is applied.
    pub authenticated: bool,
    /// The recorded request it answers to.
    pub(crate) recorded: Option<Value>,
    /// Whether that one had the same path only after decoding: the original does not encode values.
    pub(crate) decoded: bool,
}

impl Recorded {
    pub fn new(requests: &Value, no_route: Value) -> Self {
        Self { left: Mutex::new(requests.as_array().unwrap().clone()), seen: Mutex::default(), no_route }
    }

    /// What came, and the recorded requests that did not.
    pub fn result(&self) -> (Vec<Seen>, Vec<Value>) {
        (std::mem::take(&mut *lock(&self.seen)), std::mem::take(&mut *lock(&self.left)))
    }
}

/// Slashes at the end do not matter.
fn route(path: &str) -> &str {
    path.trim_end_matches('/')
}

#[async_trait]
impl HttpClient for Recorded {
    async fn send(&self, service: &Service, request: Request) -> Result<Response> {
        let base: Uri = service.base().parse().unwrap();
        let path = format!("{}{}", base.path().trim_end_matches('/'), request.path);
        let method = request.method.to_string();
        let mut left = lock(&self.left);
        let same = |r: &Value| r["method"] == method && route(r["path"].as_str().unwrap()) == route(&path);
        let exact = left.iter().position(same);
        let decoded = exact.is_none();
        let found = exact.or_else(|| left.iter().position(|r| r["method"] == method && same_decoded(r, &path)));
        let recorded = found.map(|at| left.remove(at));
        let answer = recorded.clone().map(|recorded| recorded["response"].clone());
        lock(&self.seen).push(Seen {
            method,
            path,
            query: wire::query(&request),
            body: wire::sent(&request.body),
            authenticated: request.authenticate,
            recorded,
            decoded,
        });
        wire::answer(&answer.unwrap_or_else(|| self.no_route.clone()))
    }
}

/// In the original a question mark of a value ends the path.
fn same_decoded(recorded: &Value, path: &str) -> bool {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (target, path) = (decode(recorded["target"].as_str().unwrap()), decode(path));
    target.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '&']))
}
