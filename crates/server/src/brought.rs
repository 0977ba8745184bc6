//! What a call brings of its own: the description of a node type, and credential types.

use std::sync::Arc;

use nodewright::{
    CredentialType, ErrorKind, NodeDescription, NodeError, NodeJson, Registry, Result, Runtime, VersionedNode,
};
use nodewright_declarative::Declarative;
use nodewright_json::{Mismatch, from_value};
use serde_json::{Map, Value};

use crate::large;

/// A description and credential types, as they came.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    pub description: Option<Value>,
    pub credential_types: Option<Map<String, Value>>,
}

impl Brought {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.description.is_none() && self.credential_types.is_none()
    }

    fn is_large(&self) -> bool {
        self.description.as_ref().is_some_and(large::is_large)
            || self.credential_types.iter().flat_map(Map::values).any(large::is_large)
    }

    /// The runtime with them, where the node of the call is of the type that is described.
    ///
    /// # Errors
    /// Something in them is malformed, with its place; the description is of a node that needs code.
    pub async fn added_to(self, runtime: Runtime, node: &Value, name: Option<&str>) -> Result<Runtime> {
        if self.is_empty() {
            return Ok(runtime);
        }
        let node_type = match &self.description {
            Some(_) => Some(NodeJson::find(node, name)?.node_type),
            None => None,
        };
        let (is_large, of) = (self.is_large(), runtime.clone());
        let add = move || {
            let mut registry = runtime.registry().clone();
            self.register(&mut registry, node_type.as_deref())?;
            Ok(runtime.with_registry(registry))
        };
        large::prepared(&of, is_large, add).await
    }

    fn register(self, registry: &mut Registry, node_type: Option<&str>) -> Result<()> {
        for (name, kind) in self.credential_types.into_iter().flatten() {
            registry.register_credential(credential_type(name, kind)?);
        }
        if let (Some(described), Some(node_type)) = (self.description, node_type) {
            registry.register(node(described, node_type)?);
        }
        Ok(())
    }
}

/// A description that came with a call.
///
/// # Errors
/// It does not have the shape of one; the error names the place.
pub fn description(value: Value) -> Result<NodeDescription> {
    from_value(value).map_err(|error| malformed(&error.in_member("description")))
}

fn node(described: Value, node_type: &str) -> Result<VersionedNode> {
    let (package, bare) = node_type.rsplit_once('.').map_or((None, node_type), |(package, bare)| (Some(package), bare));
    let described = NodeDescription { name: bare.to_owned().into(), ..description(described)? };
    Declarative::versions(&Arc::new(described), package.as_slice(), None)
        .map_err(|error| error.at_parameter("description"))
}

fn credential_type(name: String, mut kind: Value) -> Result<CredentialType> {
    if let Some(kind) = kind.as_object_mut() {
        kind.entry("name").or_insert_with(|| name.clone().into());
    }
    let kind: CredentialType =
        from_value(kind).map_err(|error| malformed(&error.in_member(&name).in_member("credentialTypes")))?;
    match kind.name == name {
        true => Ok(kind.leaving_out_unknown()),
        false => {
            let message = format!("The credential type under '{name}' calls itself '{}'", kind.name);
            Err(NodeError::new(ErrorKind::Input, message).at_parameter("credentialTypes"))
        }
    }
}

fn malformed(error: &Mismatch) -> NodeError {
    crate::api::malformed(error)
}
