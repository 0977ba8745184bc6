//! The modes of a resource locator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::{Extra, PropertyType, Text, TypeOptions};

/// One way to name a resource: from a list, by id, by URL. n8n's `INodePropertyMode`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mode {
    /// The mode's title.
    #[serde(default)]
    pub display_name: Text,
    /// The value of the parameter's `mode`.
    pub name: Text,
    /// `list` or `string`.
    #[serde(rename = "type", default)]
    pub kind: PropertyType,
    /// A hint below the field.
    pub hint: Option<Text>,
    /// An example inside the empty field.
    pub placeholder: Option<Text>,
    /// Link to the resource in the service's own interface; an expression with `$value`.
    pub url: Option<Text>,
    /// What the value must look like.
    pub validation: Option<Vec<ModeValidation>>,
    /// How the value that is used is taken from the one entered.
    pub extract_value: Option<Box<ExtractValue>>,
    /// How the list is searched.
    pub type_options: Option<Box<TypeOptions>>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A check of the value of a mode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModeValidation {
    /// `regex`; others are not checked.
    #[serde(rename = "type")]
    pub kind: Text,
    /// The check itself.
    #[serde(default)]
    pub properties: ModeValidationProperties,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The regular expression of a [`ModeValidation`], which has to match the whole value.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModeValidationProperties {
    /// The expression, without slashes and flags.
    pub regex: Option<Text>,
    /// What the user is told when it does not match.
    pub error_message: Option<Text>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How the value that a node uses is taken from the one that was entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExtractValue {
    /// `regex`, or for a filter `filter`.
    #[serde(rename = "type")]
    pub kind: Text,
    /// The regular expression, with exactly one group; an object where a `RegExp` was written out as JSON.
    #[serde(default, deserialize_with = "super::present", skip_serializing_if = "Option::is_none")]
    pub regex: Option<Value>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}
