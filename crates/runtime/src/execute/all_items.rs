//! Driving a node that works on all items at once.

use nodewright_core::{AllItems, Batch, ErrorKind, Files, Item, NodeError, Parameters, Result};
use serde_json::Value;
use tracing::Instrument;

use super::{Execution, Outcome, finish, retry};

impl Execution {
    /// Runs it with its tries. A node that fails although it was told to go on hands its input on.
    pub(super) async fn all_items(&self, node: &dyn AllItems) -> Result<Outcome> {
        let ready = &self.prepared.0;
        let settings = &ready.json.settings;
        let failed = |result: &Result<_>| result.as_ref().map_or(true, |outputs: &Vec<_>| is_soft_failure(outputs));
        let result =
            retry::run(settings, || self.guard(node.execute(self)), failed).instrument(self.span.clone()).await;
        let declared = ready.node.description().outputs.count();
        match result {
            Ok(outputs) => {
                Ok(Outcome { outputs: finish::outputs(outputs, declared, &self.items, settings), error: None })
            }
            Err(error) if settings.continues() && error.kind() != ErrorKind::Cancelled => {
                Ok(Outcome { outputs: vec![self.items.to_vec()], error: Some(error.in_node(&ready.json.name)) })
            }
            Err(error) => Err(error.in_node(&ready.json.name)),
        }
    }
}

impl Batch for Execution {
    fn items(&self) -> &[Item] {
        &self.items
    }

    fn parameters(&self, index: usize) -> Result<Parameters> {
        let ready = &self.prepared.0;
        ready.template.parameters(&self.scope(index)).map_err(|e: NodeError| e.at_item(index))
    }

    fn files(&self) -> &Files {
        &self.prepared.0.runtime.files
    }

    fn continue_on_fail(&self) -> bool {
        self.prepared.0.json.settings.continues()
    }
}

/// n8n tries again when the first item of the first output carries an error in its json, whatever the others say.
fn is_soft_failure(outputs: &[Vec<Item>]) -> bool {
    let error = outputs.first().and_then(|items| items.first()).and_then(|item| item.json.get("error"));
    error.is_some_and(|error| !matches!(error, Value::Null | Value::Bool(false)))
}
