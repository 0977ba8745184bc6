//! What a credential adds to a request.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header::AUTHORIZATION};
use nodewright_core::{
    Body, Credential, ErrorKind, Expression, Expressions, NodeError, Part, Request, Result, Scope, javascript,
};
use serde_json::{Map, Value};

use crate::error::is_truthy;

/// What a credential has added.
#[derive(Default)]
pub(crate) struct Signature {
    /// Headers that must not go to another host.
    pub(crate) headers: Vec<HeaderName>,
    /// Whether it has added to the body.
    pub(crate) body: bool,
    /// Texts that must not be shown.
    pub(crate) texts: Vec<String>,
}

/// Evaluates the templates of credentials; each distinct text is compiled once.
#[derive(Default)]
pub(crate) struct Templates {
    expressions: Option<Arc<dyn Expressions>>,
    compiled: RwLock<HashMap<String, Arc<dyn Expression>>>,
}

/// Templates belong to credential types, of which a program has few; more than these are not kept.
const KEPT: usize = 1024;

impl Templates {
    pub(crate) fn new(expressions: Option<Arc<dyn Expressions>>) -> Self {
        Self { expressions, compiled: RwLock::default() }
    }

    /// The text of a key or value: as it is, or what its expression gives. Falsy results are empty, as in n8n.
    fn resolve<'a>(&self, template: &'a str, data: &Value) -> Result<Cow<'a, str>> {
        if !template.starts_with('=') {
            return Ok(Cow::Borrowed(template));
        }
        let scope = Scope { credentials: Some(data), ..Scope::default() };
        let value = self.compiled(template)?.evaluate(&scope)?.filter(is_truthy);
        Ok(Cow::Owned(value.map(|value| javascript::text(&value).into_owned()).unwrap_or_default()))
    }

    fn compiled(&self, template: &str) -> Result<Arc<dyn Expression>> {
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(template).cloned();
        if let Some(expression) = known {
            return Ok(expression);
        }
        let Some(expressions) = &self.expressions else {
            let message = "the HTTP client was built without expressions, which its templates need";
            return Err(NodeError::new(ErrorKind::Credential, message));
        };
        let expression = expressions.compile(template)?;
        let mut compiled = self.compiled.write().unwrap_or_else(PoisonError::into_inner);
        if compiled.len() < KEPT {
            compiled.insert(template.to_owned(), Arc::clone(&expression));
        }
        Ok(expression)
    }
}

/// Adds what the credential type defines. Its entries win over the request's own.
pub(crate) fn sign(
    request: &mut Request,
    credential: &Credential,
    templates: &Templates,
    signature: &mut Signature,
) -> Result<()> {
    let name = credential.type_name();
    let failed = |error: NodeError| {
        let message = format!("The credential '{name}' cannot be applied: {}", error.message());
        NodeError::new(ErrorKind::Credential, message)
    };
    let mut resolve = |template| -> Result<Cow<'_, str>> {
        let text = templates.resolve(template, credential.expose()).map_err(failed)?;
        if let Cow::Owned(made) = &text {
            signature.texts.push(made.clone());
        }
        Ok(text)
    };
    let authenticate = credential.authenticate();
    for (key, value) in &*authenticate.headers {
        let header = header_name(&resolve(key)?, name)?;
        request.headers.insert(header.clone(), header_value(&resolve(value)?, &header, name)?);
        signature.headers.push(header);
    }
    for (key, value) in &*authenticate.query {
        request.query.insert(resolve(key)?.into_owned(), resolve(value)?.into());
    }
    signature.body = !authenticate.body.is_empty();
    for (key, value) in &*authenticate.body {
        add_to_body(request, resolve(key)?.into_owned(), resolve(value)?.into_owned(), name)?;
    }
    if let Some((user, password)) = &authenticate.basic {
        let (user, password) = (resolve(user)?, resolve(password)?);
        signature.texts.push(basic(&mut request.headers, &user, &password)?);
        signature.headers.push(AUTHORIZATION);
    }
    Ok(())
}

/// Sets Basic authentication and gives its encoded text.
pub(crate) fn basic(headers: &mut HeaderMap, user: &str, password: &str) -> Result<String> {
    let encoded = BASE64_STANDARD.encode(format!("{user}:{password}"));
    headers.insert(AUTHORIZATION, header_value(&format!("Basic {encoded}"), &AUTHORIZATION, "basic")?);
    Ok(encoded)
}

fn header_name(text: &str, credential: &str) -> Result<HeaderName> {
    HeaderName::from_bytes(text.as_bytes()).map_err(|_| {
        NodeError::new(ErrorKind::Credential, format!("The credential '{credential}' has an invalid header name"))
    })
}

fn header_value(text: &str, header: &HeaderName, credential: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
        let message = format!("The credential '{credential}' cannot be sent in the header '{header}'");
        NodeError::new(ErrorKind::Credential, message)
            .with_description("It contains a line break or another control character; enter it without")
    })?;
    value.set_sensitive(true);
    Ok(value)
}

fn add_to_body(request: &mut Request, key: String, value: String, credential: &str) -> Result<()> {
    match &mut request.body {
        // n8n adds a body here, and then does not send it.
        Body::None if matches!(request.method, Method::GET | Method::HEAD) => {}
        Body::None => request.body = Body::Json(Value::Object(Map::from_iter([(key, value.into())]))),
        Body::Json(Value::Object(map)) | Body::Form(map) => {
            map.insert(key, value.into());
        }
        Body::Multipart(parts) => {
            parts.retain(|part| part.name != key);
            parts.push(Part::field(key, value));
        }
        Body::Json(_) | Body::Bytes { .. } => {
            let message =
                format!("The credential '{credential}' adds a field to the body, but this body has no fields");
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
    }
    Ok(())
}
