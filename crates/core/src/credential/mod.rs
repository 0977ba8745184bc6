//! Credential types, credentials, and how they sign requests.

mod authenticate;
mod data;
mod definition;
mod generic;
mod inherit;
mod kind;
mod login;
mod members;
mod renewal;
mod test;

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use futures_util::lock::Mutex;
use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value};

use crate::{ErrorKind, Expressions, Group, NodeError, Result};
use data::{is_shown, with_defaults};

pub use authenticate::{Authenticate, Refusal, Renewal, Signing};
pub use definition::CredentialDefinition;
pub use generic::GenericAuth;
pub(crate) use inherit::inherited;
pub use kind::{AuthenticateRule, CredentialType, Signer};
pub use login::Login;
pub use members::Members;
pub use renewal::{CredentialKeeper, RenewalTurn, Renewed};
pub use test::{CredentialTest, CredentialTested, TestStatus};

/// What an OAuth flow has stored.
const TOKENS: &str = "oauthTokenData";

/// Keys that the data of any type may have: what an OAuth flow of n8n stores, and where n8n allows the credential to be used.
const COMMON: [&str; 5] = [TOKENS, "csrfSecret", "codeVerifier", "allowedHttpRequestDomains", "allowedDomains"];

/// The data of one credential. `Debug` shows its type and the names of its fields only; there is no `Serialize`.
pub struct Credential {
    kind: Arc<CredentialType>,
    /// An object; kept as a value because that is what expressions see.
    data: Value,
    /// The data as it was given, where that is something else: without defaults, with expressions.
    given: Option<Map<String, Value>>,
    keeper: Option<Arc<dyn CredentialKeeper>>,
    /// The data that whoever keeps it had before it was renewed here, which may not have been stored.
    before: Option<Value>,
    /// What took its place when it was renewed.
    next: OnceLock<Arc<Self>>,
    renewing: Mutex<()>,
}

/// Gives the credentials of a node when they are asked for.
#[async_trait]
pub trait CredentialSource: Send + Sync + 'static {
    /// The credential of a type; `None` if there is none.
    ///
    /// # Errors
    /// The node does not use this type with its parameters, or the data is malformed.
    async fn load(&self, type_name: &str) -> Result<Option<Credential>>;

    /// The error of a node that needs a credential of a type which there is none of.
    fn missing(&self, type_name: &str) -> NodeError {
        missing(type_name)
    }
}

pub(crate) fn missing(type_name: &str) -> NodeError {
    let message = format!("The node needs a credential of type '{type_name}', but none was given");
    NodeError::new(ErrorKind::Credential, message)
}

