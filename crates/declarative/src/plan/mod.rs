//! What the parameters of a node choose of its description: a list of steps, which each item goes through.

mod build;
mod code;
mod gather;

use std::sync::Arc;

use nodewright_core::{Effect, ErrorKind, NodeDescription, NodeError, Parameters, Result, Version};
use serde_json::{Map, Value};

use crate::model::{Model, Routing, Text};

pub use gather::{Evaluator, Gathered, Received};

/// The steps that parameters choose.
pub struct Steps {
    pub description: Arc<NodeDescription>,
    pub model: Arc<Model>,
    /// The parameters as stored, with defaults.
    pub parameters: Parameters,
    pub version: Version,
    /// `requestOptions`: batches, proxy, timeout.
    pub options: Text,
    /// `{resource}.{operation}`, for errors.
    operation: String,
    steps: Vec<Step>,
}

/// A step. Places are indexes into the model.
enum Step {
    /// A parameter that is evaluated for its errors only.
    Check(Value),
    /// A property begins.
    Enter,
    /// It ends, and is merged into what is around it.
    Exit,
    /// Properties without routing: their empty parts are merged.
    Empty,
    /// Routing, and where the value of its parameter is.
    Routing {
        at: At,
        value: Parameter,
    },
    /// A row of a fixed collection begins.
    Row {
        index: usize,
        value: Text,
    },
    RowEnd,
}

/// Where routing stands in the model.
type At = Vec<usize>;

/// Where the value of a parameter comes from.
enum Parameter {
    /// Choices have none.
    None,
    /// It is the same for every item.
    Fixed(Value),
    /// It is read for each item, by this path.
    Read { path: String, extract_value: bool },
}

impl Steps {
    /// Chooses by resolved parameters.
    ///
    /// # Errors
    /// Conditions that cannot be evaluated; code that the operation needs and `has_functions` does not provide.
    pub fn choose(
        description: &Arc<NodeDescription>,
        model: &Arc<Model>,
        parameters: &Parameters,
        version: Version,
        has_functions: bool,
    ) -> Result<Self> {
        let steps = build::steps(description, model, parameters, version)?;
        Self::new(description, Arc::clone(model), parameters, version, steps).checked(has_functions)
    }

    /// The steps of a request that loads options.
    ///
    /// # Errors
    /// Code that it needs and `has_functions` does not provide.
    pub fn of_options(
        description: &Arc<NodeDescription>,
        model: Arc<Model>,
        parameters: &Parameters,
        version: Version,
        has_functions: bool,
    ) -> Result<Self> {
        let steps = vec![Step::Enter, Step::Routing { at: vec![0], value: Parameter::None }, Step::Exit];
        Self::new(description, model, parameters, version, steps).checked(has_functions)
    }

    fn new(
        description: &Arc<NodeDescription>,
        model: Arc<Model>,
        parameters: &Parameters,
        version: Version,
        steps: Vec<Step>,
    ) -> Self {
        Self {
            description: Arc::clone(description),
            model,
            version,
            options: Text::new(parameters.get("requestOptions").unwrap_or(&Value::Object(Map::new()))),
            operation: operation(parameters),
            parameters: parameters.clone(),
            steps,
        }
    }

    fn checked(self, has_functions: bool) -> Result<Self> {
        if !has_functions {
            self.refuse_code()?;
        }
        self.refuse_address_of_item()?;
        Ok(self)
    }

    /// A credential does not go wherever the data of an item says.
    fn refuse_address_of_item(&self) -> Result<()> {
        const OF_ITEM: [&str; 6] = ["$json", "$input", "$binary", "$item", "$node", "$("];
        let of_defaults = self.model.defaults.iter();
        let bases = of_defaults.chain(self.routings().flat_map(|routing| &routing.request));
        let mut bases = bases.filter(|(key, _)| key == "baseURL").filter_map(|(_, base)| base.value.as_str());
        let is_signed = self.description.credentials.as_ref().is_some_and(|uses| !uses.is_empty());
        match bases.find(|base| base.starts_with('=') && OF_ITEM.iter().any(|name| base.contains(name))) {
            Some(_) if is_signed => {
                let message = format!("The `baseURL` of '{}' comes from the data of an item", self.description.name);
                Err(NodeError::new(ErrorKind::Denied, message).with_description(
                    "The credential of the node would be sent wherever an item says; take the address from the credential \
                     or a parameter",
                ))
            }
            _ => Ok(()),
        }
    }

    /// Whether `requestOptions` says how items follow each other, or may.
    pub fn has_batches(&self) -> bool {
        let options = self.parameters.get("requestOptions").unwrap_or(&Value::Null);
        options.is_string() || options.get("batching").is_some()
    }

    fn routings(&self) -> impl Iterator<Item = &Routing> {
        self.steps.iter().filter_map(|step| match step {
            Step::Routing { at, .. } => build::routing(&self.model.properties, at),
            _ => None,
        })
    }

    /// What the request does to its service; unknown where the method is an expression or writes.
    pub fn effect(&self) -> Option<Effect> {
        let of_defaults = self.model.defaults.iter();
        let methods = of_defaults.chain(self.routings().flat_map(|routing| &routing.request));
        let method = methods.filter(|(key, _)| key == "method").last().map(|(_, method)| method);
        match method.map_or(Some("GET"), |method| method.value.as_str())?.to_ascii_uppercase().as_str() {
            "GET" | "HEAD" | "OPTIONS" => Some(Effect::Read),
            "DELETE" => Some(Effect::Delete),
            "PUT" => Some(Effect::IdempotentWrite),
            _ => None,
        }
    }
}

/// The operation as people know it.
fn operation(parameters: &Parameters) -> String {
    let chosen = ["resource", "operation"].iter().filter_map(|name| parameters.get(*name)?.as_str());
    chosen.collect::<Vec<_>>().join(".")
}
