//! Which credentials there are, and the store of them. What is in them is never told.

use std::sync::Arc;

use axum::{Extension, extract::State, http::StatusCode};
use nodewright::{Credential, CredentialProvider, ErrorKind, NodeError, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{body::Body, path::Path, refusal::Refusal};
use crate::{Api, credential_store::CredentialStore};

/// Where credentials are.
#[derive(Clone)]
pub(super) struct Places {
    /// What the server was started with.
    pub given: Arc<dyn CredentialProvider>,
    /// What callers have stored.
    pub store: Option<CredentialStore>,
}

/// A credential type, and whether there is a credential of it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CredentialSummary {
    /// Name that nodes ask for.
    r#type: String,
    /// Name for people.
    display_name: String,
    /// Whether one is in the store.
    stored: bool,
    /// Whether the server was started with one, which wins over the store; left out where not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    given: bool,
}

pub(super) async fn list(api: Api, Extension(places): Extension<Places>) -> Result<Vec<CredentialSummary>> {
    let mut all = Vec::new();
    for kind in api.runtime().registry().credential_types() {
        all.push(CredentialSummary {
            r#type: kind.name.to_string(),
            display_name: kind.display_name.to_string(),
            stored: places.store.as_ref().is_some_and(|store| store.contains(&kind.name)),
            // A provider that refuses a type has none of it.
            given: matches!(places.given.get(&kind.name, None).await, Ok(Some(_))),
        });
    }
    Ok(all)
}

pub(super) async fn put(
    State(api): State<Api>,
    Extension(places): Extension<Places>,
    Path(name): Path<String>,
    Body(data): Body<Value>,
) -> Result<StatusCode, Refusal> {
    let (kind, store) = (api.runtime().registry().credential_type(&name)?, places.store()?);
    let Value::Object(data) = data else {
        let message = format!("The data of the credential '{name}' must be a JSON object");
        return Err(NodeError::new(ErrorKind::Input, message).into());
    };
    Credential::new(kind, data.clone())?;
    store.put(&name, data).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn delete(
    State(api): State<Api>,
    Extension(places): Extension<Places>,
    Path(name): Path<String>,
) -> Result<StatusCode, Refusal> {
    let (kind, store) = (api.runtime().registry().credential_type(&name)?, places.store()?);
    store.remove(&kind.name).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Places {
    fn store(&self) -> Result<&CredentialStore, Refusal> {
        self.store.as_ref().ok_or_else(|| {
            let message = "This server has no store for credentials";
            let advice =
                "Start it with --credential-store FILE --passphrase-file FILE, or send credentials with the call";
            let error = NodeError::new(ErrorKind::Credential, message).with_description(advice);
            Refusal::new(StatusCode::NOT_IMPLEMENTED, error)
        })
    }
}
