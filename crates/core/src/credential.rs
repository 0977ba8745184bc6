//! Credential types and credentials.

use std::{borrow::Cow, fmt};

use serde_json::{Map, Value};

use crate::{ErrorKind, Field, Group, NodeError, Result};

/// A kind of credential: what its form asks for, and what it adds to a request.
#[derive(Clone, Debug)]
pub struct CredentialType {
    /// Name that nodes ask for, for example `directusApi`.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// The form.
    pub fields: &'static [Field],
    /// What it adds to a request.
    pub authenticate: Authenticate,
}

type Pairs = Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>;

/// What a credential adds to a request: n8n's generic `authenticate`. Keys and values are texts or
/// expressions (`=Bearer {{$credentials.token}}`); the credential's entries win over the request's own.
#[derive(Clone, Debug, Default)]
pub struct Authenticate {
    /// Headers.
    pub headers: Pairs,
    /// Query fields.
    pub query: Pairs,
    /// Fields of a JSON or form body.
    pub body: Pairs,
    /// User and password of Basic authentication.
    pub basic: Option<(Cow<'static, str>, Cow<'static, str>)>,
}

impl Authenticate {
    /// Nothing is added.
    pub const NONE: Self =
        Self { headers: Cow::Borrowed(&[]), query: Cow::Borrowed(&[]), body: Cow::Borrowed(&[]), basic: None };

    /// These headers.
    pub const fn headers(pairs: &'static [(Cow<'static, str>, Cow<'static, str>)]) -> Self {
        Self { headers: Cow::Borrowed(pairs), ..Self::NONE }
    }
}

/// The data of one credential. `Debug` shows its type and the names of its fields only.
#[derive(Clone)]
pub struct Credential {
    type_name: String,
    authenticate: Authenticate,
    /// An object; kept as a value because that is what expressions see.
    data: Value,
}

impl Credential {
    /// Data for a type. A key the type does not have, or a missing one, is an error that names the key.
    pub fn new(kind: &CredentialType, data: Map<String, Value>) -> Result<Self> {
        let known = || kind.fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
        if let Some(key) = data.keys().find(|key| !kind.fields.iter().any(|f| f.name == *key)) {
            let message = format!("The credential '{}' has no field '{key}'; it has: {}", kind.name, known());
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
        let missing = |f: &&Field| !f.form.optional && data.get(f.name).is_none_or(|v| v.is_null() || v == "");
        if let Some(field) = kind.fields.iter().find(missing) {
            let message = format!("The credential '{}' lacks its field '{}' ({})", kind.name, field.name, field.title);
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
        Ok(Self { type_name: kind.name.to_owned(), authenticate: kind.authenticate.clone(), data: Value::Object(data) })
    }

    /// Data for an `authenticate` that does not come from a typed form.
    pub fn generic(type_name: impl Into<String>, authenticate: Authenticate, data: Map<String, Value>) -> Self {
        Self { type_name: type_name.into(), authenticate, data: Value::Object(data) }
    }

    /// Reads it as the type's own struct.
    pub fn read<T: Group>(&self) -> Result<T> {
        T::read_all(self.data.as_object().unwrap_or(&Map::new())).map_err(|issues| {
            let error = issues.into_error();
            NodeError::new(ErrorKind::Credential, format!("Credential '{}': {}", self.type_name, error.message()))
        })
    }

    /// Name of its type.
    pub fn type_name(&self) -> &str {
        &self.type_name
    }

    /// What it adds to a request.
    pub fn authenticate(&self) -> &Authenticate {
        &self.authenticate
    }

    /// Its data, an object, for signing the request.
    pub fn expose(&self) -> &Value {
        &self.data
    }

    fn fields(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.data.as_object().into_iter().flatten()
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("type", &self.type_name)
            .field("fields", &self.fields().map(|(name, _)| name).collect::<Vec<_>>())
            .finish()
    }
}
