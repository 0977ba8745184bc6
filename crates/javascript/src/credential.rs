//! Credential types that sign by functions of their package.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use http::{HeaderName, HeaderValue};
use nodewright_core::{
    Authenticate, AuthenticateRule, Body, Credential, CredentialType, ErrorKind, HttpClient, NodeError, Refusal,
    Renewal, Request, Response, Result, Service, Signing,
};
use nodewright_http::options::GivenUrl;
use serde_json::{Map, Value, json};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use crate::error;
use crate::host::Job;
use crate::outside::Outside;
use crate::package::Package;

/// `authenticate` and `preAuthentication` of a type.
pub struct Functions {
    package: Arc<Package>,
    file: String,
    signs: bool,
    renews: bool,
    /// What it adds where that is data.
    rule: Option<AuthenticateRule>,
    /// The field that `preAuthentication` fills in.
    expirable: Option<String>,
}

impl Functions {
    pub fn new(package: Arc<Package>, file: String, kind: &CredentialType, signs: bool, renews: bool) -> Self {
        let is_expirable = |property: &&nodewright_core::Property| {
            let json = serde_json::to_value(property).unwrap_or_default();
            json.pointer("/typeOptions/expirable") == Some(&true.into())
        };
        let expirable = kind.properties.iter().find(is_expirable).map(|property| property.name.to_string());
        let rule = if signs { None } else { kind.authenticate.clone() };
        Self { package, file, signs, renews, rule, expirable }
    }

    /// Calls a function; the requests that it makes go through what is signing.
    async fn call(&self, name: &'static str, mut input: Value, with: &dyn Signing) -> Result<Value> {
        input["file"] = self.file.clone().into();
        let (sender, mut requests) = mpsc::channel::<Relay>(1);
        let outside = Outside {
            handle: Handle::current(),
            http: Arc::new(Relayed(sender)),
            context: None,
            used: Arc::<Mutex<_>>::default(),
            pages: None,
        };
        let job = Job::new(name, input, Arc::clone(&self.package.files)).with_outside(outside);
        let run = self.package.realms.run(None, job);
        tokio::pin!(run);
        let answer = loop {
            tokio::select! {
                answer = &mut run => break answer,
                Some((service, request, answer)) = requests.recv() => {
                    let _ = answer.send(with.http().send(&service, request).await);
                }
            }
        };
        let mut answer = answer.map_err(|ended| error::of_ended(&ended, &self.package.name, self.package.limits))?;
        match answer.get("thrown") {
            Some(thrown) => Err(error::of_thrown(thrown)),
            None => Ok(answer.get_mut("value").map(Value::take).unwrap_or_default()),
        }
    }
}

type Relay = (Service, Request, oneshot::Sender<Result<Response>>);

/// A client whose requests are sent by whoever waits for the function.
struct Relayed(mpsc::Sender<Relay>);

#[async_trait]
impl HttpClient for Relayed {
    async fn send(&self, service: &Service, request: Request) -> Result<Response> {
        let gone = || NodeError::new(ErrorKind::Cancelled, "The request is not waited for any more");
        let (answer, answered) = oneshot::channel();
        self.0.send((service.clone(), request, answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

#[async_trait]
impl Authenticate for Functions {
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()> {
        if !self.signs {
            return match &self.rule {
                Some(AuthenticateRule::Generic { properties }) => properties.sign(request, credential, with).await,
                _ => Ok(()),
            };
        }
        let input = json!({ "credentials": credential.expose(), "request": described(request) });
        let signed = self.call("authenticate", input, with).await?;
        apply(request, &signed["request"])
    }

    fn is_stale(&self, credential: &Credential) -> bool {
        let Some(field) = self.expirable.as_ref().filter(|_| self.renews) else { return false };
        credential.text(field).is_none_or(str::is_empty)
    }

    fn is_refusal(&self, status: http::StatusCode, _: &Credential) -> bool {
        self.renews && status == http::StatusCode::UNAUTHORIZED
    }

    async fn renew(&self, credential: &Credential, _: Option<&Refusal>, with: &dyn Signing) -> Result<Option<Renewal>> {
        if !self.renews {
            return Ok(None);
        }
        let answer = self.call("preAuthentication", json!({ "credentials": credential.expose() }), with).await?;
        let Some(Value::Object(new)) = answer.get("data").cloned() else { return Ok(None) };
        let mut data = credential.expose().as_object().cloned().unwrap_or_default();
        data.extend(new);
        Ok(Some(Renewal::Kept(data)))
    }
}

/// A request as functions see it: n8n's `IHttpRequestOptions`.
fn described(request: &Request) -> Value {
    let headers = request.headers.iter();
    let headers: Map<String, Value> = headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned().into()))
        .collect();
    let body = match &request.body {
        Body::Json(value) => Some(value.clone()),
        Body::Form(fields) => Some(fields.clone().into()),
        Body::Bytes { bytes, .. } => bytes.in_memory().map(|bytes| String::from_utf8_lossy(bytes).into()),
        Body::None | Body::Multipart(_) => None,
    };
    let mut described = json!({
        "url": request.url.as_deref().unwrap_or(&request.path), "method": request.method.as_str(), "headers": headers, "qs": request.query,
    });
    if let Some(given) = request.extensions.get::<GivenUrl>().filter(|given| !given.base.is_empty()) {
        described["baseURL"] = given.base.as_str().into();
        described["url"] = given.url.as_str().into();
    }
    if let Some(body) = body {
        described["body"] = body;
    }
    described
}

/// Takes over what a function has made of a request.
fn apply(request: &mut Request, signed: &Value) -> Result<()> {
    let before = described(request);
    let moved = ["url", "baseURL"].iter().any(|key| signed.get(key) != before.get(key));
    if let Some(signed) = signed.as_object().filter(|_| moved) {
        request.url = Some(crate::request::address(signed)?);
    }
    for (name, value) in signed.get("headers").and_then(Value::as_object).into_iter().flatten() {
        if before["headers"].get(name.to_lowercase()) == Some(value) || value.is_null() {
            continue;
        }
        let text = nodewright_core::javascript::text(value);
        let header: Option<HeaderName> = name.parse().ok();
        let (Some(header), Ok(mut value)) = (header, HeaderValue::from_bytes(text.as_bytes())) else {
            let message =
                format!("The credential type's authenticate() gave the header '{name}', which cannot be sent");
            return Err(NodeError::new(ErrorKind::Credential, message));
        };
        value.set_sensitive(true);
        request.headers.insert(header, value);
        request.hide(text.into_owned());
    }
    if let Some(Value::Object(query)) = signed.get("qs") {
        for (name, value) in query {
            if let Some(text) = value.as_str().filter(|_| request.query.get(name) != Some(value)) {
                request.hide(text.to_owned());
            }
        }
        request.query.clone_from(query);
    }
    if let Some(Value::Object(auth)) = signed.get("auth") {
        let part = |name: &str| auth.get(name).and_then(Value::as_str).unwrap_or_default();
        request.set_basic_auth(part("username"), part("password"))?;
    }
    if let Some(body) = signed.get("body").filter(|body| before.get("body") != Some(body)) {
        request.mark_body_as_signed();
        match (&mut request.body, body) {
            (Body::Form(fields), Value::Object(new)) => fields.clone_from(new),
            (_, Value::String(text)) => request.body = Body::Bytes { mime: String::new(), bytes: text.clone().into() },
            (_, body) => request.body = Body::Json(body.clone()),
        }
    }
    Ok(())
}
