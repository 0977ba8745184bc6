//! The issues of a node.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::Entries;

/// Messages by what they are about.
type Messages = Entries<Vec<String>>;

/// What is wrong with a node. n8n's `INodeIssues`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Issues {
    /// Whether its execution failed.
    pub execution: Option<bool>,
    /// Messages by parameter.
    pub parameters: Option<Messages>,
    /// Messages by credential type.
    pub credentials: Option<Messages>,
    /// Messages by input.
    pub input: Option<Messages>,
    /// Whether its type is unknown.
    pub type_unknown: Option<bool>,
}

impl Issues {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds a message about a parameter.
    pub fn add_parameter(&mut self, name: &str, message: impl Into<String>) {
        let messages = self.parameters.get_or_insert_default();
        messages.get_or_default(name.to_owned()).push(message.into());
    }

    /// Adds other issues; those of inputs are not taken over. n8n's `mergeIssues`.
    pub fn merge(&mut self, other: Self) {
        if other.execution == Some(true) {
            self.execution = Some(true);
        }
        if other.type_unknown == Some(true) {
            self.type_unknown = Some(true);
        }
        add(&mut self.parameters, other.parameters);
        add(&mut self.credentials, other.credentials);
    }

    /// All messages; `node_type` is the type of the node if it is unknown. n8n's `nodeIssuesToString`.
    pub fn messages(&self, node_type: Option<&str>) -> Vec<String> {
        let execution = self.execution.map(|_| "Execution Error.".to_owned());
        let lists = [&self.parameters, &self.credentials, &self.input];
        let listed = lists.into_iter().flatten().flat_map(Entries::iter).flat_map(|(_, messages)| messages).cloned();
        let unknown = self.type_unknown.map(|_| match node_type {
            Some(node_type) => format!("Node Type \"{node_type}\" is not known."),
            None => "Node Type is not known.".to_owned(),
        });
        execution.into_iter().chain(listed).chain(unknown).collect()
    }
}

fn add(to: &mut Option<Messages>, from: Option<Messages>) {
    let Some(from) = from else {
        return;
    };
    let to = to.get_or_insert_default();
    for (name, messages) in from.iter() {
        to.get_or_default(name.to_owned()).extend(messages.iter().cloned());
    }
}
