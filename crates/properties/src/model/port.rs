//! Inputs and outputs of a node.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Extra, Text};

/// The inputs or outputs of a node: a list, or an expression over the parameters that gives one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Ports {
    /// The same for every parameter.
    Fixed(Vec<Port>),
    /// `={{ … }}`
    Expression(Text),
}

/// One input or output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Port {
    /// Only the type of its connections: `main`, `ai_tool` and so on.
    Type(Text),
    /// With a title and limits.
    Described(PortDescription),
}

/// An input or output with a title and limits. n8n's `INodeInputConfiguration` and `INodeOutputConfiguration`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PortDescription {
    /// The type of its connections: `main`, `ai_tool` and so on.
    #[serde(rename = "type")]
    pub kind: Text,
    /// The port's title.
    pub display_name: Option<Text>,
    /// Whether the node needs a connection here.
    pub required: Option<bool>,
    /// How many connections there may be.
    pub max_connections: Option<u32>,
    /// `error` for an output that takes failed items.
    pub category: Option<Text>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Ports {
    /// One port of type `main`, which most nodes have.
    #[must_use]
    pub fn main() -> Self {
        Self::Fixed(vec![Port::Type(Text::Borrowed("main"))])
    }
}

impl Ports {
    /// How many there are; one where an expression decides.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Fixed(ports) => ports.len(),
            Self::Expression(_) => 1,
        }
    }
}

impl Default for Ports {
    fn default() -> Self {
        Self::Fixed(Vec::new())
    }
}

impl Port {
    /// The type of its connections.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Type(kind) => kind,
            Self::Described(port) => &port.kind,
        }
    }
}
