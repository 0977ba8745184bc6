//! The node types that are known.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use nodewright_properties::Version;

use crate::{CredentialType, ErrorKind, Node, NodeError, Result, credential::inherited, nearest};

/// So many known types an error names at most.
const MOST_NAMED: usize = 100;

/// What a node crate hands to a registry: all versions of one node type.
#[derive(Clone)]
pub struct VersionedNode {
    name: String,
    packages: Vec<String>,
    versions: BTreeMap<Version, Arc<dyn Node>>,
    default: Option<Version>,
}

impl VersionedNode {
    /// A type without versions yet. It is found by its bare name, and as `package.name` for every one of `packages`;
    /// the first of them is the one that is written.
    pub fn new(name: impl Into<String>, packages: &[&str]) -> Self {
        let packages = packages.iter().map(|package| (*package).to_owned()).collect();
        Self { name: name.into(), packages, versions: BTreeMap::new(), default: None }
    }

    /// With one more version.
    #[must_use]
    pub fn version(mut self, version: Version, node: Arc<dyn Node>) -> Self {
        self.versions.insert(version, node);
        self
    }

    /// With the version a new node gets; the highest where this is not said.
    #[must_use]
    pub fn default_version(mut self, version: Version) -> Self {
        self.default = Some(version);
        self
    }

    /// Bare name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name with package, as it is written.
    #[must_use]
    pub fn full_name(&self) -> String {
        self.packages.first().map_or_else(|| self.name.clone(), |package| format!("{package}.{}", self.name))
    }

    /// The version a new node gets.
    #[must_use]
    pub fn default(&self) -> Option<Version> {
        self.default.or_else(|| self.versions.keys().next_back().copied())
    }

    /// All versions, lowest first.
    pub fn versions(&self) -> impl Iterator<Item = (Version, &Arc<dyn Node>)> {
        self.versions.iter().map(|(version, node)| (*version, node))
    }

    /// The node of a version, or of the default one.
    ///
    /// # Errors
    /// The version is unknown; the error lists the known ones.
    pub fn get(&self, version: Option<Version>) -> Result<&Arc<dyn Node>> {
        let version = version.or_else(|| self.default());
        version.and_then(|v| self.versions.get(&v)).ok_or_else(|| {
            let known: Vec<_> = self.versions.keys().map(Version::to_string).collect();
            let asked = version.map_or_else(|| "none".to_owned(), |v| v.to_string());
            let message = format!("Unknown version {asked} of node type '{}'; known: {}", self.name, known.join(", "));
            NodeError::new(ErrorKind::Unknown, message)
        })
    }

    /// The names with package that it is found by.
    fn whole_names(&self) -> impl Iterator<Item = String> {
        self.packages.iter().map(|package| format!("{package}.{}", self.name))
    }
}

/// An entry of what is linked: a function that registers a crate's nodes and credential types. Submit it with
/// `inventory::submit!`.
///
/// A crate that a binary never names is not linked; `use nodewright_node_directus as _;` names it.
pub struct Registration(pub fn(&mut Registry));

inventory::collect!(Registration);

/// The node types and credential types that are known, sorted by name.
#[derive(Clone, Default)]
pub struct Registry {
    /// By bare name, then with package: several packages may have a type of the same name.
    types: BTreeMap<TypeName, Arc<VersionedNode>>,
    /// What each name leads to, with and without package.
    names: BTreeMap<String, TypeName>,
    credentials: BTreeMap<String, KnownCredential>,
}

/// Bare name and name with package of a type.
type TypeName = (String, String);

#[derive(Clone)]
struct KnownCredential {
    /// As it was registered.
    own: Arc<CredentialType>,
    /// With what it has of the types that it extends.
    whole: OnceLock<Arc<CredentialType>>,
}

impl Registry {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All nodes that are linked into the program.
    #[must_use]
    pub fn linked() -> Self {
        let mut registry = Self::new();
        for Registration(register) in inventory::iter::<Registration> {
            register(&mut registry);
        }
        registry
    }

