//! The fields of a resource mapper.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::LoadedOption;

/// What a resource mapper can map to: n8n's `ResourceMapperFields`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MapperFields {
    /// The fields, in the order in which people should see them.
    pub fields: Vec<MapperField>,
    /// Text to show if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty_fields_notice: Option<String>,
}

/// One field: n8n's `ResourceMapperField`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MapperField {
    /// Its key in the mapped value.
    pub id: String,
    /// What people see.
    pub display_name: String,
    /// Whether it is one of the columns to match on by default.
    pub default_match: bool,
    /// Whether it may be a column to match on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_be_used_to_match: Option<bool>,
    /// Whether it must be there.
    pub required: bool,
    /// Whether a form shows it at all.
    pub display: bool,
    /// `string`, `number`, `boolean`, `dateTime`, `options`, `array`, `object` …
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether it is left out until the user adds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<bool>,
    /// The choices of one of type `options`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<LoadedOption>>,
    /// Whether it can be seen but not changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only: Option<bool>,
    /// Value it starts with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<Value>,
}
