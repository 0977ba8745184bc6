//! Where credentials come from.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use async_trait::async_trait;
use nodewright_core::{ErrorKind, NodeError, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Gives the data of credentials. A host implements it over its own vault.
#[async_trait]
pub trait CredentialProvider: Send + Sync + 'static {
    /// The data of a credential type; `wanted` is what the node's JSON refers to. `None` if there is no such credential.
    ///
    /// # Errors
    /// The data cannot be read.
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>>;

    /// Is told the whole data of a credential after it was renewed, such as a new access token with its refresh token. Nodes
    /// that ask later get it where it is kept; by default it is not.
    ///
    /// # Errors
    /// It could not be kept. The execution goes on with it, and a warning is logged.
    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> Result<()> {
        let _ = (type_name, wanted, data);
        Ok(())
    }
}

/// A node's reference to a credential: `{"id": "1", "name": "My Directus"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CredentialReference {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Credentials held in memory. `Debug` shows their types only.
#[derive(Clone, Default)]
pub struct Credentials(Vec<Entry>);

#[derive(Clone)]
struct Entry {
    type_name: String,
    reference: CredentialReference,
    /// An object; anything else is an error as soon as it is asked for. Clones share what it is renewed to.
    data: Arc<RwLock<Value>>,
}

impl Entry {
    fn new(type_name: impl Into<String>, reference: CredentialReference, data: Value) -> Self {
        Self { type_name: type_name.into(), reference, data: Arc::new(RwLock::new(data)) }
    }
}

impl Credentials {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more. `data` is an object; anything else is an error of the nodes that use the credential.
    #[must_use]
    pub fn with(mut self, type_name: impl Into<String>, data: Value) -> Self {
        self.0.push(Entry::new(type_name, CredentialReference::default(), data));
        self
    }

    /// Reads `{"directusApi": {"url": …}}`, or n8n's decrypted export: a list of `{id, name, type, data}`.
    ///
    /// # Errors
    /// It is neither, or what it holds for a type is encrypted or not an object.
    pub fn from_json(value: &Value) -> Result<Self> {
        match value {
            Value::Object(map) => {
                let entry = |(type_name, data): (&String, &Value)| {
                    object(data, type_name)?;
                    Ok(Entry::new(type_name, CredentialReference::default(), data.clone()))
                };
                map.iter().map(entry).collect::<Result<_>>().map(Self)
            }
            Value::Array(list) => list.iter().map(exported).collect::<Result<_>>().map(Self),
            _ => Err(refuse("Credentials are an object {\"type\": {…}} or n8n's export, a list of {type, data}")),
        }
    }

    /// Adds all of `others`; the later ones win.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Types there are credentials of.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| entry.type_name.as_str())
    }

    /// Place of the credential of a type that a node gets which refers to one in this way: the one with its id, else with
    /// its name, else the last.
    #[must_use]
    pub fn position(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Option<usize> {
        let of_type = || self.0.iter().enumerate().rev().filter(|(_, entry)| entry.type_name == type_name);
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let by_id = wanted.and_then(|w| of_type().find(|(_, entry)| same(&entry.reference.id, &w.id)));
        let by_name = || wanted.and_then(|w| of_type().find(|(_, entry)| same(&entry.reference.name, &w.name)));
        by_id.or_else(by_name).or_else(|| of_type().next()).map(|(position, _)| position)
    }

    fn find(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Option<&Entry> {
        self.0.get(self.position(type_name, wanted)?)
    }
}

#[async_trait]
impl CredentialProvider for Credentials {
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        let Some(entry) = self.find(type_name, wanted) else { return Ok(None) };
        let data = entry.data.read().unwrap_or_else(PoisonError::into_inner);
        object(&data, type_name).cloned().map(Some)
    }

    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> Result<()> {
        if let Some(entry) = self.find(type_name, wanted) {
            *entry.data.write().unwrap_or_else(PoisonError::into_inner) = Value::Object(data.clone());
        }
        Ok(())
    }
}

fn exported(value: &Value) -> Result<Entry> {
    let type_name = value["type"].as_str().ok_or_else(|| refuse("An exported credential has a key \"type\""))?;
    let reference = CredentialReference {
        id: value["id"].as_str().map(str::to_owned),
        name: value["name"].as_str().map(str::to_owned),
    };
    if value["data"].is_string() {
        return Err(refuse(format!(
            "The credential of type '{type_name}' is encrypted; export it with `n8n export:credentials --decrypted`"
        )));
    }
    object(&value["data"], type_name)?;
    Ok(Entry::new(type_name, reference, value["data"].clone()))
}

fn object<'v>(value: &'v Value, type_name: &str) -> Result<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| refuse(format!("The credential of type '{type_name}' must be an object")))
}

fn refuse(message: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Credential, message)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.types()).finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn what_is_not_an_object_is_an_error_when_it_is_used() {
        for data in [json!(null), json!("text"), json!([{}]), json!(5)] {
            let credentials = Credentials::new().with("api", data.clone()).with("other", json!({ "key": "value" }));
            let error = credentials.get("api", None).await.expect_err("not an object");
            assert_eq!(error.message(), "The credential of type 'api' must be an object", "{data}");
            assert_eq!(error.kind(), ErrorKind::Credential);
            let other = credentials.get("other", None).await.expect("an object");
            assert_eq!(Value::from(other.unwrap_or_default()), json!({ "key": "value" }));
        }
    }
}
