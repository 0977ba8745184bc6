//! What a durable engine is called with.

use nodewright::{ErrorKind, Execution, Item, NodeError, NodeJson, Prepared, Result, Runtime};
use nodewright_json::from_value;
use serde::Deserialize;
use serde_json::Value;

/// A node that is to be executed on items.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    /// A node, a workflow export or the clipboard's JSON. Its credentials are references by id or name; the worker
    /// has their data.
    pub node: Value,
    /// Which node of a workflow.
    pub name: Option<String>,
    /// Items of the only input; one empty item by default.
    pub items: Option<Vec<Item>>,
    /// Items of every input, in place of `items`, for a node that has several.
    pub inputs: Option<Vec<Vec<Item>>>,
    /// How many items of an operation that reads are worked on at once.
    pub concurrency: Option<usize>,
}

impl Call {
    /// Reads it.
    ///
    /// # Errors
    /// An unknown key, a value of another shape, and credentials, which would be kept in the journal for everyone to read.
    pub fn read(value: Value) -> Result<Self> {
        if value.get("credentials").is_some() {
            let message = "Credentials cannot be part of a durable call: the journal keeps it as it is";
            return Err(NodeError::new(ErrorKind::Credential, message).with_description(
                "Give them to the worker, and name them in the node's \"credentials\" by id or name",
            ));
        }
        let call: Self = from_value(value)
            .map_err(|why| NodeError::new(ErrorKind::Input, format!("The call is malformed: {why}")))?;
        match (&call.items, &call.inputs) {
            (Some(_), Some(_)) => {
                let message =
                    "The call has both items and inputs: give the items of the only input, or those of every input";
                Err(NodeError::new(ErrorKind::Input, message).at_parameter("inputs"))
            }
            _ => Ok(call),
        }
    }

    /// The node.
    ///
    /// # Errors
    /// There is none of that name, or its JSON is malformed.
    pub fn node(&self) -> Result<NodeJson> {
        NodeJson::find(&self.node, self.name.as_deref())
    }

    /// The node as this runtime executes it, with its items.
    ///
    /// # Errors
    /// No node has that name, its JSON is malformed, the runtime does not know its type, or `concurrency` is out of bounds.
    pub fn prepare(self, runtime: &Runtime) -> Result<Ready> {
        let concurrency = self.concurrency.map(nodewright::concurrency).transpose()?;
        let prepared = runtime.prepare_node(self.node()?)?;
        Ok(Ready { prepared, inputs: self.into_inputs(), concurrency })
    }

    /// The items of every input, the first of them first.
    fn into_inputs(self) -> Vec<Vec<Item>> {
        match (self.items, self.inputs) {
            (Some(items), _) => vec![items],
            (None, Some(inputs)) if !inputs.is_empty() => inputs,
            (None, Some(_)) => vec![Vec::new()],
            (None, None) => vec![vec![Item::empty()]],
        }
    }
}

/// A call that can be executed.
pub struct Ready {
    prepared: Prepared,
    inputs: Vec<Vec<Item>>,
    concurrency: Option<usize>,
}

impl Ready {
    /// The node.
    #[must_use]
    pub fn node(&self) -> &NodeJson {
        self.prepared.json()
    }

    /// Its execution on the items. The same call under the same `id` is the same execution.
    #[must_use]
    pub fn execution(self, id: impl Into<String>) -> Execution {
        let mut inputs = self.inputs.into_iter();
        let execution = self.prepared.execution(inputs.next().unwrap_or_default());
        let execution = execution.further_inputs(inputs.collect()).id(id);
        match self.concurrency {
            Some(items) => execution.concurrency(items),
            None => execution,
        }
    }
}
