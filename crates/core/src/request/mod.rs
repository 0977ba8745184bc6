//! An outgoing request as plain data.

mod options;

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{Extensions, HeaderMap, HeaderValue, Method, header::AUTHORIZATION};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Binary, Content, ErrorKind, NodeError, Result, Secret};

pub use options::{
    AnswerFormat, ArrayFormat, FormFormat, Forward, Proxy, Redirects, RequestOptions, StatusErrors, TlsIdentity,
};

/// What an operation asks of its service. Nothing is sent by it; the node's client does that.
///
/// ```
/// use nodewright_core::Request;
/// let mut request = Request::post("/items/articles");
/// request.set("title", "One");
/// assert_eq!(request.json_body().unwrap()["title"], "One");
///
/// let mut request = Request::get("/items/articles");
/// request.set("limit", 5);
/// assert_eq!(request.query["limit"], 5);
/// ```
#[derive(Clone)]
pub struct Request {
    /// GET and HEAD put fields into the query, the others into the body.
    pub method: Method,
    /// Percent-encoded path below the service's base URL, with a leading slash; empty where there is a [`url`](Self::url).
    pub path: String,
    /// Absolute URL that it goes to instead, whatever the service's base is. The credential signs it where its domains
    /// allow that.
    pub url: Option<String>,
    /// Path of the same route before the service moved it; the node's client knows when to take it.
    pub former_path: Option<String>,
    /// Query as JSON; encoded as n8n does (`a[b][0]=…`), `undefined` and empty containers left out.
    pub query: Map<String, Value>,
    /// Further headers; those that the credential sets win over them.
    pub headers: HeaderMap,
    /// What is sent.
    pub body: Body,
    /// Whether the credential is applied. Off for calls that must not carry a token.
    pub authenticate: bool,
    /// What sending it does to the service; decides on automatic retries.
    pub effect: Option<crate::Effect>,
    /// How it is sent, and how its answer is taken.
    pub options: RequestOptions,
    /// What a node's own shapes tell its client, for example how the answer becomes items.
    pub extensions: Extensions,
    secrets: Vec<Secret>,
    /// What was made of a credential.
    made: Vec<String>,
    signed_body: bool,
    to_query: bool,
    whole: bool,
}

/// The body of a request.
#[derive(Clone, Default)]
pub enum Body {
    /// None.
    #[default]
    None,
    /// JSON.
    Json(Value),
    /// `application/x-www-form-urlencoded`.
    Form(Map<String, Value>),
    /// `multipart/form-data`, in this order.
    Multipart(Vec<Part>),
    /// Bytes as they are, with their content type.
    Bytes {
        /// Content type.
        mime: String,
        /// The bytes.
        bytes: Content,
    },
}

/// One part of a multipart body.
#[derive(Clone)]
pub struct Part {
    /// Name of the form field.
    pub name: String,
    /// File name, for a file.
    pub file_name: Option<String>,
    /// Content type; none for a plain field.
    pub mime: Option<String>,
    /// The bytes.
    pub bytes: Content,
}

impl Part {
    /// A plain field.
    pub fn field(name: impl Into<String>, bytes: impl Into<Content>) -> Self {
        Self { name: name.into(), file_name: None, mime: None, bytes: bytes.into() }
    }

    /// A file with its name and type; one without a name is called `file`, because a part without one is not a file.
    pub fn file(name: impl Into<String>, file: &Binary, bytes: Content) -> Self {
        let file_name = file.file_name.clone().unwrap_or_else(|| "file".into());
        Self { name: name.into(), file_name: Some(file_name), mime: Some(file.mime_type.clone()), bytes }
    }
}

