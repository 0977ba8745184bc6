//! Driving a node that works on all items at once.

use std::{sync::Arc, time::Duration};

use nodewright_core::{AllItems, Batch, ErrorKind, Item, Result};
use serde_json::Value;
use tracing::Instrument;

use super::{
    Outcome, Running, finish, retry,
    window::{Window, moved, moved_error},
};

impl Running {
    /// Runs it with its tries, behind the wait that it asks for unless that is `over`. A node that fails although it was
    /// told to go on hands its input on.
    pub(super) async fn all_items(&self, node: &dyn AllItems, over: bool) -> Result<Outcome> {
        let ready = self.ready();
        let settings = &ready.json.settings;
        let failed = |result: &Result<_>| result.as_ref().map_or(true, |outputs: &Vec<_>| is_soft_failure(outputs));
        let first = self.run.first_index();
        let batch: Arc<dyn Batch> = match self.run.window_start {
            Some(_) => Arc::new(Window::portion(Arc::clone(&self.run))),
            None => Arc::clone(&self.run) as Arc<dyn Batch>,
        };
        let attempt = || {
            self.guard(async {
                let delay = if over { Duration::ZERO } else { node.delay(&batch).await? };
                if !delay.is_zero() {
                    tokio::time::sleep(delay).await;
                }
                node.execute(Arc::clone(&batch)).await
            })
        };
        let result = retry::run(settings, attempt, failed).instrument(self.span.clone()).await;
        // A stream hands it from portion to portion.
        let kept = if self.run.window_start.is_none() { self.run.take_kept() } else { None };
        match result.map_err(|error| moved_error(error, first)) {
            Ok(outputs) => {
                let mut outputs = finish::outputs(outputs, ready.outputs(), &self.run.inputs, settings);
                // Whether a stream gives anything is known at its end.
                if self.run.window_start.is_none() {
                    finish::always_something(&mut outputs, self.run.items().len(), settings);
                }
                if first > 0 {
                    outputs.iter_mut().for_each(|items| moved(items, first));
                }
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
