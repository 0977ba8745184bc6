//! The description of a node type.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use super::{Conditions, DisplayOptions, Entries, Extra, Ports, Property, Text};
use crate::Version;

/// What a node type is and which parameters it takes. n8n's `INodeTypeDescription`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NodeDescription {
    /// The node type's title.
    #[serde(default)]
    pub display_name: Text,
    /// The node type's name, without the package.
    pub name: Text,
    /// `input`, `output`, `transform`, `trigger`, `schedule` and so on.
    #[serde(default)]
    pub group: Vec<Text>,
    /// The versions that this description is of.
    #[serde(default)]
    pub version: Versions,
    /// The version of a node that is added now; the last one where it is missing.
    pub default_version: Option<Version>,
    /// What the node does.
    #[serde(default)]
    pub description: Text,
    /// A line below the node's name; may be an expression.
    pub subtitle: Option<Text>,
    /// How a new node looks: `name`, `color`.
    #[serde(default)]
    pub defaults: Map<String, Value>,
    /// The inputs.
    #[serde(default)]
    pub inputs: Ports,
    /// Titles of the inputs.
    pub input_names: Option<Vec<Text>>,
    /// The outputs.
    #[serde(default)]
    pub outputs: Ports,
    /// Titles of the outputs.
    pub output_names: Option<Vec<Text>>,
    /// The credentials that the node can use.
    pub credentials: Option<Vec<CredentialUse>>,
    /// The parameters.
    #[serde(default)]
    pub properties: Vec<Property>,
    /// What every request of a declarative node starts from.
    #[schemars(with = "Option<super::routing::Request>")]
    pub request_defaults: Option<Box<Map<String, Value>>>,
    /// Operations on every request of a declarative node: `pagination`.
    #[schemars(with = "Option<super::routing::Operations>")]
    pub request_operations: Option<Box<Map<String, Value>>>,
    /// The webhooks of a trigger.
    pub webhooks: Option<Vec<WebhookDescription>>,
    /// Whether an AI agent can use the node as a tool, or what is different then.
    pub usable_as_tool: Option<Box<Value>>,
    /// Names that conditions on `@feature` can ask for, and when each is enabled.
    pub features: Option<Features>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl NodeDescription {
    /// The version of a node that is added now: the declared default, else the last version.
    #[must_use]
    pub fn latest_version(&self) -> Version {
        self.default_version.unwrap_or_else(|| self.version.last())
    }
}

/// The versions of a node type: one number, or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "this must be a version such as 1 or 1.1, or a list of them")]
pub enum Versions {
    /// One version.
    One(Version),
    /// Several that one description serves.
    Many(Vec<Version>),
}

impl Versions {
    /// All versions as written.
    #[must_use]
    pub fn as_slice(&self) -> &[Version] {
        match self {
            Self::One(version) => std::slice::from_ref(version),
            Self::Many(versions) => versions,
        }
    }

    /// Whether a version is among them.
    #[must_use]
    pub fn contains(&self, version: Version) -> bool {
        self.as_slice().contains(&version)
    }

    /// The last one as written; version 1 of an empty list.
    #[must_use]
    pub fn last(&self) -> Version {
        self.as_slice().last().copied().unwrap_or(Version::ONE)
    }
}

impl Default for Versions {
    fn default() -> Self {
        Self::One(Version::ONE)
    }
}

/// Names that conditions on `@feature` can ask for, each with the condition on `@version` that enables it.
pub type Features = Entries<Conditions>;

/// A credential that a node can use. n8n's `INodeCredentialDescription`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialUse {
    /// The name of the credential type.
    pub name: Text,
    /// A title other than the credential type's.
    pub display_name: Option<Text>,
    /// Whether the node needs it.
    pub required: Option<bool>,
    /// When it is used.
    pub display_options: Option<Box<DisplayOptions>>,
    /// How it is tested: the name of a function, or a request.
    pub tested_by: Option<Value>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A webhook of a trigger. n8n's `IWebhookDescription`; most of its values may be expressions.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDescription {
    /// `default` or `setup`.
    pub name: Text,
    /// The method it answers to.
    pub http_method: Option<Text>,
    /// The last part of its path.
    pub path: Option<Text>,
    /// When the answer is sent.
    pub response_mode: Option<Text>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}
