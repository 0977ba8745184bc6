//! Whether a credential works: its type's test request.

use std::time::Duration;

use nodewright_core::{
    CredentialTested, CredentialType, ErrorKind, Method, NodeError, Redirects, Request, Result, Service, StatusErrors,
    http::{HeaderMap, HeaderName, HeaderValue},
    javascript,
};
use nodewright_http::body;
use serde_json::{Map, Value};

use crate::{CredentialReference, Runtime, node_credentials};

impl Runtime {
    /// Tests the credential that the provider has of a type, with the request that the type names (n8n's
    /// `ICredentialTestRequest`). A token that is renewed for it is kept.
    ///
    /// # Errors
    /// An unknown type, and a type that there is no credential of. A credential that does not work is no error.
    pub async fn test_credential(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
    ) -> Result<CredentialTested> {
        let kind = self.registry().credential_type(type_name)?;
        let loaded = node_credentials::load(&self.0, type_name, wanted.cloned()).await;
        let credential = match loaded {
            Ok(found) => found.ok_or_else(|| none_of(&kind))?,
            Err(error) => return Ok(failed(&error)),
        };
        let Some(test) = &kind.test else { return Ok(CredentialTested::untested(type_name)) };
        let (service, expressions) = (Service::anywhere(), &*self.0.expressions);
        let request = test.request_for(&credential, expressions).and_then(|request| to_request(request, type_name));
        let request = match request {
            Ok(request) => request,
            Err(error) => return Ok(failed(&error)),
        };
        let service = service.with_credential(credential.into());
        let answered = async {
            let answer = self.http().send(&service, request).await?;
            Ok((answer.status, answer.value().await?.unwrap_or_default()))
        };
        Ok(answered.await.map_or_else(|error| failed(&error), |(status, body)| test.judge(status, &body)))
    }
}

fn none_of(kind: &CredentialType) -> NodeError {
    let message = format!("There is no credential of type '{}' to test", kind.name);
    NodeError::new(ErrorKind::Credential, message)
}

fn failed(error: &NodeError) -> CredentialTested {
    CredentialTested::fails(match error.description() {
        Some(description) if description != error.message() => format!("{} ({description})", error.message()),
        _ => error.message().to_owned(),
    })
}

/// A request as n8n's `IHttpRequestOptions` say it.
fn to_request(mut of: Map<String, Value>, type_name: &str) -> Result<Request> {
    let refuse = |what: &str| {
        let message = format!("The test of the credential type '{type_name}' {what}");
        NodeError::new(ErrorKind::Credential, message)
    };
    let mut take = |name: &str| of.remove(name).filter(|value| !value.is_null());
    let text = |value: Option<Value>| value.map(|value| javascript::text(&value).into_owned()).unwrap_or_default();
    let url = joined(&text(take("baseURL")), &text(take("url").or_else(|| take("uri"))));
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(refuse("has no URL of http or https; is a field of the credential empty?"));
    }
    let method = text(take("method")).to_ascii_uppercase();
    let method = if method.is_empty() { "GET" } else { &method };
    let method: Method = method.parse().map_err(|_| refuse("has an invalid method"))?;
    let mut request = Request::to_url(method, url);
    for (name, value) in map(take("headers"), "headers", &refuse)? {
        set_header(&mut request.headers, &name, &value).ok_or_else(|| refuse("has an invalid header"))?;
    }
    request.query = map(take("qs"), "qs", &refuse)?;
    if let Some(body) = take("body") {
        request.body = body::from_value(&request.method, &request.headers, body);
    }
    if let Some(auth) = take("auth") {
        let field = |name: &str| auth[name].as_str().unwrap_or_default();
        request.set_basic_auth(field("username"), field("password"))?;
    }
    let timeout = take("timeout").and_then(|value| value.as_f64()).filter(|milliseconds| *milliseconds > 0.0);
    request.options.timeout = timeout.map(|milliseconds| Duration::from_secs_f64(milliseconds / 1000.0));
    let is_set = |value: Option<Value>| value.is_some_and(|value| javascript::is_truthy(&value));
    request.options.allow_unauthorized = is_set(take("skipSslCertificateValidation"));
    if is_set(take("disableFollowRedirect")) {
        request.options.redirects = Redirects::AtMost(0);
    }
    request.options.errors = StatusErrors::None;
    // What is only about how the answer is given.
    for name in ["json", "encoding", "returnFullResponse", "ignoreHttpStatusErrors"] {
        take(name);
    }
    match of.iter().find(|(_, value)| !value.is_null()) {
        Some((name, _)) => Err(refuse(&format!("says '{name}', which is not supported"))),
        None => Ok(request),
    }
}

fn map(value: Option<Value>, name: &str, refuse: &dyn Fn(&str) -> NodeError) -> Result<Map<String, Value>> {
    match value {
        None => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(refuse(&format!("has '{name}' that is no object"))),
    }
}

fn set_header(headers: &mut HeaderMap, name: &str, value: &Value) -> Option<()> {
    let (name, mut value) = (name.parse::<HeaderName>().ok()?, HeaderValue::from_str(&javascript::text(value)).ok()?);
    // It may be made of the credential.
    value.set_sensitive(true);
    headers.insert(name, value);
    Some(())
}

/// As axios joins them: with one slash; a URL of its own stays.
fn joined(base: &str, url: &str) -> String {
    let is_own = url.starts_with("http://") || url.starts_with("https://");
    match (base, url) {
        (_, url) if is_own || base.is_empty() => url.to_owned(),
        (base, "") => base.to_owned(),
        (base, url) => format!("{}/{}", base.trim_end_matches('/'), url.trim_start_matches('/')),
    }
}
