//! What is wrong with the descriptions at a path.

use std::{fs, path::Path};

use nodewright_core::{ErrorKind, NodeError, Result, serde_json::Value};
use nodewright_declarative::check::{self, Problem, Surroundings};
use serde::Serialize;

use super::{Source, recognized};
use crate::Runtime;

/// A problem and its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileProblem {
    /// The file; with the place in it, where that holds a list.
    pub file: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

impl Runtime {
    /// Looks over the descriptions of nodes and credential types at a path, a file or a folder, as a linter does: keys that
    /// are not known, properties that are never shown, defaults that are missing or wrong, expressions that cannot be read,
    /// routing that sends nothing. In the order of files and of their texts.
    ///
    /// # Errors
    /// The path does not exist, has no descriptions, or cannot be read.
    pub fn check_nodes(&self, path: impl AsRef<Path>) -> Result<Vec<FileProblem>> {
        let path = path.as_ref();
        let refuse =
            |path: &Path, message: String| NodeError::new(ErrorKind::Input, format!("{}: {message}", path.display()));
        let Source::Descriptions(files) = recognized(path)? else {
            let message = "descriptions in JSON are checked, and a package is code; name its dist/types/nodes.json, if it has one";
            return Err(refuse(path, message.to_owned()));
        };
        let mut parts = Vec::new();
        for file in &files {
            let bytes = fs::read(file).map_err(|error| refuse(file, error.to_string()))?;
            let value = nodewright_json::read(&bytes).map_err(|error| {
                let (line, column, reason) = (error.line(), error.column(), error.reason());
                refuse(file, format!("it is not JSON (line {line}, column {column}): {reason}"))
            })?;
            match value {
                Value::Array(list) => {
                    let place = |index| format!("{}[{index}]", file.display());
                    parts.extend(list.into_iter().enumerate().map(|(index, value)| (place(index), value)));
                }
                value => parts.push((file.display().to_string(), value)),
            }
        }
        let (nodes, types): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, value)| super::is_node(value));
        let registry = self.registry();
        let is_known = |name: &str| {
            registry.credential_types().any(|kind| kind.name == name)
                || types.iter().any(|(_, kind)| kind["name"] == name)
        };
        let compile = |text: &str| self.expressions().compile(text).err().map(|error| error.message().to_owned());
        let surroundings = Surroundings { expression: &compile, credential_type: &is_known };
        let nodes = nodes.iter().map(|(file, value)| (file, check::description(value, &surroundings)));
        let types = types.iter().map(|(file, value)| (file, check::credential_type(value, &surroundings)));
        let all = nodes.chain(types);
        Ok(all
            .flat_map(|(file, problems)| {
                problems.into_iter().map(|problem| FileProblem { file: file.clone(), problem })
            })
            .collect())
    }
}
