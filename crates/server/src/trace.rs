//! The requests of a node, for debugging.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use nodewright::{
    HttpClient, Item, Property, Request, Response, Result, Service,
    core::{AuthenticateRule, Body},
    http::{HeaderMap, HeaderValue},
};
use nodewright_http::{Redactor, query};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Replaces a secret.
const HIDDEN: &str = "[secret]";

/// A request as the node made it, without secrets. What the HTTP client adds on its own (`accept`, `user-agent`,
/// redirects, repetitions) is not in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SentRequest {
    /// Method.
    pub method: String,
    /// Address with path and query.
    pub url: String,
    /// Headers; those of the credential have no value here.
    #[schemars(with = "BTreeMap<String, String>")]
    pub headers: Map<String, Value>,
    /// What was sent: JSON and forms as they are, of files what they are called and how long they are.
    pub body: Value,
}

/// What `execute` answers with `trace`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Traced {
    /// The items of every output.
    pub outputs: Vec<Vec<Item>>,
    /// What was sent, in that order.
    pub requests: Vec<SentRequest>,
}

/// Records what goes through a client.
pub(crate) struct Trace(Arc<Recorder>);

struct Recorder {
    client: Arc<dyn HttpClient>,
    secret: BTreeSet<String>,
    sent: Mutex<Vec<SentRequest>>,
}

impl Trace {
    /// Around this client. A field of a body that is called like a password field of the form is hidden too: who writes
    /// a body as JSON does not tell which parts of it are secret.
    pub fn new(client: Arc<dyn HttpClient>, form: &[Property]) -> Self {
        let mut secret = BTreeSet::new();
        password_fields(form, &mut secret);
        Self(Arc::new(Recorder { client, secret, sent: Mutex::default() }))
    }

    /// The client to give to a runtime.
    pub fn client(&self) -> Arc<dyn HttpClient> {
        self.0.clone()
    }

    /// What was sent so far, in that order.
    pub fn requests(&self) -> Vec<SentRequest> {
        self.0.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl HttpClient for Recorder {
    async fn send(&self, service: &Service, request: Request) -> Result<Response> {
        let shown = self.shown(service, &request);
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(shown);
        self.client.send(service, request).await
    }
}

impl Recorder {
    fn shown(&self, service: &Service, request: &Request) -> SentRequest {
        let redactor = Redactor::new(service.credential().map(Arc::as_ref), request.secrets(), &[]);
        let mut headers = headers(&request.headers);
        for name in credential_headers(service, request) {
            headers.insert(name, HIDDEN.into());
        }
        let (mut query, mut body) = (Value::Object(request.query.clone()), body(&request.body));
        self.hide(&mut query);
        self.hide(&mut body);
        SentRequest {
            method: request.method.to_string(),
            url: redactor.text(&address(service, request, &query)),
            headers: redactor.value(&headers.into()).as_object().cloned().unwrap_or_default(),
            body: redactor.value(&body),
        }
    }

    fn hide(&self, value: &mut Value) {
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(name, value)| match self.secret.contains(&plain(name)) {
                true if !value.is_null() => *value = HIDDEN.into(),
                _ => self.hide(value),
            }),
            Value::Array(list) => list.iter_mut().for_each(|value| self.hide(value)),
            _ => {}
        }
    }
}

fn password_fields(form: &[Property], to: &mut BTreeSet<String>) {
    for field in form {
        if field.type_options.as_ref().is_some_and(|options| options.password == Some(true)) {
            to.insert(plain(&field.name));
        }
        password_fields(field.fields(), to);
        field.groups().iter().for_each(|group| password_fields(&group.values, to));
    }
}

/// `refreshToken` and `refresh_token` are one name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn address(service: &Service, request: &Request, query: &Value) -> String {
    let query = query.as_object().map(|query| query::encode(query, request.options.arrays)).unwrap_or_default();
    let (base, path) = match &request.url {
        Some(url) => ("", without_login(url)),
        None => (service.base(), Cow::Borrowed(&*request.path)),
    };
    let separator = match (query.is_empty(), path.contains('?')) {
        (true, _) => "",
        (false, true) => "&",
        (false, false) => "?",
    };
    format!("{base}{path}{separator}{query}")
}

/// A user and a password are sent as a header, which is hidden too.
fn without_login(url: &str) -> Cow<'_, str> {
    let parts = url
        .split_once("://")
        .map(|(scheme, rest)| (scheme, rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()))));
    match parts {
        Some((scheme, (authority, rest))) => match authority.rsplit_once('@') {
            Some((_, host)) => Cow::Owned(format!("{scheme}://{host}{rest}")),
            None => Cow::Borrowed(url),
        },
        None => Cow::Borrowed(url),
    }
}

fn headers(all: &HeaderMap) -> Map<String, Value> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    all.iter().map(|(name, value)| (name.as_str().to_owned(), text(value).into())).collect()
}

/// Names of the headers that the credential adds; one whose name is an expression is not known here.
fn credential_headers(service: &Service, request: &Request) -> Vec<String> {
    let Some(credential) = service.credential().filter(|_| request.authenticate) else { return Vec::new() };
    let Some(AuthenticateRule::Generic { properties }) = &credential.kind().authenticate else { return Vec::new() };
    let named = properties.headers.names().filter(|name| !name.starts_with('='));
    let basic = (!properties.basic.is_empty()).then_some("authorization");
    named.chain(basic).map(str::to_lowercase).collect()
}

fn body(body: &Body) -> Value {
    match body {
        Body::None => Value::Null,
        Body::Json(value) => value.clone(),
        Body::Form(fields) => Value::Object(fields.clone()),
        Body::Bytes { mime, bytes } => json!({ "mimeType": mime, "bytes": bytes.size() }),
        Body::Multipart(parts) => parts
            .iter()
            .map(|part| match (&part.file_name, part.bytes.in_memory().map(|bytes| std::str::from_utf8(bytes))) {
                (None, Some(Ok(text))) => json!({ "name": part.name, "value": text }),
                _ => json!({
                    "name": part.name, "fileName": part.file_name, "mimeType": part.mime, "bytes": part.bytes.size(),
                }),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use nodewright::{Method, Request, Service};
    use serde_json::json;

    use super::address;

    #[test]
    fn addresses_are_shown_without_a_login() {
        let service = Service::new("https://desk.example/api").expect("a base URL");
        for (request, expected) in [
            (Request::get("/items"), "https://desk.example/api/items?a=1"),
            (Request::get("/items?b=2"), "https://desk.example/api/items?b=2&a=1"),
            (Request::to_url(Method::GET, "http://u:hunter22@other.example/x"), "http://other.example/x?a=1"),
            (Request::to_url(Method::GET, "http://hunter22@other.example?b=@"), "http://other.example?b=@&a=1"),
            (Request::to_url(Method::GET, "http://other.example/a@b"), "http://other.example/a@b?a=1"),
        ] {
            assert_eq!(address(&service, &request, &json!({ "a": 1 })), expected);
        }
    }
}
