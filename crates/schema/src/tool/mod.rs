//! Operations as tools of language models.

mod name;
mod openai;
mod unite;

use nodewright_properties::{NodeDescription, Version};
use schemars::Schema;
use serde_json::{Map, Value, json};

use crate::dialect::Dialect;
use crate::operation::{Operation, flat, operations};

/// One operation as a tool.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tool {
    /// A name of at most 64 letters, digits, `_` and `-`, no two of a node alike.
    pub name: String,
    /// What the operation does, for the model.
    pub description: String,
    /// The parameters as an object, nothing combined at the top.
    pub input_schema: Schema,
    /// The operation that the tool carries out.
    pub operation: Operation,
}

/// Who the tools are offered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// `tools` of a chat completion; strict wherever the schema allows it.
    OpenAi,
    /// `tools` of a message.
    Anthropic,
}

/// The operations of a version of a node as tools, in the order in which a form lists them.
#[must_use]
pub fn tools(description: &NodeDescription, version: Version) -> Vec<Tool> {
    let mut names = name::Names::default();
    let tool = |operation: Operation| {
        let mut schema = flat(description, version, &operation, &Dialect::TOOL);
        schema.shift_remove("title");
        schema.shift_remove("description");
        unite::properties(&mut schema);
        Tool {
            name: names.give(&[
                &description.name,
                operation.resource.as_deref().unwrap_or_default(),
                operation.operation.as_deref().unwrap_or_default(),
            ]),
            description: text(description, &operation),
            input_schema: schema.into(),
            operation,
        }
    };
    operations(description, version).into_iter().map(tool).collect()
}

impl Tool {
    /// The tool as the provider's API takes it.
    #[must_use]
    pub fn format(&self, provider: Provider) -> Value {
        match provider {
            Provider::OpenAi => openai::function(self),
            Provider::Anthropic => json!({
                "name": self.name,
                "description": self.description,
                "input_schema": self.input_schema,
            }),
        }
    }

    fn schema(&self) -> Map<String, Value> {
        self.input_schema.as_object().cloned().unwrap_or_default()
    }
}

/// `Directus, Item: Create. Create an item.`
fn text(description: &NodeDescription, operation: &Operation) -> String {
    let title = match operation.title.as_str() {
        title if title == description.display_name => title.to_owned(),
        title => format!("{}, {title}", description.display_name),
    };
    match operation.description.trim() {
        "" => title,
        text => format!("{title}. {text}"),
    }
}
