//! What a description says about nodes of its type.

use nodewright_properties::{NodeDescription, Ports, WebhookNode, webhook_path};
use serde_json::{Value, json};

use crate::cases::{Input, check_own};

#[test]
fn node_types() {
    check_own("node_type.jsonl", 384, |function, input| {
        let description = || -> NodeDescription { input.read("nodeTypeDescription") };
        let parameters = || input.map("parameters");
        Some(match function {
            "isSubNodeType" => json!(description().is_sub_node()),
            "isTriggerNode" => json!(description().is_trigger()),
            "isTool" => json!(description().is_tool(&parameters())),
            "isExecutable" => json!(description().is_executable(|_| evaluated_outputs(input))),
            "makeNodeName" => json!(description().node_name(&parameters())),
            "makeDescription" => json!(description().describe_node(&parameters())),
            "isDefaultNodeName" => json!(description().is_default_name(input.text("name"), &parameters())),
            "getNodeWebhookPath" => webhook(input),
            _ => return None,
        })
    });
}

/// What the expression for the outputs gives.
fn evaluated_outputs(input: &Input) -> Option<Vec<nodewright_properties::Port>> {
    match input.read("evaluatedOutputs") {
        Some(Ports::Fixed(ports)) => Some(ports),
        _ => None,
    }
}

fn webhook(input: &Input) -> Value {
    let node = input.get("node");
    let node = WebhookNode {
        workflow_id: input.text("workflowId"),
        name: node["name"].as_str().unwrap_or_default(),
        webhook_id: node["webhookId"].as_str(),
    };
    json!(webhook_path(node, input.text("path"), input.flag("isFullPath"), input.flag("restartWebhook")))
}
