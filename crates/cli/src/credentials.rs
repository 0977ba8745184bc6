//! Credentials from a file and from the environment.

use nodewright::{Credentials, ErrorKind, NodeError, Registry};
use serde_json::Value;

use crate::{arguments::CredentialSource, failure::Failure, input};

const PREFIX: &str = "NODEWRIGHT_CREDENTIAL_";

/// All credentials there are; those of the file win.
pub fn load(source: &CredentialSource, registry: &Registry) -> Result<Credentials, Failure> {
    let mut all = from_environment(registry)?;
    if let Some(path) = &source.credentials {
        all.extend(Credentials::from_json(&input::json(path, "credentials file")?)?);
    }
    Ok(all)
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
