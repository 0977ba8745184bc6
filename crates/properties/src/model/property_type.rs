//! The type of a property.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Text;

/// The type of a property: which field a form shows and what its value looks like. n8n's `NodePropertyTypes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of n8n's types say it")]
pub enum PropertyType {
    #[default]
    String,
    Number,
    Boolean,
    Options,
    MultiOptions,
    Collection,
    FixedCollection,
    Json,
    DateTime,
    Color,
    Hidden,
    Notice,
    Callout,
    Button,
    ResourceLocator,
    ResourceMapper,
    Filter,
    AssignmentCollection,
    Credentials,
    CredentialsSelect,
    WorkflowSelector,
    AgentSelector,
    CurlImport,
    Icon,
    /// An unknown one, whose values are kept as they are.
    Other(Text),
}

impl PropertyType {
    const NAMED: [(Self, &'static str); 24] = [
        (Self::String, "string"),
        (Self::Number, "number"),
        (Self::Boolean, "boolean"),
        (Self::Options, "options"),
        (Self::MultiOptions, "multiOptions"),
        (Self::Collection, "collection"),
        (Self::FixedCollection, "fixedCollection"),
        (Self::Json, "json"),
        (Self::DateTime, "dateTime"),
        (Self::Color, "color"),
        (Self::Hidden, "hidden"),
        (Self::Notice, "notice"),
        (Self::Callout, "callout"),
        (Self::Button, "button"),
        (Self::ResourceLocator, "resourceLocator"),
        (Self::ResourceMapper, "resourceMapper"),
        (Self::Filter, "filter"),
        (Self::AssignmentCollection, "assignmentCollection"),
        (Self::Credentials, "credentials"),
        (Self::CredentialsSelect, "credentialsSelect"),
        (Self::WorkflowSelector, "workflowSelector"),
        (Self::AgentSelector, "agentSelector"),
        (Self::CurlImport, "curlImport"),
        (Self::Icon, "icon"),
    ];

    /// The type's name in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => Self::NAMED.iter().find(|(kind, _)| kind == known).map_or("", |(_, name)| name),
        }
    }
}

impl From<Text> for PropertyType {
    fn from(name: Text) -> Self {
        let known = Self::NAMED.into_iter().find(|(_, known)| *known == name);
        known.map_or(Self::Other(name), |(kind, _)| kind)
    }
}

impl From<&'static str> for PropertyType {
    fn from(name: &'static str) -> Self {
        Text::Borrowed(name).into()
    }
}

impl Serialize for PropertyType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PropertyType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self::from)
    }
}

impl JsonSchema for PropertyType {
    fn schema_name() -> Cow<'static, str> {
        "PropertyType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One of the listed types; others are kept as they are.",
            "type": "string",
            "examples": Self::NAMED.map(|(_, name)| name),
        })
    }
}
