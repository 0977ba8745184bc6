//! n8n's JSON of an error, in both directions.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Cause, Details, ErrorKind, NodeError};

#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "NodeError")]
struct Shape {
    #[serde(default)]
    name: Option<String>,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    http_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    messages: Vec<String>,
    #[serde(default)]
    timestamp: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    node: Option<NodeName>,
    #[serde(default)]
    context: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
}

/// n8n writes the whole node here; its name is what a reader needs.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
struct NodeName {
    name: String,
}

impl Serialize for NodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let d = &*self.0;
        Shape {
            name: Some(self.name().to_owned()),
            message: d.message.clone(),
            description: d.description.clone(),
            http_code: d.http_code.clone(),
            status: d.status,
            code: d.code.clone(),
            messages: d.messages.clone(),
            timestamp: d.timestamp,
            node: d.node.clone().map(|name| NodeName { name }),
            context: d.context.clone(),
            cause: d.cause.clone(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for NodeError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let s = Shape::deserialize(deserializer)?;
        let kind = match s.name.as_deref() {
            Some("NodeApiError") => ErrorKind::Api,
            Some("WorkflowHasIssuesError") => ErrorKind::Parameter,
            Some("ExpressionError" | "ExpressionExtensionError") => ErrorKind::Expression,
            Some("ExecutionCancelledError") => ErrorKind::Cancelled,
            _ => ErrorKind::Operation,
        };
        Ok(Self(Box::new(Details {
            kind,
            name: s.name.filter(|n| n != kind.name()),
            message: s.message,
            description: s.description,
            http_code: s.http_code,
            status: s.status,
            code: s.code,
            messages: s.messages,
            node: s.node.map(|n| n.name),
            timestamp: s.timestamp,
            context: s.context,
            cause: s.cause,
            shown: None,
            retry_after: None,
        })))
    }
}

impl schemars::JsonSchema for NodeError {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NodeError".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Shape::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_named_where_it_has_a_name() {
        for (name, expected) in [("My node", Some("My node")), ("", None)] {
            let error = NodeError::new(ErrorKind::Operation, "m").in_node(name);
            let json = serde_json::to_value(&error).unwrap();
            assert_eq!(json.get("node").map(|node| node["name"].as_str()), expected.map(Some), "{json}");
            // The innermost name wins.
            let outer = serde_json::to_value(error.in_node("Outer")).unwrap();
            assert_eq!(outer["node"]["name"], expected.unwrap_or("Outer"));
        }
    }
}
