//! What the API's methods answer.

use std::borrow::Cow;

use nodewright::{CredentialTested, Item, Loaded, NodeDescription, properties::Issues};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{catalog::TypeSummary, trace::Traced};

/// The items of every output; with `trace` also what was sent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Executed {
    /// The items of every output.
    Plain(Vec<Vec<Item>>),
    /// With what was sent.
    Traced(Traced),
}

/// The value of an expression.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Evaluated {
    /// What JavaScript's `typeof` says of it, with `null` and `array` apart from `object`.
    #[serde(rename = "type")]
    pub type_name: Cow<'static, str>,
    /// The value; what JSON cannot hold is an object such as `{"$undefined": true}`.
    pub value: Value,
}

/// Stored parameters, resolved.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ResolvedParameters {
    /// What the node would run with.
    pub parameters: Map<String, Value>,
    /// What is wrong with them; null if nothing is.
    pub issues: Option<Issues>,
    /// Paths of stored parameters that have no effect, because the node does not have them or does not show them.
    pub unused: Vec<String>,
}

/// JSON Schema 2020-12 of a node's parameters, or of one operation's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ParameterSchema(pub Schema);

impl JsonSchema for ParameterSchema {
    fn schema_name() -> Cow<'static, str> {
        "ParameterSchema".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "JSON Schema 2020-12 of a node's parameters, or of one operation's.",
            "type": "object",
        })
    }
}

/// The answer of a method. It is written as what it holds alone: who asks knows what for.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", tag = "method", content = "result")]
pub enum Answer {
    /// The description of a node type.
    Describe(Box<NodeDescription>),
    /// The value of an expression.
    Evaluate(Evaluated),
    /// The outputs of a node.
    Execute(Executed),
    /// The node types.
    List(Vec<TypeSummary>),
    /// The options of a parameter.
    Options(Loaded),
    /// Stored parameters, resolved.
    Parameters(Box<ResolvedParameters>),
    /// Whether a credential works.
    TestCredential(CredentialTested),
    /// JSON Schema of a node type, or of one operation.
    Schema(ParameterSchema),
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Describe(answer) => answer.serialize(serializer),
            Self::Evaluate(answer) => answer.serialize(serializer),
            Self::Execute(answer) => answer.serialize(serializer),
            Self::List(answer) => answer.serialize(serializer),
            Self::Options(answer) => answer.serialize(serializer),
            Self::Parameters(answer) => answer.serialize(serializer),
            Self::TestCredential(tested) => tested.serialize(serializer),
            Self::Schema(answer) => answer.serialize(serializer),
        }
    }
}
