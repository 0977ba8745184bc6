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
    /// Items of the only input; one empty item by default.
    pub items: Option<Vec<Item>>,
    /// Items of every input, in place of `items`, for a node that has several.
    pub inputs: Option<Vec<Vec<Item>>>,
    /// Credentials for this call, by type.
    pub credentials: Option<Value>,
    /// How many items are processed at once; by default 1 for writes and 8 for reads.
    #[schemars(range(min = *CONCURRENCY.start(), max = *CONCURRENCY.end()))]
    pub concurrency: Option<usize>,
    /// Whether the answer is `{"outputs", "requests"}`, with the requests sent, without secrets.
    pub trace: Option<bool>,
    /// Description of the node's type, n8n's `INodeTypeDescription`, where it is none of the known ones.
    pub description: Option<Value>,
    /// Credential types of the call's own by name, n8n's `ICredentialType`.
    pub credential_types: Option<Map<String, Value>>,
}

/// `parameters`: resolve stored parameters against properties. The answer is `{"parameters", "issues", "unused"}`;
/// `unused` lists the paths of stored parameters that have no effect, because the node does not have them or does not
/// show them.
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
    /// Whether to fill in defaults; true by default.
    pub defaults: Option<bool>,
    /// Whether to keep hidden parameters.
    pub hidden: Option<bool>,
    /// The node's JSON, for conditions on its version.
    pub node: Option<Value>,
    /// Description of the node type, for conditions on features.
    pub node_type_description: Option<Value>,
    /// The same, as the other methods call it.
    pub description: Option<Value>,
}

/// `options`: load options of a parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// The node's JSON, with its current parameters.
    #[schemars(with = "NodeJson")]
    pub node: Value,
    /// Options method, such as `getCollections` …
    pub method: Option<String>,
    /// … or path of the parameter, such as `collection`.
    pub path: Option<String>,
    /// Search text to filter the options by.
    pub filter: Option<String>,
    /// Cursor of the next page, from the previous answer.
    pub cursor: Option<String>,
    /// Whether to ask the service even if an answer is cached.
    pub fresh: Option<bool>,
    /// Credentials for this call, by type.
    pub credentials: Option<Value>,
    /// Description of the node's type, n8n's `INodeTypeDescription`, where it is none of the known ones.
    pub description: Option<Value>,
    /// Credential types of the call's own by name, n8n's `ICredentialType`.
    pub credential_types: Option<Map<String, Value>>,
}

/// `describe`: the description of a node type.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Describe {
    /// Node type, also as `type@version`.
    #[serde(rename = "type")]
    pub node_type: String,
    /// Version of the type; the default version if left out.
    #[serde(alias = "version")]
    pub type_version: Option<Version>,
}

/// `schema`: JSON Schema of a node type, or of one operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Schema {
    /// Node type, also as `type@version` …
    #[serde(rename = "type")]
    pub node_type: Option<String>,
    /// … or the description of any node type, n8n's `INodeTypeDescription`.
    pub description: Option<Value>,
    /// Version of the type; the default version if left out.
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
    /// Input items, `{"json": {…}}`; one empty item by default.
    pub items: Option<Vec<Value>>,
    /// Index of the item to evaluate for; 0 by default.
    pub item_index: Option<usize>,
    /// Time zone: an IANA name, UTC, or an offset such as UTC+2; the runtime's by default.
    pub zone: Option<String>,
    /// The current time, ISO 8601; the real one by default.
    pub now: Option<String>,
    /// The rest of the workflow: `node`, `nodes`, `connections`, `runData`, `workflow`, `execution`, `vars`, `env` …
    pub context: Option<Value>,
    /// Whether objects are returned as the text that n8n's editor shows.
    pub return_object_as_string: Option<bool>,
}

/// `testCredential`: whether a credential works, by the test request of its type. The answer is `{"status", "message"}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TestCredential {
    /// Credential type, such as `directusApi`.
    #[serde(rename = "type")]
    pub credential_type: String,
    /// Id of the credential, where there are several of the type.
    pub id: Option<String>,
    /// Name of the credential, where there are several of the type.
    pub name: Option<String>,
    /// Credentials for this call, by type; they win over those that there are.
    pub credentials: Option<Value>,
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
    /// Whether a credential works.
    TestCredential(TestCredential),
}
