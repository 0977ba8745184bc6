//! Credentials from a file and from the environment.

mod file;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright::{CredentialProvider, CredentialReference, Credentials, ErrorKind, NodeError, Registry};
use serde_json::{Map, Value};

use crate::{arguments::CredentialSource, failure::Failure};

const PREFIX: &str = "NODEWRIGHT_CREDENTIAL_";

pub use file::CredentialFile;

/// All credentials there are; those of the file win.
pub struct Given {
    file: Option<Arc<CredentialFile>>,
    environment: Credentials,
}

/// Those of a file only.
pub fn of(file: Arc<CredentialFile>) -> Given {
    Given { file: Some(file), environment: Credentials::new() }
}

/// Reads them.
pub fn load(source: &CredentialSource, registry: &Registry) -> Result<Given, Failure> {
    let environment = from_environment(registry)?;
    let file = source.credentials.as_deref().map(CredentialFile::open).transpose()?.map(Arc::new);
    Ok(Given { file, environment })
}

#[async_trait]
impl CredentialProvider for Given {
    async fn get(
        &self,
        kind: &str,
        wanted: Option<&CredentialReference>,
    ) -> nodewright::Result<Option<Map<String, Value>>> {
        if let Some(file) = &self.file
            && let Some(data) = file.get(kind, wanted).await?
        {
            return Ok(Some(data));
        }
        self.environment.get(kind, wanted).await
    }

    async fn renewed(
        &self,
        kind: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> nodewright::Result<()> {
        match &self.file {
            Some(file) if file.get(kind, wanted).await?.is_some() => file.renewed(kind, wanted, data).await,
            _ => self.environment.renewed(kind, wanted, data).await,
        }
    }
}

/// `NODEWRIGHT_CREDENTIAL_DIRECTUSAPI='{"url": …}'`, for every type that is registered; case does not matter.
fn from_environment(registry: &Registry) -> Result<Credentials, Failure> {
    let mut all = Credentials::new();
    for (name, text) in std::env::vars_os() {
        let Some(suffix) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        let Some(kind) = registry.credential_types().find(|kind| kind.name.eq_ignore_ascii_case(suffix)) else {
            continue;
        };
        let value = nodewright_json::read(text.as_encoded_bytes()).ok();
        match value {
            Some(value @ Value::Object(_)) => all = all.with(kind.name.to_string(), value),
            _ => {
                let message = format!("The environment variable {PREFIX}{suffix} must hold a JSON object");
                return Err(NodeError::new(ErrorKind::Credential, message).into());
            }
        }
    }
    Ok(all)
}
