//! Names and descriptions for nodes, after what they do.

use serde_json::{Map, Value};

use crate::javascript::{capitalised, is_truthy, same, to_text};
use crate::{Condition, NodeDescription, Property};

impl NodeDescription {
    /// What a node with these parameters does: its action, or its operation and resource, or what the type says. n8n's
    /// `makeDescription`.
    #[must_use]
    pub fn describe_node(&self, parameters: &Map<String, Value>) -> String {
        match self.action(parameters).or_else(|| operation_and_resource(parameters)) {
            Some(action) => format!("{action} in {}", self.default_name()),
            None => self.description.to_string(),
        }
    }

    /// A name for a node with these parameters, after what it does. n8n's `makeNodeName`.
    pub fn node_name(&self, parameters: &Map<String, Value>) -> String {
        let is_generated = !is_truthy(self.extra.get("skipNameGeneration"));
        let name =
            || self.action(parameters).or_else(|| operation_and_resource(parameters).map(|name| capitalised(&name)));
        match is_generated.then(name).flatten() {
            Some(name) if self.is_tool(parameters) => format!("{name} in {}", self.default_name()),
            Some(name) => name,
            None => self.defaults.get("name").map_or_else(|| self.display_name.to_string(), to_text),
        }
    }

    /// Whether a node has the name that it got by itself, with or without a number behind. n8n's `isDefaultNodeName`.
    #[must_use]
    pub fn is_default_name(&self, name: &str, parameters: &Map<String, Value>) -> bool {
        let number = name.strip_prefix(&self.node_name(parameters));
        number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
    }

    fn default_name(&self) -> String {
        self.defaults.get("name").map_or_else(|| "undefined".to_owned(), to_text)
    }

    /// The action of the chosen operation, if there is one.
    fn action(&self, parameters: &Map<String, Value>) -> Option<String> {
        let (resource, operation) = (parameters.get("resource"), parameters.get("operation"));
        let mut properties = self.properties.iter().filter(|property| property.name == "operation");
        let property = properties.find(|property| is_for_resource(property, resource))?;
        let choice = property.choices().iter().find(|choice| same(choice.value.as_ref(), operation))?;
        choice.action.as_ref().filter(|action| !action.is_empty()).map(ToString::to_string)
    }
}

fn is_for_resource(property: &Property, resource: Option<&Value>) -> bool {
    let show = property.display_options.as_ref().and_then(|options| options.show.as_ref());
    let resources = show.and_then(|show| show.get("resource"));
    let is_it = |condition: &Condition| matches!(condition, Condition::Is(value) if same(Some(value), resource));
    resources.is_some_and(|resources| resources.iter().any(is_it))
}

/// `operation resource`, if both are chosen.
fn operation_and_resource(parameters: &Map<String, Value>) -> Option<String> {
    let chosen = |name| parameters.get(name).filter(|value| is_truthy(Some(value))).map(to_text);
    Some(format!("{} {}", chosen("operation")?, chosen("resource")?))
}