impl Credential {
    /// Data for a type, defaults filled in.
    ///
    /// # Errors
    /// A key that the type does not have, unless it [leaves such keys out](CredentialType::leaves_out_unknown), or a missing
    /// one; it is named.
    pub fn new(kind: Arc<CredentialType>, mut data: Map<String, Value>) -> Result<Self> {
        // A type without a form says nothing about its data.
        let has = |key: &str| {
            kind.properties.is_empty()
                || COMMON.contains(&key)
                || kind.properties.iter().any(|property| property.name == key)
        };
        if kind.leaves_out_unknown {
            data.retain(|key, _| has(key));
        }
        if let Some(key) = data.keys().find(|key| !has(key)) {
            let known = names(&kind.properties);
            let message = format!("The credential '{}' has no field '{key}'; it has: {known}", kind.name);
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
        let given = data.clone();
        let data = with_defaults(&kind, data)?;
        let empty = |name: &str| data.get(name).is_none_or(|value| value.is_null() || value == "");
        for property in kind.properties.iter().filter(|property| property.required == Some(true)) {
            if empty(&property.name) && is_shown(property, &data)? {
                let (name, title) = (&property.name, &property.display_name);
                let message = format!("The credential '{}' lacks its field '{name}' ({title})", kind.name);
                return Err(NodeError::new(ErrorKind::Credential, message));
            }
        }
        Ok(Self { given: Some(given), ..Self::unchecked(kind, data) })
    }

    /// With its expressions evaluated, those of defaults too: `={{$self["region"]}}` is what the field `region` holds.
    /// What is about more than the credential, such as `$json`, stays as it is stored.
    ///
    /// # Errors
    /// An expression that fails; the field is named.
    pub fn evaluated(mut self, expressions: &dyn Expressions) -> Result<Self> {
        if let Some(evaluated) = data::evaluated(&self.kind.name, &self.data, expressions)? {
            self.given = self.given.or_else(|| self.data.as_object().cloned());
            self.data = evaluated;
        }
        Ok(self)
    }

    /// Data for a type, as it is.
    #[must_use]
    pub fn unchecked(kind: Arc<CredentialType>, data: Map<String, Value>) -> Self {
        let data = Value::Object(data);
        Self { kind, data, given: None, keeper: None, before: None, next: OnceLock::new(), renewing: Mutex::new(()) }
    }

    /// Data for an `authenticate` that does not come from a type of its own.
    pub fn generic(type_name: impl Into<String>, authenticate: GenericAuth, data: Map<String, Value>) -> Self {
        let name = type_name.into().into();
        let authenticate = Some(AuthenticateRule::Generic { properties: Box::new(authenticate) });
        Self::unchecked(Arc::new(CredentialType { name, authenticate, ..CredentialType::default() }), data)
    }

    /// The same credential with other data, such as that of an item's expressions.
    #[must_use]
    pub fn with_data(&self, data: Map<String, Value>) -> Self {
        let given = self.given.clone().or_else(|| self.data.as_object().cloned());
        Self { given, keeper: self.keeper.clone(), ..Self::unchecked(Arc::clone(&self.kind), data) }
    }

    /// With one who is told when its data is renewed.
    #[must_use]
    pub fn with_keeper(mut self, keeper: Arc<dyn CredentialKeeper>) -> Self {
        self.keeper = Some(keeper);
        self
    }

    /// Reads it as the type's own struct.
    ///
    /// # Errors
    /// A field is missing or has a value of another kind.
    pub fn read<T: Group>(&self) -> Result<T> {
        T::read_all(self.data.as_object().unwrap_or(&Map::new())).map_err(|issues| {
            let error = issues.into_error();
            NodeError::new(ErrorKind::Credential, format!("Credential '{}': {}", self.kind.name, error.message()))
        })
    }

    /// Name of its type.
    pub fn type_name(&self) -> &str {
        &self.kind.name
    }

    /// Its type.
    pub fn kind(&self) -> &Arc<CredentialType> {
        &self.kind
    }

    /// Its data, an object, for signing the request.
    pub fn expose(&self) -> &Value {
        &self.data
    }

    /// A text of its data, for signing the request.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.data.get(field)?.as_str()
    }

    /// The texts of its data that must not be shown: all but those that the type itself tells, such as defaults and choices.
    pub fn secrets(&self) -> BTreeSet<&str> {
        let mut texts = BTreeSet::new();
        for (name, value) in self.fields() {
            let property = self.kind.properties.iter().find(|property| property.name == *name);
            let told = property.is_some_and(|property| {
                matches!(property.kind, PropertyType::Options | PropertyType::Boolean)
                    || property.default.as_ref() == Some(value)
            });
            if !told && !matches!(name.as_str(), "allowedHttpRequestDomains" | "allowedDomains") {
                collect(value, &mut texts);
            }
        }
        texts
    }

    fn fields(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.data.as_object().into_iter().flatten()
    }
}

/// The fields that people fill in, each once.
fn names(properties: &[Property]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for property in properties.iter().filter(|property| property.kind != PropertyType::Hidden) {
        if !names.contains(&property.name.as_ref()) {
            names.push(&property.name);
        }
    }
    names.join(", ")
}

fn collect<'v>(value: &'v Value, to: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => {
            to.insert(text);
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, to)),
        Value::Object(map) => map.values().for_each(|value| collect(value, to)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("type", &self.kind.name)
            .field("fields", &self.fields().map(|(name, _)| name).collect::<Vec<_>>())
            .finish()
    }
}
