//! Driving a node that works on all items at once.

use std::{sync::Arc, time::Duration};

use nodewright_core::{AllItems, Batch, ErrorKind, Item, Result};
use serde_json::Value;
use tracing::Instrument;

use super::{Outcome, Running, finish, retry};

impl Running {
    /// Runs it with its tries, behind the wait that it asks for unless that is `over`. A node that fails although it was
    /// told to go on hands its input on.
    pub(super) async fn all_items(&self, node: &dyn AllItems, over: bool) -> Result<Outcome> {
        let ready = self.ready();
        let settings = &ready.json.settings;
        let failed = |result: &Result<_>| result.as_ref().map_or(true, |outputs: &Vec<_>| is_soft_failure(outputs));
        let attempt = || {
            self.guard(async {
                let batch = Arc::clone(&self.run) as Arc<dyn Batch>;
                let delay = if over { Duration::ZERO } else { node.delay(&batch).await? };
                if !delay.is_zero() {
                    tokio::time::sleep(delay).await;
                }
                node.execute(batch).await
            })
        };
        let result = retry::run(settings, attempt, failed).instrument(self.span.clone()).await;
        let kept = self.run.take_kept();
        match result {
            Ok(outputs) => {
                let outputs = finish::outputs(outputs, ready.outputs(), &self.run.inputs, settings);
                Ok(Outcome { outputs, error: None, kept })
            }
            Err(error) if settings.continues() && error.kind() != ErrorKind::Cancelled => Ok(Outcome {
                outputs: vec![self.run.items().to_vec()],
                error: Some(error.in_node(&ready.json.name)),
                kept,
            }),
            Err(error) => Err(error.in_node(&ready.json.name)),
        }
    }
}

/// n8n tries again when the first item of the first output carries an error in its json, whatever the others say.
pub(super) fn is_soft_failure(outputs: &[Vec<Item>]) -> bool {
    let error = outputs.first().and_then(|items| items.first()).and_then(|item| item.json.get("error"));
    error.is_some_and(|error| !matches!(error, Value::Null | Value::Bool(false)))
}
