//! n8n's own files of types: what its editor loads.

use std::sync::Arc;

use nodewright::{CredentialType, Node, NodeDescription, Result, VersionedNode};

use crate::Api;

/// Names come with their package, as workflows spell them.
pub(super) async fn nodes(api: Api, (): ()) -> Result<Vec<NodeDescription>> {
    let of_type = |node: &VersionedNode| {
        let name = node.full_name();
        // A description of several versions comes once.
        let last = node.versions().filter(|(version, of)| of.description().version.last() == *version);
        let named = |(_, of): (_, &Arc<dyn Node>)| NodeDescription {
            name: name.clone().into(),
            ..NodeDescription::clone(of.description())
        };
        last.map(named).collect::<Vec<_>>()
    };
    Ok(api.runtime().registry().types().flat_map(of_type).collect())
}

/// With what each has of the types that it extends, as a form shows it.
pub(super) async fn credentials(api: Api, (): ()) -> Result<Vec<CredentialType>> {
    let registry = api.runtime().registry();
    let whole = |own: &Arc<CredentialType>| registry.credential_type(&own.name).unwrap_or_else(|_| Arc::clone(own));
    Ok(registry.credential_types().map(|own| CredentialType::clone(&whole(own))).collect())
}
