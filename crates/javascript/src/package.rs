//! Folders of packages, and what is in them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nodewright_core::{CredentialType, ErrorKind, NodeError, Registry, Result, VersionedNode};
use serde_json::Value;

use crate::files::Files;
use crate::load;
use crate::realms::{Limits, Realms};

/// Loads packages. Their realms are shared by all that one of these has loaded, within its limits.
#[derive(Clone)]
pub struct Packages {
    realms: Arc<Realms>,
    limits: Limits,
}

/// What packages gave.
#[derive(Clone, Default)]
pub struct Loaded {
    /// The nodes, for a registry.
    pub nodes: Vec<VersionedNode>,
    /// The credential types.
    pub credential_types: Vec<CredentialType>,
    /// What could not be loaded; the rest could.
    pub problems: Vec<Problem>,
}

/// What of a package is not there, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the package, or the folder where it has none.
    pub package: String,
    /// The file in it, if it is about one.
    pub file: Option<String>,
    /// Why, and what to do.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}: {file}: {}", self.package, self.reason),
            None => write!(f, "{}: {}", self.package, self.reason),
        }
    }
}

/// A package at work.
pub(crate) struct Package {
    pub name: String,
    pub version: String,
    pub files: Arc<Files>,
    pub realms: Arc<Realms>,
    pub limits: Limits,
}

impl Loaded {
    /// Adds it to a registry. What is there already under a name stays.
    pub fn register(&self, registry: &mut Registry) {
        for kind in &self.credential_types {
            if registry.credential_types().all(|known| known.name != kind.name) {
                registry.register_credential(kind.clone());
            }
        }
        for node in &self.nodes {
            registry.register(node.clone());
        }
    }

    fn add(&mut self, more: Self) {
        self.nodes.extend(more.nodes);
        self.credential_types.extend(more.credential_types);
        self.problems.extend(more.problems);
    }
}

impl Default for Packages {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Packages {
    /// Packages whose executions have these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { realms: Arc::new(Realms::new(limits)), limits }
    }

    /// Loads a package from its folder, or all packages of a `node_modules` folder. A node that does not load is among the
    /// problems.
    ///
    /// # Errors
    /// There is no such folder, or it is none of these.
    pub fn open(&self, path: &Path) -> Result<Loaded> {
        let refuse = |message: String| NodeError::new(ErrorKind::Input, message);
        let folder = path
            .canonicalize()
            .map_err(|error| refuse(format!("The folder of packages {} cannot be read: {error}", path.display())))?;
        // Links lead to where a package is stored; what it needs may be beside the link.
        let place = std::path::absolute(path).unwrap_or_else(|_| folder.clone());
        if folder.join("package.json").is_file() {
            let modules = folder.join("node_modules");
            if !declares_nodes(&folder) && modules.is_dir() {
                return self.open(&modules);
            }
            return self.open_one(&root_of(&place).or_else(|| root_of(&folder)).unwrap_or(folder), &place);
        }
        let homes = packages_in(&folder).map_err(|error| refuse(format!("{}: {error}", path.display())))?;
        if homes.is_empty() {
            let message = format!("{} is neither a package nor a folder of packages", path.display());
            return Err(refuse(message).with_description(
                "Give the folder with the package.json of a package with an \"n8n\" key, or a node_modules folder with such packages",
            ));
        }
        let mut loaded = Loaded::default();
        for home in homes {
            loaded.add(self.open_one(&folder, &home)?);
        }
        Ok(loaded)
    }

    fn open_one(&self, root: &Path, home: &Path) -> Result<Loaded> {
        let unreadable = |error| NodeError::new(ErrorKind::Input, format!("{}: {error}", root.display()));
        let files = Arc::new(Files::new(root).map_err(unreadable)?);
        let root = root.canonicalize().map_err(unreadable)?;
        let below = home.strip_prefix(&root).map(Path::to_path_buf);
        let home = below.or_else(|_| {
            home.canonicalize().map_err(unreadable)?.strip_prefix(&root).map(Path::to_path_buf).map_err(|_| {
                NodeError::new(ErrorKind::Input, format!("{} is a link that leads out of its folder", home.display()))
            })
        })?;
        let name_of_folder = home.to_string_lossy().into_owned();
        let home = files.shown(&root.join(home)).unwrap_or_default();
        let home = home.trim_end_matches('/').to_owned();
        let manifest_path = format!("{home}/package.json");
        let broken = |reason: String| Loaded {
            problems: vec![Problem { package: name_of_folder.clone(), file: Some("package.json".to_owned()), reason }],
            ..Loaded::default()
        };
        let text = files.text(&manifest_path).unwrap_or_default();
        let manifest: Value = match nodewright_json::parse(&text) {
            Ok(manifest) => manifest,
            Err(error) => return Ok(broken(format!("not JSON: {error}"))),
        };
        let name = manifest["name"].as_str().unwrap_or(&name_of_folder).to_owned();
        if !manifest["n8n"].is_object() {
            let reason = "it has no \"n8n\" key, so it is not a package of n8n nodes".to_owned();
            return Ok(Loaded {
                problems: vec![Problem { package: name, file: Some("package.json".to_owned()), reason }],
                ..Loaded::default()
            });
        }
        let package = Package {
            name,
            version: manifest["version"].as_str().unwrap_or("0.0.0").to_owned(),
            files,
            realms: Arc::clone(&self.realms),
            limits: self.limits,
        };
        Ok(load::load(package, &home, &manifest["n8n"]))
    }
}

/// The `node_modules` folder that a package is in, which has what it needs.
fn root_of(home: &Path) -> Option<PathBuf> {
    home.ancestors().find(|folder| folder.file_name().is_some_and(|name| name == "node_modules")).map(Path::to_path_buf)
}

fn declares_nodes(folder: &Path) -> bool {
    let file = folder.join("package.json");
    let text = match file.is_file() {
        true => std::fs::read(file).unwrap_or_default(),
        false => Vec::new(),
    };
    nodewright_json::read(&text).is_ok_and(|manifest| manifest["n8n"].is_object())
}

/// The packages of a folder that declare nodes, in order of their names.
fn packages_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut homes = Vec::new();
    let entries = |folder: &Path| -> std::io::Result<Vec<PathBuf>> {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder)?.map(|entry| entry.map(|one| one.path())).collect::<Result<_, _>>()?;
        paths.sort();
        Ok(paths)
    };
    for path in entries(folder)? {
        let is_scope = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('@'));
        match is_scope && path.is_dir() {
            true => homes.extend(entries(&path)?.into_iter().filter(|path| declares_nodes(path))),
            false if declares_nodes(&path) => homes.push(path),
            false => {}
        }
    }
    Ok(homes)
}
