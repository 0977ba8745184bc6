//! The available node types, their versions and schemas.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use nodewright::{ErrorKind, NodeError, Registry, Result, Version, VersionedNode};
use nodewright_schema::{Catalog, Profile, Provider};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// A node type as a list shows it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TypeSummary {
    /// Name with package.
    pub name: String,
    /// Name for people.
    pub display_name: String,
    /// What it is for.
    pub description: String,
    /// Versions, lowest first.
    pub versions: Vec<Version>,
    /// Version of a new node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_version: Option<Version>,
    /// Credential types it uses.
    pub credentials: Vec<String>,
}

/// All node types, sorted by name.
#[must_use]
pub fn types(registry: &Registry) -> Vec<TypeSummary> {
    let summary = |node: &VersionedNode| {
        let newest = node.get(None).ok()?;
        Some(TypeSummary {
            name: node.full_name(),
            display_name: newest.description().display_name.to_string(),
            description: newest.description().description.to_string(),
            versions: node.versions().map(|(version, _)| version).collect(),
            default_version: node.default(),
            credentials: newest.description().credentials.iter().flatten().map(|one| one.name.to_string()).collect(),
        })
    };
    registry.types().filter_map(summary).collect()
}

/// `directus@1` as name and version; a version given separately must be the same.
///
/// # Errors
/// The version is not a number, or two different ones are given.
pub fn split_version(name: &str, version: Option<Version>) -> Result<(&str, Option<Version>)> {
    // The `@` of a scoped package does not start a version.
    let Some((bare, text)) = name.rsplit_once('@').filter(|(bare, _)| !bare.is_empty()) else {
        return Ok((name, version));
    };
    let refuse = |message| Err(NodeError::new(ErrorKind::Input, message));
    match (text.parse::<Version>(), version) {
        (Err(_), _) => refuse(format!("'{text}' is not a version: write a number such as 1 or 1.1")),
        (Ok(own), Some(other)) if own != other => refuse(format!("Two versions are asked for: {own} and {other}")),
        (Ok(own), _) => Ok((bare, Some(own))),
    }
}

/// The schemas of every version of every node, each made when it is first asked for and then kept.
pub struct Catalogs {
    registry: Registry,
    made: Mutex<BTreeMap<(String, Version), Arc<Catalog>>>,
}

impl Catalogs {
    /// Of these nodes.
    #[must_use]
    pub fn new(registry: &Registry) -> Self {
        Self { registry: registry.clone(), made: Mutex::default() }
    }

    /// The schemas of a node type, in its default version unless another is asked for.
    ///
    /// # Errors
    /// An unknown type or version; the error lists the known ones.
    pub fn find(&self, name: &str, version: Option<Version>) -> Result<Arc<Catalog>> {
        let node = self.registry.find(name)?;
        let found = node.get(version)?;
        let version = version.or(node.default()).unwrap_or(Version::ONE);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let catalog = made.entry((node.name().to_owned(), version));
        let new = || Arc::new(Catalog::new(Arc::clone(found.description()), version));
        Ok(Arc::clone(catalog.or_insert_with(new)))
    }
}

/// The schema of a node's parameters, or of one operation's.
///
/// # Errors
/// An unknown resource or operation; the error lists the known ones.
pub fn schema<'c>(catalog: &'c Catalog, of: Option<(&str, &str)>) -> Result<&'c Schema> {
    match of {
        None => Ok(catalog.node(Profile::Strict)),
        Some((resource, operation)) => {
            catalog.operation(resource, operation).ok_or_else(|| unknown_operation(catalog, resource, operation))
        }
    }
}

/// An error that suggests the nearest and lists the operations that the resource has, or the resources of the node.
#[must_use]
pub fn unknown_operation(catalog: &Catalog, resource: &str, operation: &str) -> NodeError {
    let of_resource = catalog.operations().filter(|o| o.resource.as_deref().unwrap_or_default() == resource);
    let known: Vec<_> = of_resource.filter_map(|o| o.operation.as_deref()).collect();
    if known.is_empty() {
        let mut resources: Vec<_> = catalog.operations().filter_map(|o| o.resource.as_deref()).collect();
        resources.dedup();
        return NodeError::unknown("resource", resource, &format!(" of '{}'", catalog.description().name), resources);
    }
    let of = if resource.is_empty() { String::new() } else { format!(" of resource '{resource}'") };
    NodeError::unknown("operation", operation, &of, known)
}

/// Every operation of a node as a tool, in a provider's shape.
#[must_use]
pub fn tools(catalog: &Catalog, provider: Provider) -> Vec<Value> {
    catalog.tools().iter().map(|tool| tool.format(provider)).collect()
}

/// Resource and operation of a call, which come together or not at all.
///
/// # Errors
/// Only one of them is given.
pub fn operation<'a>(resource: Option<&'a str>, operation: Option<&'a str>) -> Result<Option<(&'a str, &'a str)>> {
    match (resource, operation) {
        (Some(resource), Some(operation)) => Ok(Some((resource, operation))),
        (None, None) => Ok(None),
        _ => {
            let message = "The schema of an operation needs both `resource` and `operation`";
            Err(NodeError::new(ErrorKind::Input, message))
        }
    }
}
