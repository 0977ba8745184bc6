//! Files of descriptions and credential types.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use nodewright_core::{CredentialType, Registry, Result, VersionedNode, json::from_value, serde_json::Value};
use nodewright_declarative::check::{self, Severity, Surroundings};

use super::{is_node, later::Later, manifest};

/// A file that is longer is not read whole when it is loaded, in bytes: lists such as those of n8n's own nodes hold hundreds of
/// descriptions, of which one or two are used.
const READ_WHOLE: usize = 1 << 20;

/// How many folders above a file its package.json may be.
const ABOVE: usize = 3;

/// Adds what these files hold; gives what is wrong with it.
pub fn add(files: &[PathBuf], registry: &mut Registry) -> Result<Vec<String>> {
    let mut found = Found::default();
    for file in files {
        let package = package_of(file);
        match fs::read(file) {
            Ok(bytes) => found.read(&file.display().to_string(), package.as_deref(), bytes),
            Err(error) => found.problems.push(format!("{}: {error}", file.display())),
        }
    }
    // A list of nodes alone needs what is in the file beside it.
    if let [file] = files
        && file.file_name().is_some_and(|name| name == "nodes.json")
        && let Ok(bytes) = fs::read(file.with_file_name("credentials.json"))
    {
        found.read(&file.with_file_name("credentials.json").display().to_string(), None, bytes);
    }
    Ok(found.register(registry))
}

/// The name of the package that a file belongs to.
fn package_of(file: &Path) -> Option<String> {
    let folders = file.ancestors().skip(1).take(ABOVE);
    folders.filter_map(manifest).find_map(|manifest| manifest["name"].as_str().map(str::to_owned))
}

/// What files hold.
#[derive(Default)]
pub struct Found {
    /// By package and name.
    nodes: BTreeMap<(Option<String>, String), Vec<Later>>,
    credential_types: Vec<CredentialType>,
    pub problems: Vec<String>,
}

impl Found {
    /// Takes what a file holds: a description, a credential type, or a list of them.
    pub fn read(&mut self, file: &str, package: Option<&str>, bytes: Vec<u8>) {
        let Ok(text) = String::from_utf8(bytes) else {
            return self.problems.push(format!("{file}: it is not UTF-8"));
        };
        if text.len() > READ_WHOLE
            && let Some(list) = Later::list(&Arc::from(text.as_str()))
        {
            return list.into_iter().for_each(|node| self.add_node(package, node));
        }
        let value = match nodewright_json::parse(&text) {
            Ok(value) => value,
            Err(error) => {
                let (line, column, reason) = (error.line(), error.column(), error.reason());
                return self.problems.push(format!("{file}: it is not JSON (line {line}, column {column}): {reason}"));
            }
        };
        match value {
            Value::Array(list) => {
                for (index, value) in list.into_iter().enumerate() {
                    // Lists are made by a build; `check` looks them over.
                    self.one(&format!("{file}: [{index}]"), package, value, false);
                }
            }
            value => self.one(file, package, value, true),
        }
    }

    fn one(&mut self, place: &str, package: Option<&str>, value: Value, is_looked_over: bool) {
        let has = |key: &str| value.get(key).is_some();
        let is_node = is_node(&value);
        let is_credential_type = !is_node && has("name") && has("properties");
        if !is_node && !is_credential_type {
            return self.problems.push(format!(
                "{place}: this is neither a node's description, which has \"version\", \"inputs\" and \"outputs\", nor a \
                 credential type, which has \"name\" and \"properties\""
            ));
        }
        if is_looked_over {
            let surroundings = Surroundings { expression: &|_| None, credential_type: &|_| true };
            let problems = match is_node {
                true => check::description(&value, &surroundings),
                false => check::credential_type(&value, &surroundings),
            };
            let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
            self.problems.extend(errors.map(|problem| match problem.path.as_str() {
                "" => format!("{place}: {}", problem.message),
                path => format!("{place}: {path}: {}", problem.message),
            }));
        }
        let read = match is_node {
            true => from_value(value).map(|description| self.add_node(package, Later::read(description))),
            false => {
                from_value(value).map(|kind: CredentialType| self.credential_types.push(kind.leaving_out_unknown()))
            }
        };
        // What has been found above says the same with more words.
        if let Err(error) = read
            && self.problems.last().is_none_or(|last| !last.starts_with(place))
        {
            self.problems.push(format!("{place}: {error}"));
        }
    }

    fn add_node(&mut self, package: Option<&str>, node: Later) {
        self.nodes.entry((package.map(str::to_owned), node.name().to_owned())).or_default().push(node);
    }

    /// Adds all of it to a registry. What is there already stays: a node in Rust does more than its description.
    pub fn register(self, registry: &mut Registry) -> Vec<String> {
        for kind in self.credential_types {
            if registry.credential_types().all(|known| known.name != kind.name) {
                registry.register_credential(kind);
            }
        }
        for ((package, name), nodes) in self.nodes {
            let whole = package.as_ref().map_or_else(|| name.clone(), |package| format!("{package}.{name}"));
            if registry.find(&whole).is_ok() {
                tracing::debug!("the node type {whole} is there already; its description is not used");
                continue;
            }
            let mut versioned = VersionedNode::new(name, package.as_deref().as_slice());
            for node in nodes {
                if let Some(default) = node.default_version() {
                    versioned = versioned.default_version(default);
                }
                for (version, node) in node.in_versions() {
                    versioned = versioned.version(version, node);
                }
            }
            registry.register(versioned);
        }
        self.problems
    }
}
