//! Nodes that are not linked into the program, but found at a path.

#[cfg(feature = "declarative")]
mod check;
#[cfg(feature = "declarative")]
mod described;
#[cfg(feature = "declarative")]
mod later;
mod stamp;
#[cfg(feature = "declarative")]
mod tarball;

#[cfg(feature = "declarative")]
pub use check::FileProblem;
pub use stamp::NodesStamp;

use std::{
    fs,
    path::{Path, PathBuf},
};

use nodewright_core::{ErrorKind, NodeError, Registry, Result, serde_json::Value};
#[cfg(feature = "packages")]
use nodewright_javascript::{Limits, Packages};

/// What a path leads to.
#[derive(Debug, PartialEq)]
enum Source {
    /// A package of npm, or a folder of them.
    Packages,
    /// Files of descriptions and credential types.
    Descriptions(Vec<PathBuf>),
    /// A package of npm as it is published.
    Tarball,
}

/// How deep a folder of descriptions is looked into.
const DEPTH: usize = 8;

/// What a path is.
fn recognized(path: &Path) -> Result<Source> {
    let refuse = |message: String| NodeError::new(ErrorKind::Input, format!("{}: {message}", path.display()));
    let kind = fs::metadata(path).map_err(|error| refuse(format!("no nodes can be read there: {error}")))?;
    if kind.is_file() {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        return match () {
            () if name.ends_with(".json") => Ok(Source::Descriptions(vec![path.to_owned()])),
            () if name.ends_with(".tgz") || name.ends_with(".tar.gz") => Ok(Source::Tarball),
            () => Err(refuse("nodes are in a .json file, a folder, a package or its .tgz".to_owned())),
        };
    }
    let is_installation = path.join("package.json").is_file() && path.join("node_modules").is_dir();
    if is_installation || is_package(path) || children(path).any(|child| is_package(&child) || is_scope(&child)) {
        return Ok(Source::Packages);
    }
    let mut files = Vec::new();
    json_files(path, DEPTH, &mut files);
    match files.is_empty() {
        // What it lacks is said there.
        true if path.join("package.json").exists() => Ok(Source::Packages),
        true => Err(refuse("there is no package and no description in this folder".to_owned())),
        false => Ok(Source::Descriptions(files)),
    }
}

/// Whether a folder is a package with nodes.
fn is_package(folder: &Path) -> bool {
    manifest(folder).is_some_and(|manifest| manifest.get("n8n").is_some())
}

/// Whether a folder is a scope of packages, such as `@acme`.
fn is_scope(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().starts_with('@'));
    name == Some(true) && children(folder).any(|child| is_package(&child))
}

/// Whether a value in JSON is a node's description, and not a credential type.
#[cfg(feature = "declarative")]
fn is_node(value: &Value) -> bool {
    ["requestDefaults", "inputs", "outputs", "version"].into_iter().any(|key| value.get(key).is_some())
}

fn manifest(folder: &Path) -> Option<Value> {
    let file = folder.join("package.json");
    // Reading what is no file, such as a pipe, may never end.
    file.is_file().then(|| fs::read(file).ok())?.and_then(|bytes| nodewright_json::read(&bytes).ok())
}

fn children(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter()
}

/// Whether a file in a folder of descriptions is one; other files there have names of their own.
fn is_description(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name != "package.json" && !name.ends_with(".cases.json")
}

/// Links to files count; folders that a link leads to are somebody else's, and may be all there is.
fn json_files(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    for child in children(folder) {
        let is_json = child.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json && child.is_file() && is_description(&child) {
            files.push(child);
        } else if depth > 0 && child.is_dir() && !child.is_symlink() {
            json_files(&child, depth - 1, files);
        }
    }
}

/// What loads nodes of each kind.
pub(crate) struct Sources {
    #[cfg(feature = "packages")]
    packages: Packages,
}

impl Sources {
    pub fn new(#[cfg(feature = "packages")] limits: Limits) -> Self {
        Self {
            #[cfg(feature = "packages")]
            packages: Packages::new(limits),
        }
    }

    /// Adds the nodes at these paths to a registry; what of them cannot be used is logged and given back.
    ///
    /// # Errors
    /// A path that does not exist, or that no nodes can be at.
    pub fn load(&self, paths: &[PathBuf], registry: &mut Registry) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        for path in paths {
            problems.extend(self.add(path, registry)?);
        }
        for problem in &problems {
            tracing::warn!("{problem}");
        }
        Ok(problems)
    }

    #[cfg_attr(not(feature = "packages"), allow(clippy::unused_self))] // With the feature it is used.
    fn add(&self, path: &Path, registry: &mut Registry) -> Result<Vec<String>> {
        match recognized(path)? {
            #[cfg(feature = "packages")]
            Source::Packages => {
                let loaded = self.packages.open(path)?;
                loaded.register(registry);
                Ok(loaded.problems.iter().map(ToString::to_string).collect())
            }
            #[cfg(feature = "declarative")]
            Source::Descriptions(files) => described::add(&files, registry),
            #[cfg(feature = "declarative")]
            Source::Tarball => tarball::add(path, registry),
            #[cfg(not(all(feature = "packages", feature = "declarative")))]
            other => Err(not_built(path, &other, registry)),
        }
    }
}

#[cfg(not(all(feature = "packages", feature = "declarative")))]
fn not_built(path: &Path, source: &Source, _: &Registry) -> NodeError {
    let (what, feature) = match source {
        Source::Packages => ("packages are", "packages"),
        Source::Descriptions(_) | Source::Tarball => ("descriptions are", "declarative"),
    };
    let message = format!("{}: {what} not built into this runtime", path.display());
    NodeError::new(ErrorKind::Input, message).with_description(format!("Build it with the feature `{feature}`"))
}
