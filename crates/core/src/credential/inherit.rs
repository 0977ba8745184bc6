//! What a credential type has of those that it extends.

use nodewright_properties::merge_properties;

use super::{AuthenticateRule, CredentialType, Members};
use crate::{ErrorKind, NodeError, Result};

/// A type with everything of the types that it extends: the properties, which later ones and its own replace by name, and
/// what they add to a request, its own entries last. Where code signs, the nearest does it alone.
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
    let mut whole = CredentialType { properties: Vec::new(), authenticate: None, signer: None, ..of.clone() };
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
        add_rule(&mut whole.authenticate, parent.authenticate);
        whole.signer = parent.signer.or(whole.signer);
    }
    merge_properties(&mut whole.properties, of.properties.clone());
    add_rule(&mut whole.authenticate, of.authenticate.clone());
    whole.signer = of.signer.clone().or(whole.signer);
    Ok(whole)
}

fn add_rule(to: &mut Option<AuthenticateRule>, added: Option<AuthenticateRule>) {
    match (to, added) {
        (_, None) => {}
        (Some(AuthenticateRule::Generic { properties: to }), Some(AuthenticateRule::Generic { properties: own })) => {
            let parts = [
                (&mut to.headers, own.headers),
                (&mut to.query, own.query),
                (&mut to.body, own.body),
                (&mut to.basic, own.basic),
            ];
            parts.into_iter().for_each(|(to, own)| add_members(to, own));
        }
        (to, added) => *to = added,
    }
}

fn add_members(to: &mut Members, own: Members) {
    match (to, own) {
        (_, own) if own.is_empty() => {}
        (Members::Entries(to), Members::Entries(own)) => {
            for (key, value) in own.iter() {
                to.insert(key.to_owned(), value.clone());
            }
        }
        (to, own) => *to = own,
    }
}
