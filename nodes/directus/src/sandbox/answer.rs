//! Responses, and errors in the shape of Directus.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use nodewright_core::serde_json::{Map, Value, json};

/// A successful answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: String,
    /// `Set-Cookie` headers.
    pub cookies: Vec<String>,
    pub location: Option<String>,
}

pub(super) const JSON: &str = "application/json; charset=utf-8";

impl Answer {
    pub fn json(body: &Value) -> Self {
        Self::of(200, JSON, body.to_string())
    }

    /// 200 `{"data": …}`.
    pub fn data(data: impl Into<Value>) -> Self {
        Self::json(&json!({ "data": data.into() }))
    }

    /// 204.
    pub fn empty() -> Self {
        Self::of(204, "", String::new())
    }

    pub fn of(status: u16, content_type: &'static str, body: String) -> Self {
        Self { status, content_type, body, cookies: Vec::new(), location: None }
    }

    pub fn cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    pub fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        let cookies = self.cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie));
        let location = self.location.into_iter().map(|location| (header::LOCATION, location));
        for (name, value) in cookies.chain(location) {
            // Tokens and addresses made here are always fit for a header.
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().append(name, value);
            }
        }
        if !self.content_type.is_empty() {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        response
    }
}

/// An error answer: `{"errors": [{"message", "extensions": {…, "code"}}]}`.
#[derive(Debug)]
pub(super) struct Failure {
    status: u16,
    message: String,
    code: &'static str,
    extensions: Vec<(&'static str, Value)>,
    cookies: Vec<String>,
}

impl Failure {
    fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), code, extensions: Vec::new(), cookies: Vec::new() }
    }

    fn with(mut self, extension: &'static str, value: impl Into<Value>) -> Self {
        self.extensions.push((extension, value.into()));
        self
    }

    pub fn cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    pub fn invalid_payload(reason: &str) -> Self {
        Self::new(400, "INVALID_PAYLOAD", format!("Invalid payload. {reason}.")).with("reason", reason)
    }

    pub fn invalid_query(reason: &str) -> Self {
        Self::new(400, "INVALID_QUERY", format!("Invalid query. {reason}.")).with("reason", reason)
    }

    pub fn invalid_credentials() -> Self {
        Self::new(401, "INVALID_CREDENTIALS", "Invalid user credentials.")
    }

    pub fn token_expired() -> Self {
        Self::new(401, "TOKEN_EXPIRED", "Token expired.")
    }

    pub fn invalid_token() -> Self {
        Self::new(403, "INVALID_TOKEN", "Invalid token.")
    }

    pub fn forbidden() -> Self {
        Self::new(403, "FORBIDDEN", "You don't have permission to access this.")
    }

    pub fn no_collection(collection: &str) -> Self {
        Self::forbidden_because(format!(
            "You don't have permission to access collection \"{collection}\" or it does not exist. Queried in root."
        ))
    }

    pub fn no_field(field: &str, collection: &str) -> Self {
        Self::forbidden_because(format!(
            "You don't have permission to access field \"{field}\" in collection \"{collection}\" or it does not exist. \
             Queried in root."
        ))
    }

    pub fn may_not_read(collection: &str) -> Self {
        Self::forbidden_because(format!(
            "You don't have permission to perform \"read\" for collection \"{collection}\" or it does not exist."
        ))
    }

    fn forbidden_because(reason: String) -> Self {
        Self::new(403, "FORBIDDEN", reason.as_str()).with("reason", reason)
    }

    pub fn not_unique(collection: &str, field: &str, value: &Value) -> Self {
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let message =
            format!("Value \"{shown}\" for field \"{field}\" in collection \"{collection}\" has to be unique.");
        Self::new(400, "RECORD_NOT_UNIQUE", message)
            .with("collection", collection)
            .with("field", field)
            .with("value", value.clone())
    }

    pub fn route_not_found(path: &str) -> Self {
        Self::new(404, "ROUTE_NOT_FOUND", format!("Route {path} doesn't exist.")).with("path", path)
    }

    pub fn is_expiry(&self) -> bool {
        self.code == "TOKEN_EXPIRED"
    }

    pub fn into_answer(self) -> Answer {
        let extensions = self.extensions.into_iter().chain([("code", self.code.into())]);
        let extensions: Map<_, _> = extensions.map(|(name, value)| (name.to_owned(), value)).collect();
        let body = json!({ "errors": [{ "message": self.message, "extensions": extensions }] });
        Answer { cookies: self.cookies, ..Answer::of(self.status, JSON, body.to_string()) }
    }
}
