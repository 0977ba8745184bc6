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

/// What expressions see of an execution, for as long as a thread needs it.
pub(super) struct Seen {
    prepared: Prepared,
    inputs: Arc<Vec<Vec<Item>>>,
    window_start: Option<usize>,
    host: Option<Arc<dyn Host>>,
}

impl Seen {
    /// What they see for the item at `index`.
    pub fn scope<'a>(&'a self, index: usize, pace: Pace<'a>) -> Scope<'a> {
        scope(&self.prepared, &self.inputs, self.window_start, self.host.as_deref(), index, pace)
    }
}

impl Run {
    /// What expressions see, to be handed to a thread.
    pub fn seen(&self) -> Seen {
        Seen {
            prepared: self.prepared.clone(),
            inputs: Arc::clone(&self.inputs),
            window_start: self.window_start,
            host: self.host.clone(),
        }
    }

    fn scope<'a>(&'a self, index: usize, pace: Pace<'a>) -> Scope<'a> {
        scope(&self.prepared, &self.inputs, self.window_start, self.host.as_deref(), index, pace)
    }

    /// The parameters of the item at `index`.
    pub async fn evaluated(&self, index: usize) -> Result<Parameters> {
        let ready = &self.prepared.0;
        let scope = self.scope(index, Pace::brief());
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
        let scope = self.scope(index, Pace::brief());
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
        let seen = self.seen();
        let spent = self.spent.clone();
        let started = Instant::now();
        let result = runtime.threads.retry(time, move |limit| {
            let started = Instant::now();
            let pace = Pace::Until(limit.until, &limit.stop);
            let result = template.evaluate(&Scope { locals: locals.as_deref(), ..seen.scope(index, pace) });
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

fn scope<'a>(
    prepared: &'a Prepared,
    inputs: &'a [Vec<Item>],
    window_start: Option<usize>,
    host: Option<&'a dyn Host>,
    index: usize,
    pace: Pace<'a>,
) -> Scope<'a> {
    let (node, items) = (&prepared.0.json.name, inputs.first().map_or(&[][..], Vec::as_slice));
    let parameters = Some(&prepared.0.parameters);
    Scope { items, window_start, index, node, parameters, host, pace, ..Scope::default() }
}