    /// Adds a node type and the credential types that it brings; those of the same names are replaced. Where types of
    /// several packages have the same bare name, that leads to the one which was there first.
    pub fn register(&mut self, node: VersionedNode) {
        for kind in node.versions.values().flat_map(|version| version.credential_types()) {
            self.register_credential(kind);
        }
        let name: TypeName = (node.name.clone(), node.full_name());
        for whole in node.whole_names() {
            self.names.insert(whole, name.clone());
        }
        match node.packages.is_empty() {
            // The bare name is all the name it has.
            true => drop(self.names.insert(node.name.clone(), name.clone())),
            false => drop(self.names.entry(node.name.clone()).or_insert_with(|| name.clone())),
        }
        self.types.insert(name, Arc::new(node));
    }

    /// Adds a credential type, which may be of no node in particular; one of the same name is replaced.
    pub fn register_credential(&mut self, kind: CredentialType) {
        // What another type has of it is another now.
        self.credentials.values_mut().for_each(|known| known.whole = OnceLock::new());
        let known = KnownCredential { own: Arc::new(kind), whole: OnceLock::new() };
        self.credentials.insert(known.own.name.to_string(), known);
    }

    /// The type of a name, with or without package.
    ///
    /// # Errors
    /// The name is unknown; the error lists those that are known.
    pub fn find(&self, name: &str) -> Result<&VersionedNode> {
        let known = self.names.get(name).and_then(|name| self.types.get(name));
        known.map(Arc::as_ref).ok_or_else(|| self.unrecognized(name))
    }

    fn unrecognized(&self, name: &str) -> NodeError {
        let bare = name.rsplit_once('.').map_or(name, |(_, bare)| bare);
        let mut known: Vec<_> = self.types.keys().map(|(bare, _)| bare.as_str()).collect();
        known.dedup();
        let nearest = nearest(bare, known.iter().copied());
        let more = known.len().saturating_sub(MOST_NAMED);
        known.truncate(MOST_NAMED);
        let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let known_types = format!("Known node types: {}{and_more}", known.join(", "));
        NodeError::new(ErrorKind::Unknown, format!("Unrecognized node type: {name}")).with_description(match nearest {
            _ if known.is_empty() => "No node types are registered; link a node crate or register its nodes".to_owned(),
            Some(nearest) => format!("Did you mean '{nearest}'? {known_types}"),
            None => known_types,
        })
    }

    /// The node of a name and a version.
    ///
    /// # Errors
    /// The name or the version is unknown; the error lists those that are known.
    pub fn node(&self, name: &str, version: Option<Version>) -> Result<&Arc<dyn Node>> {
        self.find(name)?.get(version)
    }

    /// All types, sorted by name.
    pub fn types(&self) -> impl Iterator<Item = &VersionedNode> {
        self.types.values().map(Arc::as_ref)
    }

    /// The credential type of a name, with everything of the types that it extends.
    ///
    /// # Errors
    /// A name that is not known, with those that are; a type that extends one that is not known, or itself.
    pub fn credential_type(&self, name: &str) -> Result<Arc<CredentialType>> {
        let Some(known) = self.credentials.get(name) else {
            let names: Vec<_> = self.credentials.keys().map(String::as_str).collect();
            let error = NodeError::new(ErrorKind::Unknown, format!("Unrecognized credential type: {name}"));
            return Err(error.with_description(match names.is_empty() {
                true => "No credential types are registered; link a node crate or register them".to_owned(),
                false => format!("Known credential types: {}", names.join(", ")),
            }));
        };
        if known.own.extends.as_ref().is_none_or(Vec::is_empty) {
            return Ok(Arc::clone(&known.own));
        }
        if let Some(whole) = known.whole.get() {
            return Ok(Arc::clone(whole));
        }
        let whole = inherited(&known.own, &|name| self.credentials.get(name).map(|known| &*known.own))?;
        Ok(Arc::clone(known.whole.get_or_init(|| Arc::new(whole))))
    }

    /// All credential types as they were registered, sorted by name.
    pub fn credential_types(&self) -> impl Iterator<Item = &Arc<CredentialType>> {
        self.credentials.values().map(|known| &known.own)
    }
}
