//! Where a node comes from: its own JSON, a workflow export, or the editor's clipboard.

use nodewright_core::{ErrorKind, NodeError, Parameters, Result, Version, unknown};
use nodewright_json::{Mismatch, from_ref};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{CredentialReference, Settings};

/// A node as n8n stores it (`INode`). Keys that are not named here survive a round trip.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NodeJson {
    /// Name within its workflow.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Node type, with or without package.
    #[serde(rename = "type")]
    pub node_type: String,
    /// Version of the type; its default version if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_version: Option<Version>,
    /// Parameters as stored: defaults left out, expressions as texts.
    #[serde(default)]
    pub parameters: Parameters,
    /// The credentials it uses, by type.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub credentials: Map<String, Value>,
    /// How it is executed.
    #[serde(flatten)]
    pub settings: Settings,
    /// Whatever else the JSON had: `id`, `position`, `notes` …
    #[serde(flatten)]
    pub extra: Map<String, Value>,
    /// The time zone of the workflow it was found in, an IANA name; the runtime's if the workflow has none.
    #[serde(skip)]
    pub time_zone: Option<String>,
}

/// A workflow export, or the editor's clipboard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Workflow {
    /// Its nodes.
    pub nodes: Vec<Value>,
    /// Which output leads to which input.
    #[serde(default)]
    pub connections: Map<String, Value>,
    /// Whatever else the JSON had.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl NodeJson {
    /// Reads a node's own JSON.
    ///
    /// # Errors
    /// It is not an object, has no type, or has a key with a value of another kind.
    pub fn from_value(value: &Value) -> Result<Self> {
        let Value::Object(map) = value else {
            return Err(refuse("A node is a JSON object with a key \"type\"".to_owned()));
        };
        match map.get("type") {
            Some(Value::String(text)) if !text.is_empty() => {}
            _ => {
                return Err(refuse(
                    "The node has no type: its JSON needs a key \"type\", such as \"directus\"".to_owned(),
                ));
            }
        }
        if map.get("parameters").is_some_and(|p| !p.is_object()) {
            return Err(refuse("The node's \"parameters\" must be an object".to_owned()));
        }
        from_ref(value)
            .map_err(|e| refuse(format!("The node's JSON is malformed: {}", in_settings(value).unwrap_or(e))))
    }

    /// Finds a node in any of the forms in which n8n hands it out: a node, a workflow export (also as a list of one),
    /// the clipboard's `{"nodes": […], "connections": {…}}`. `name` chooses one of several.
    ///
    /// # Errors
    /// There is no such node, there are several to choose from, or its JSON is malformed.
    pub fn find(value: &Value, name: Option<&str>) -> Result<Self> {
        match value {
            Value::Array(list) if list.len() == 1 => Self::find(&list[0], name),
            Value::Object(map) if map.contains_key("nodes") && !map.contains_key("type") => {
                let workflow: Workflow =
                    from_ref(value).map_err(|e| refuse(format!("The workflow is malformed: {e}")))?;
                let node = Self::from_value(workflow.node(name)?)?;
                Ok(Self { time_zone: workflow.time_zone().map(str::to_owned), ..node })
            }
            _ => {
                let node = Self::from_value(value)?;
                match name {
                    Some(name) if name != node.name => {
                        Err(refuse(format!("The JSON is the node '{}', not '{name}'", node.name)))
                    }
                    _ => Ok(node),
                }
            }
        }
    }

    /// The credential it refers to, of a type.
    #[must_use]
    pub fn credential(&self, type_name: &str) -> Option<CredentialReference> {
        CredentialReference::deserialize(self.credentials.get(type_name)?).ok()
    }
}

impl Workflow {
    /// The time zone of its settings, an IANA name; `None` if the instance's applies.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        self.extra.get("settings")?.get("timezone")?.as_str().filter(|zone| !matches!(*zone, "" | "DEFAULT"))
    }

    /// The node of a name; without one, the only node there is.
    ///
    /// # Errors
    /// There is none of this name, or there are several to choose from.
    pub fn node(&self, name: Option<&str>) -> Result<&Value> {
        let names = || self.nodes.iter().filter_map(|n| n["name"].as_str());
        match (name, &self.nodes[..]) {
            (Some(name), nodes) => nodes
                .iter()
                .find(|n| n["name"] == name)
                .ok_or_else(|| refuse(unknown("node", name, " of the workflow", names()))),
            (None, [only]) => Ok(only),
            (None, []) => Err(refuse("The workflow has no nodes".to_owned())),
            (None, _) => {
                let names = names().collect::<Vec<_>>().join(", ");
                Err(refuse(format!("The workflow has several nodes; choose one by name: {names}")))
            }
        }
    }
}

/// What is wrong with a setting. Those are flattened into the node, where an error does not know which it is.
fn in_settings(node: &Value) -> Option<Mismatch> {
    from_ref::<Settings>(node).err()
}

fn refuse(message: String) -> NodeError {
    NodeError::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::NodeJson;

    #[test]
    fn a_misspelt_name_of_a_node_is_told_the_nearest() {
        let nodes = ["Log out", "List articles"].map(|name| json!({ "name": name, "type": "directus" }));
        let workflow = json!({ "nodes": nodes, "connections": {} });
        for (name, expected) in [
            ("Log out", None),
            ("Log otu", Some("; did you mean 'Log out'? known: Log out, List articles")),
            ("list_article", Some("; did you mean 'List articles'? known: Log out, List articles")),
            ("Mail", Some("; known: Log out, List articles")),
        ] {
            let said = NodeJson::find(&workflow, Some(name)).err().map(|e| e.message().to_owned());
            assert_eq!(said, expected.map(|rest| format!("Unknown node '{name}' of the workflow{rest}")));
        }
    }
}
