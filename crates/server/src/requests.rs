//! The parameters of the API's methods.

use nodewright::{CONCURRENCY, Item, NodeJson, Version};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

/// `execute`: run a node on items.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Execute {
    /// A node, a workflow export or the clipboard's JSON.
    pub node: Value,
    /// Which node of a workflow.
    pub name: Option<String>,
    /// Input items; one empty item where they are left out.
    pub items: Option<Vec<Item>>,
    /// Credentials for this call, by type.
    pub credentials: Option<Value>,
    /// How many items are worked on at once; 1 for operations with effects and 8 for reads where it is left out.
    #[schemars(range(min = *CONCURRENCY.start(), max = *CONCURRENCY.end()))]
    pub concurrency: Option<usize>,
    /// Whether the answer is `{"outputs", "requests"}`: also what was sent, without secrets.
    pub trace: Option<bool>,
}

/// `parameters`: resolve stored parameters against properties.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameters {
    /// A known node type, also as `type@version` …
    #[serde(rename = "type")]
    pub node_type: Option<String>,
    /// … or properties of any description.
    pub properties: Option<Value>,
    /// Version of the type.
    pub type_version: Option<Version>,
    /// Stored parameters.
    pub values: Option<Map<String, Value>>,
    /// Whether defaults are filled in; yes where it is left out.
    pub defaults: Option<bool>,
    /// Whether parameters that are not shown stay.
    pub hidden: Option<bool>,
    /// The node's JSON, for conditions on its version.
    pub node: Option<Value>,
    /// Description of the node type, for conditions on features.
    pub node_type_description: Option<Value>,
}

/// `options`: load options of a parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// The node's JSON, with its parameters as they stand.
    pub node: NodeJson,
    /// Method that the form names, such as `getCollections` …
    pub method: Option<String>,
    /// … or path of the parameter, such as `collection`.
    pub path: Option<String>,
    /// What the user typed.
    pub filter: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Whether the service is asked even where it was a moment ago.
    pub fresh: Option<bool>,
    /// Credentials for this call, by type.
    pub credentials: Option<Value>,
}

/// `describe`: the description of a node type.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Describe {
    /// Node type, also as `type@version`.
    #[serde(rename = "type")]
    pub node_type: String,
    /// Version of the type; its default version where it is left out.
    #[serde(alias = "version")]
    pub type_version: Option<Version>,
}

/// `schema`: JSON Schema of a node type, or of one operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Schema {
    /// Node type, also as `type@version`.
    #[serde(rename = "type")]
    pub node_type: String,
    /// Version of the type; its default version where it is left out.
    #[serde(alias = "version")]
    pub type_version: Option<Version>,
    /// Resource of the operation.
    pub resource: Option<String>,
    /// Operation.
    pub operation: Option<String>,
}

/// `evaluate`: an expression on items.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Evaluate {
    /// The text of a parameter; an expression where it starts with `=`.
    pub expression: String,
    /// Input items, `{"json": {…}}`; one empty item where they are left out.
    pub items: Option<Vec<Value>>,
    /// Index of the item it is evaluated for; the first where it is left out.
    pub item_index: Option<usize>,
    /// IANA time zone; UTC where it is left out.
    pub zone: Option<String>,
    /// The present moment, ISO 8601; the real one where it is left out.
    pub now: Option<String>,
    /// The rest of the workflow: `node`, `nodes`, `connections`, `runData`, `workflow`, `execution`, `vars`, `env` …
    pub context: Option<Value>,
    /// Objects come out as the text that n8n's editor shows.
    pub return_object_as_string: Option<bool>,
}

/// A call of the API: its method and that method's parameters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", tag = "method", content = "params")]
pub enum Call {
    /// The description of a node type.
    Describe(Describe),
    /// Evaluate an expression.
    Evaluate(Evaluate),
    /// Run a node on items.
    Execute(Execute),
    /// The node types.
    List(Option<Map<String, Value>>),
    /// Load options of a parameter.
    Options(Options),
    /// Resolve stored parameters.
    Parameters(Parameters),
    /// JSON Schema of a node type, or of one operation.
    Schema(Schema),
}
