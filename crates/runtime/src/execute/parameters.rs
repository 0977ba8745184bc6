//! Evaluating the parameters of an item without keeping the worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use nodewright_core::{ErrorKind, Host, Item, Locals, NodeError, Pace, Parameters, Result, Scope};
use serde_json::Value;

use super::run::Run;
use crate::{Prepared, compiled::Compiled, threads::EXPRESSION};

/// Time that expressions have taken.
#[derive(Default, Clone)]
pub(super) struct Spent(Arc<AtomicU64>);

impl Spent {
    pub fn time(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::Relaxed))
    }

    pub fn add(&self, time: Duration) {
        self.0.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

impl Run {
    /// The parameters of the item at `index`.
    pub async fn evaluated(&self, index: usize) -> Result<Parameters> {
        let ready = &self.prepared.0;
        let scope = scope(&self.prepared, &self.inputs, self.host.as_deref(), index, Pace::brief());
        let value = match ready.template.evaluate(&scope) {
            Err(error) if error.kind() == ErrorKind::Unfinished => {
                self.on_thread(index, Arc::clone(&ready.template), None).await
            }
            result => result,
        };
        match value? {
            Some(Value::Object(map)) => Ok(map),
            _ => Ok(Parameters::new()),
        }
    }

    /// What a template gives for the item at `index`. Expressions that are not done at once are evaluated where they keep
    /// nobody else waiting.
    pub async fn work_out(&self, index: usize, template: Compiled, locals: &Locals) -> Result<Option<Value>> {
        let scope = scope(&self.prepared, &self.inputs, self.host.as_deref(), index, Pace::brief());
        match template.evaluate(&Scope { locals: Some(locals), ..scope }) {
            Err(error) if error.kind() == ErrorKind::Unfinished => {
                self.on_thread(index, Arc::new(template), Some(Arc::new(locals.clone()))).await
            }
            result => result,
        }
    }

    async fn on_thread(
        &self,
        index: usize,
        template: Arc<Compiled>,
        locals: Option<Arc<Locals>>,
    ) -> Result<Option<Value>> {
        let runtime = &self.prepared.0.runtime;
        let total = runtime.expression_time;
        let left = total.saturating_sub(self.spent.time());
        if left.is_zero() {
            let message =
                format!("The expressions of this execution have taken {} s, all that they may", total.as_secs_f64());
            return Err(NodeError::new(ErrorKind::Expression, message));
        }
        let expressions = u32::try_from(template.expressions()).unwrap_or(u32::MAX);
        let time = left.min(EXPRESSION.saturating_mul(expressions));
        let (prepared, inputs, host) = (self.prepared.clone(), Arc::clone(&self.inputs), self.host.clone());
        let spent = self.spent.clone();
        let started = Instant::now();
        let result = runtime.threads.retry(time, move |limit| {
            let started = Instant::now();
            let pace = Pace::Until(limit.until, &limit.stop);
            let scope = scope(&prepared, &inputs, host.as_deref(), index, pace);
            let result = template.evaluate(&Scope { locals: locals.as_deref(), ..scope });
            spent.add(started.elapsed());
            result
        });
        match result.await {
            Ok(result) => result,
            Err(error) => {
                self.spent.add(started.elapsed().min(time));
                Err(error)
            }
        }
    }
}

/// What expressions see for the item at `index`.
pub(super) fn scope<'a>(
    prepared: &'a Prepared,
    inputs: &'a [Vec<Item>],
    host: Option<&'a dyn Host>,
    index: usize,
    pace: Pace<'a>,
) -> Scope<'a> {
    let (node, items) = (&prepared.0.json.name, inputs.first().map_or(&[][..], Vec::as_slice));
    Scope { items, index, node, parameters: Some(&prepared.0.parameters), host, pace, ..Scope::default() }
}
