//! Which kind of node a type is.

use serde_json::{Map, Value};

use crate::{NodeDescription, Port, Ports};

/// The type of connections that carry items.
const MAIN: &str = "main";
/// The type of connections that offer a node to an agent.
const TOOL: &str = "ai_tool";

impl NodeDescription {
    /// Whether nodes of this type start an execution. n8n's `isTriggerNode`.
    #[must_use]
    pub fn is_trigger(&self) -> bool {
        self.group.iter().any(|group| group == "trigger")
    }

    /// Whether nodes of this type serve another node, by an output that does not carry items; unknown for outputs that
    /// depend on the parameters. n8n's `isSubNodeType`.
    #[must_use]
    pub fn is_sub_node(&self) -> bool {
        fixed(&self.outputs).iter().any(|port| !["", MAIN].contains(&port.kind()))
    }

    /// Whether a node of this type with these parameters is a tool of an agent. n8n's `isTool`.
    pub fn is_tool(&self, parameters: &Map<String, Value>) -> bool {
        // A vector store serves agents as several kinds of node, by its mode.
        if self.name.contains("vectorStore") {
            return parameters.get("mode").and_then(Value::as_str) == Some("retrieve-as-tool");
        }
        fixed(&self.outputs).iter().any(|port| port.kind() == TOOL)
    }

    /// Whether a node of this type can be run by itself. `evaluate` gives the outputs that an expression over the node's
    /// parameters describes, if it can. n8n's `isExecutable`.
    pub fn is_executable(&self, evaluate: impl FnOnce(&str) -> Option<Vec<Port>>) -> bool {
        let is_runnable = |ports: &[Port]| ports.iter().any(|port| [MAIN, TOOL].contains(&port.kind()));
        self.is_trigger()
            || match &self.outputs {
                Ports::Fixed(ports) => is_runnable(ports),
                Ports::Expression(expression) => evaluate(expression).is_some_and(|ports| is_runnable(&ports)),
            }
    }
}

/// The outputs, as far as they do not depend on the parameters.
fn fixed(ports: &Ports) -> &[Port] {
    match ports {
        Ports::Fixed(ports) => ports,
        Ports::Expression(_) => &[],
    }
}
