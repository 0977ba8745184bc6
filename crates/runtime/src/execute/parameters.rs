//! Evaluating the parameters of an item without keeping the worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use nodewright_core::{ErrorKind, Host, Item, NodeError, Pace, Parameters, Result, Scope};

use super::Execution;
use crate::{Prepared, threads::EXPRESSION};

/// Time that expressions have taken.
#[derive(Default, Clone)]
pub(super) struct Spent(Arc<AtomicU64>);

impl Spent {
    fn time(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::Relaxed))
    }

    fn add(&self, time: Duration) {
        self.0.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

impl Execution {
    /// The parameters of the item at `index`. Expressions that are not done at once are evaluated where they keep nobody
    /// else waiting.
    pub(super) async fn evaluated(&self, index: usize) -> Result<Parameters> {
        let scope = scope(&self.prepared, &self.items, self.host.as_deref(), index, Pace::brief());
        match self.prepared.0.template.parameters(&scope) {
            Err(error) if error.kind() == ErrorKind::Unfinished => self.evaluated_on_thread(index).await,
            result => result,
        }
    }

    async fn evaluated_on_thread(&self, index: usize) -> Result<Parameters> {
        let runtime = &self.prepared.0.runtime;
        let total = runtime.expression_time;
        let left = total.saturating_sub(self.spent.time());
        if left.is_zero() {
            let message =
                format!("The expressions of this execution have taken {} s, all that they may", total.as_secs_f64());
            return Err(NodeError::new(ErrorKind::Expression, message));
        }
        let expressions = u32::try_from(self.prepared.0.template.expressions()).unwrap_or(u32::MAX);
        let time = left.min(EXPRESSION.saturating_mul(expressions));
        let (prepared, items, host) = (self.prepared.clone(), Arc::clone(&self.items), self.host.clone());
        let spent = self.spent.clone();
        let started = Instant::now();
        let result = runtime.threads.retry(time, move |limit| {
            let started = Instant::now();
            let pace = Pace::Until(limit.until, &limit.stop);
            let result = prepared.0.template.parameters(&scope(&prepared, &items, host.as_deref(), index, pace));
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
fn scope<'a>(
    prepared: &'a Prepared,
    items: &'a [Item],
    host: Option<&'a dyn Host>,
    index: usize,
    pace: Pace<'a>,
) -> Scope<'a> {
    let node = &prepared.0.json.name;
    Scope { items, index, node, parameters: Some(&prepared.0.parameters), host, pace, ..Scope::default() }
}
