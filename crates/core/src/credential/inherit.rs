//! What a credential type has of those that it extends.

use nodewright_properties::merge_properties;

use super::CredentialType;
use crate::{ErrorKind, NodeError, Result};

/// A type with what it has of those that it extends: the properties, which later ones and its own replace by name, and the
/// code that signs, the nearest. As in n8n, what it adds to a request by data is its own only.
///
/// # Errors
/// A type that is not known, and types that extend each other.
pub(crate) fn inherited<'t>(
    of: &CredentialType,
    find: &impl Fn(&str) -> Option<&'t CredentialType>,
) -> Result<CredentialType> {
    merged(of, find, &mut vec![of.name.to_string()])
}

fn merged<'t>(
    of: &CredentialType,
    find: &impl Fn(&str) -> Option<&'t CredentialType>,
    path: &mut Vec<String>,
) -> Result<CredentialType> {
    let parents = of.extends.as_deref().unwrap_or_default();
    if parents.is_empty() {
        return Ok(of.clone());
    }
    let mut whole = CredentialType { properties: Vec::new(), signer: None, ..of.clone() };
    for name in parents {
        let refuse = |message| Err(NodeError::new(ErrorKind::Credential, message));
        if path.iter().any(|known| known == name) {
            let chain = path.iter().map(String::as_str).chain([name.as_ref()]).collect::<Vec<_>>().join(" → ");
            return refuse(format!("The credential types extend each other: {chain}"));
        }
        let Some(parent) = find(name) else {
            return refuse(format!("The credential type '{}' extends '{name}', which is not registered", of.name));
        };
        path.push(name.to_string());
        let parent = merged(parent, find, path)?;
        path.pop();
        merge_properties(&mut whole.properties, parent.properties);
        whole.signer = parent.signer.or(whole.signer);
    }
    merge_properties(&mut whole.properties, of.properties.clone());
    whole.signer = of.signer.clone().or(whole.signer);
    Ok(whole)
}