impl Request {
    /// A request with nothing in it yet.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            url: None,
            former_path: None,
            query: Map::new(),
            headers: HeaderMap::new(),
            body: Body::None,
            authenticate: true,
            effect: None,
            options: RequestOptions::default(),
            extensions: Extensions::new(),
            secrets: Vec::new(),
            made: Vec::new(),
            signed_body: false,
            to_query: false,
            whole: false,
        }
    }

    /// A request to an absolute URL.
    pub fn to_url(method: Method, url: impl Into<String>) -> Self {
        Self { url: Some(url.into()), ..Self::new(method, String::new()) }
    }

    /// A request that carries fields: its body is a JSON object, empty until something is set; GET and HEAD have none.
    pub fn with_fields(method: Method, path: impl Into<String>) -> Self {
        let mut request = Self::new(method, path);
        if !request.is_query() {
            request.body = Body::Json(Value::Object(Map::new()));
        }
        request
    }

    /// A GET.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// A POST.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    /// A PATCH.
    pub fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// A DELETE.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// Without the credential.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.authenticate = false;
        self
    }

    /// Sets a field: of the query for GET and HEAD, of the JSON body otherwise.
    pub fn set(&mut self, name: &str, value: impl Serialize) {
        self.set_value(name, serde_json::to_value(value).unwrap_or(Value::Null));
    }

    /// Sets a field to a value that is JSON already.
    pub fn set_value(&mut self, name: &str, value: Value) {
        if self.whole {
            return self.set_all(value);
        }
        self.fields().insert(name.to_owned(), value);
    }

    /// Sets a field to a secret, and remembers it so that no answer that quotes it gets into an error.
    pub fn set_secret(&mut self, name: &str, secret: &Secret) {
        self.set_value(name, secret.expose().into());
        self.secrets.push(secret.clone());
    }

    /// Sets a field of the query, whatever the method.
    pub fn set_query(&mut self, name: &str, value: impl Serialize) {
        self.in_query(|request| request.set(name, value));
    }

    /// What `put` sets goes to the query, whatever the method.
    pub fn in_query(&mut self, put: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.to_query, true);
        put(self);
        self.to_query = before;
    }

    /// What `put` sets is, whatever its name, the whole of what the fields would make.
    pub fn as_whole(&mut self, put: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.whole, true);
        put(self);
        self.whole = before;
    }

    /// Takes `value` as the whole of what the fields would make: the body, or for GET and HEAD the query.
    pub fn set_all(&mut self, value: Value) {
        match value {
            Value::Object(map) if self.is_query() => self.query = map,
            value if !self.is_query() => self.body = Body::Json(value),
            _ => {}
        }
    }

    /// The JSON body, if there is one.
    pub fn json_body(&self) -> Option<&Value> {
        match &self.body {
            Body::Json(value) => Some(value),
            _ => None,
        }
    }

    /// Sets Basic authentication, as a header that does not leave the host, and hides it.
    ///
    /// # Errors
    /// What cannot be sent.
    pub fn set_basic_auth(&mut self, user: &str, password: &str) -> Result<()> {
        let encoded = BASE64_STANDARD.encode(format!("{user}:{password}"));
        let mut value = HeaderValue::from_str(&format!("Basic {encoded}"))
            .map_err(|error| NodeError::new(ErrorKind::Credential, error.to_string()))?;
        value.set_sensitive(true);
        self.headers.insert(AUTHORIZATION, value);
        self.hide(encoded);
        Ok(())
    }

    /// Hides a text that was made of a credential: it does not get into errors and traces.
    pub fn hide(&mut self, made: String) {
        self.made.push(made);
    }

    /// Says that a credential is in the body, which then does not go to another host.
    pub fn mark_body_as_signed(&mut self) {
        self.signed_body = true;
    }

    /// Whether a credential is in the body.
    pub fn has_signed_body(&self) -> bool {
        self.signed_body
    }

    /// The secrets in it, for redaction.
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// The secrets in it and the texts that were made of a credential, consuming the request.
    pub fn into_hidden(self) -> (Vec<Secret>, Vec<String>) {
        (self.secrets, self.made)
    }

    fn is_query(&self) -> bool {
        self.to_query || self.method == Method::GET || self.method == Method::HEAD
    }

    fn fields(&mut self) -> &mut Map<String, Value> {
        if self.is_query() {
            return &mut self.query;
        }
        if !matches!(self.body, Body::Json(Value::Object(_)) | Body::Form(_)) {
            self.body = Body::Json(Value::Object(Map::new()));
        }
        match &mut self.body {
            Body::Json(Value::Object(map)) | Body::Form(map) => map,
            // Made an object just above.
            _ => &mut self.query,
        }
    }
}

/// Shows its shape, not its content: bodies and queries hold user input.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = match &self.body {
            Body::None => "none",
            Body::Json(_) => "json",
            Body::Form(_) => "form",
            Body::Multipart(_) => "multipart",
            Body::Bytes { .. } => "bytes",
        };
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("absolute", &self.url.is_some())
            .field("query", &self.query.keys().collect::<Vec<_>>())
            .field("body", &body)
            .finish_non_exhaustive()
    }
}
