//! The `options` of a property.

use nodewright_json::from_value;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::{DisplayOptions, Extra, Property, Text};

/// The `options` of a property; which of the three depends on the property's type.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Options {
    /// The values to choose from, of `options` and `multiOptions`; also an empty list of anything.
    Choices(Vec<Choice>),
    /// The fields of a `collection`, known by their `type`.
    Fields(Vec<Property>),
    /// The groups of a `fixedCollection`, known by their `values`.
    Groups(Vec<Group>),
}

/// A value to choose. n8n's `INodePropertyOptions`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The choice's title.
    #[serde(default)]
    pub name: Text,
    /// The value that is stored.
    #[serde(default, deserialize_with = "super::present")]
    pub value: Option<Value>,
    /// The action that a node creator shows for the operation.
    pub action: Option<Text>,
    /// What the choice means.
    pub description: Option<Text>,
    /// When the choice is offered.
    pub display_options: Option<Box<DisplayOptions>>,
    /// What the choice does to the request of a declarative node.
    #[schemars(with = "Option<super::routing::Routing>")]
    pub routing: Option<Box<Value>>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Fields of a `fixedCollection` that belong together. n8n's `INodePropertyCollection`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The group's title.
    #[serde(default)]
    pub display_name: Text,
    /// The key of the group in the parameter.
    pub name: Text,
    /// The group's fields.
    pub values: Vec<Property>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<Vec<Choice>> for Options {
    fn from(choices: Vec<Choice>) -> Self {
        Self::Choices(choices)
    }
}

impl From<Vec<Property>> for Options {
    fn from(fields: Vec<Property>) -> Self {
        Self::Fields(fields)
    }
}

impl From<Vec<Group>> for Options {
    fn from(groups: Vec<Group>) -> Self {
        Self::Groups(groups)
    }
}

// Not `untagged`: an error inside a nested property is to say what is wrong there.
impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Value::deserialize(deserializer)?;
        let has = |key| list.get(0).is_some_and(|first| first.get(key).is_some());
        let options = if has("values") {
            from_value(list).map(Self::Groups)
        } else if has("type") && !has("value") {
            from_value(list).map(Self::Fields)
        } else {
            from_value(list).map(Self::Choices)
        };
        options.map_err(de::Error::custom)
    }
}
