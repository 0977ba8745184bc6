//! Signing by data: n8n's generic `authenticate`.

use std::borrow::Cow;

use async_trait::async_trait;
use http::{HeaderName, HeaderValue, Method, header::AUTHORIZATION};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Authenticate, Credential, Members, Signing};
use crate::{Body, ErrorKind, Expressions, NodeError, Part, Request, Result, Scope, javascript};

/// What a credential adds to a request: n8n's generic `authenticate`. Keys and values are texts or expressions
/// (`=Bearer {{$credentials.token}}`); the credential's entries win over the request's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GenericAuth {
    /// Headers.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub headers: Members,
    /// Query fields.
    #[serde(default, rename = "qs", skip_serializing_if = "Members::is_empty")]
    pub query: Members,
    /// Fields of a JSON or form body.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub body: Members,
    /// `username` and `password` of Basic authentication.
    #[serde(default, rename = "auth", skip_serializing_if = "Members::is_empty")]
    pub basic: Members,
}

#[async_trait]
impl Authenticate for GenericAuth {
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()> {
        self.add_to(request, credential, with.expressions())
    }
}

impl GenericAuth {
    /// Only these headers.
    #[must_use]
    pub fn headers<const N: usize>(headers: [(&'static str, &'static str); N]) -> Self {
        Self { headers: headers.into(), ..Self::default() }
    }

    /// Signs without waiting. `expressions` evaluates what is one.
    ///
    /// # Errors
    /// An expression that fails, and what cannot be sent in a header or in this body.
    pub fn add_to(
        &self,
        request: &mut Request,
        credential: &Credential,
        expressions: Option<&dyn Expressions>,
    ) -> Result<()> {
        let name = credential.type_name();
        check_token(credential)?;
        let texts = Texts { credential, expressions };
        self.headers.try_each(&mut |key, value| {
            let header = header_name(&texts.resolve(key, request)?, name)?;
            let text = match value {
                Value::Null => return Ok(()),
                Value::String(text) => texts.resolve(text, request)?,
                other => javascript::text(other),
            };
            let value = header_value(&text, &header, name)?;
            request.headers.insert(header, value);
            Ok(())
        })?;
        self.query.try_each(&mut |key, value| {
            let (key, value) = (texts.resolve(key, request)?.into_owned(), texts.value(value, request)?);
            request.query.insert(key, value);
            Ok(())
        })?;
        if !self.body.is_empty() {
            request.mark_body_as_signed();
        }
        self.body.try_each(&mut |key, value| {
            let (key, value) = (texts.resolve(key, request)?.into_owned(), texts.value(value, request)?);
            add_to_body(request, key, value, name)
        })?;
        if self.basic.is_empty() {
            return Ok(());
        }
        let (mut user, mut password) = (Value::Null, Value::Null);
        let mut says_who = false;
        self.basic.try_each(&mut |key, value| {
            match &*texts.resolve(key, request)? {
                "username" => user = texts.value(value, request)?,
                "password" => password = texts.value(value, request)?,
                _ => return Ok(()),
            }
            says_who = true;
            Ok(())
        })?;
        // A text goes over the request's own as characters, which are neither.
        if !says_who && request.headers.contains_key(AUTHORIZATION) {
            return Ok(());
        }
        let text = |value: &Value| if value.is_null() { String::new() } else { javascript::text(value).into_owned() };
        request.set_basic_auth(&text(&user), &text(&password)).map_err(|_| unsendable(&AUTHORIZATION, name))
    }
}

/// Evaluates texts with the data of a credential.
struct Texts<'a> {
    credential: &'a Credential,
    expressions: Option<&'a dyn Expressions>,
}

impl Texts<'_> {
    /// The text of a key or value: as it is, or what its expression gives, which is then hidden. Falsy results are empty,
    /// as in n8n.
    fn resolve<'t>(&self, text: &'t str, request: &mut Request) -> Result<Cow<'t, str>> {
        if !text.starts_with('=') {
            return Ok(Cow::Borrowed(text));
        }
        let made = self.evaluate(text).map_err(|error| {
            let message =
                format!("The credential '{}' cannot be applied: {}", self.credential.type_name(), error.message());
            NodeError::new(ErrorKind::Credential, message)
        })?;
        request.hide(made.clone());
        Ok(Cow::Owned(made))
    }

    fn value(&self, value: &Value, request: &mut Request) -> Result<Value> {
        match value {
            Value::String(text) => Ok(self.resolve(text, request)?.into_owned().into()),
            other => Ok(other.clone()),
        }
    }

    fn evaluate(&self, text: &str) -> Result<String> {
        let Some(expressions) = self.expressions else {
            let message = "the HTTP client was built without expressions, which its templates need";
            return Err(NodeError::new(ErrorKind::Credential, message));
        };
        // Nothing is an expression of nothing; a text of n8n's that is taken apart has it.
        if text == "=" {
            return Ok(String::new());
        }
        let scope = Scope { credentials: Some(self.credential.expose()), ..Scope::default() };
        Ok(match expressions.compile(text)?.evaluate(&scope)? {
            None | Some(Value::Null | Value::Bool(false)) => String::new(),
            Some(Value::Number(number)) if number.as_f64() == Some(0.0) => String::new(),
            Some(Value::String(text)) => text,
            Some(value) => javascript::text(&value).into_owned(),
        })
    }
}

/// That there is the token which the type gets by a function, unless code does that.
fn check_token(credential: &Credential) -> Result<()> {
    let kind = credential.kind();
    if kind.pre_authentication.is_none() || kind.signer.is_some() {
        return Ok(());
    }
    match kind.expirable() {
        Some(field) if credential.text(field).is_none_or(str::is_empty) => {
            let name = credential.type_name();
            let message =
                format!("The credential type '{name}' gets its token by code, which is not registered with it");
            let advice = format!("It is its function preAuthentication; give a token in the field '{field}'");
            Err(NodeError::new(ErrorKind::Credential, message).with_description(advice))
        }
        _ => Ok(()),
    }
}

fn header_name(text: &str, credential: &str) -> Result<HeaderName> {
    HeaderName::from_bytes(text.as_bytes()).map_err(|_| {
        NodeError::new(ErrorKind::Credential, format!("The credential '{credential}' has an invalid header name"))
    })
}

fn header_value(text: &str, header: &HeaderName, credential: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| unsendable(header, credential))?;
    value.set_sensitive(true);
    Ok(value)
}

fn unsendable(header: &HeaderName, credential: &str) -> NodeError {
    let message = format!("The credential '{credential}' cannot be sent in the header '{header}'");
    NodeError::new(ErrorKind::Credential, message)
        .with_description("It contains a line break or another control character; enter it without")
}

fn add_to_body(request: &mut Request, key: String, value: Value, credential: &str) -> Result<()> {
    match &mut request.body {
        // n8n adds a body here, and then does not send it.
        Body::None if matches!(request.method, Method::GET | Method::HEAD) => {}
        Body::None => request.body = Body::Json(Value::Object(Map::from_iter([(key, value)]))),
        Body::Json(Value::Object(map)) | Body::Form(map) => {
            map.insert(key, value);
        }
        Body::Multipart(parts) => {
            parts.retain(|part| part.name != key);
            parts.push(Part::field(key, javascript::text(&value).into_owned()));
        }
        Body::Json(_) | Body::Bytes { .. } => {
            let message =
                format!("The credential '{credential}' adds a field to the body, but this body has no fields");
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
    }
    Ok(())
}
