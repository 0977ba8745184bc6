//! Driving an execution in steps whose results are kept.

use std::{ops::Range, sync::Arc, time::Duration};

use futures_util::{FutureExt, StreamExt, stream};
use nodewright_core::{AllItems, Collected, EachItem, Effect, ErrorKind, Evaluate, Item, NodeError, Result, Session};
use serde_json::Value;
use tokio::sync::OnceCell;
use tracing::Instrument;

use super::{
    Outcome, Running,
    all_items::is_soft_failure,
    each_item::{joined, pair_all},
    finish, window,
};
use crate::{
    Settings, Step, Steps, idempotency,
    steps::record::{self, ItemResult},
};

/// An execution in steps.
pub(super) struct InSteps {
    running: Running,
    steps: Arc<dyn Steps>,
    /// Opened by the first step that has work to do, so credentials are read there.
    session: OnceCell<Session>,
}

/// What the steps of an execution gave, in the order of the items.
#[derive(Default)]
struct Done {
    results: Vec<ItemResult>,
    /// Whether the node takes all it is given at once.
    at_once: bool,
}

impl InSteps {
    pub async fn outcome(running: Running, steps: Arc<dyn Steps>) -> Result<Outcome> {
        if let Some(items) = running.without_work()? {
            return Ok(Outcome { outputs: running.empty_but(items), ..Outcome::default() });
        }
        let this = Arc::new(Self { running, steps, session: OnceCell::new() });
        if !this.running.ready().plan.is_by_item() {
            return this.whole().await;
        }
        let (count, size) = (this.running.run.items().len(), this.items_in_a_step());
        let mut done = Done::default();
        for first in (0..count).step_by(size) {
            this.portion(first..(first + size).min(count), &mut done).await?;
            if !this.settings().continues() && done.results[first..].iter().any(|one| one.result.is_err()) {
                break;
            }
        }
        this.finish(done)
    }

    fn settings(&self) -> &Settings {
        &self.running.ready().json.settings
    }

    fn effect(&self) -> Option<Effect> {
        self.running.ready().plan.effect()
    }

    fn items_in_a_step(&self) -> usize {
        match self.effect().is_some_and(Effect::is_read) {
            true => self.steps.reads().max(1),
            false => 1,
        }
    }

    /// All of it as one step, behind the wait that it asks for. Tried again is what does no harm then.
    async fn whole(self: Arc<Self>) -> Result<Outcome> {
        let alone = self.running.run.items().len() == 1;
        let harmless = alone || self.effect().is_some_and(Effect::is_repeatable);
        let (mut attempt, mut over) = (0, false);
        loop {
            let this = Arc::clone(&self);
            let work = async move { this.work_on_all(over).await };
            let name = if over { "all items, after the wait" } else { "all items" };
            let record = self.step(name.to_owned(), "all", attempt, work).await?;
            if let Some(milliseconds) = record::wait(&record) {
                self.sleep(milliseconds).await?;
                over = true;
                continue;
            }
            let outcome = record::outcome(record)?;
            let error = match &outcome {
                Ok(outcome) => outcome.error.as_ref(),
                Err(error) => Some(error),
            };
            match error.filter(|_| harmless).and_then(|error| self.steps.retries().wait(error, attempt)) {
                Some(wait) => self.sleep(wait).await?,
                None => return outcome,
            }
            attempt += 1;
        }
    }

    /// The work of that step: the outcome, or how long to wait first.
    async fn work_on_all(&self, over: bool) -> Value {
        if !over
            && let Ok(Session::AllItems(node)) = self.session.get_or_try_init(|| self.running.open_session()).await
            && let Ok(delay @ 1..) =
                node.delay(&(Arc::clone(&self.running.run) as _)).await.map(|delay| delay.as_millis())
        {
            return record::of_wait(delay);
        }
        record::of_outcome(&self.running.at_once(over).await)
    }

    /// So many items as one step, and those that failed once more as long as that is asked for.
    async fn portion(self: &Arc<Self>, items: Range<usize>, done: &mut Done) -> Result<()> {
        let start = done.results.len();
        let mut left: Vec<usize> = items.clone().collect();
        for attempt in 0.. {
            let (this, these) = (Arc::clone(self), left.clone());
            let work = async move { this.work(these).await };
            let (name, key) = match items.len() {
                1 => (format!("item {}", items.start), items.start.to_string()),
                _ => {
                    let last = items.end - 1;
                    (format!("items {} to {last}", items.start), format!("{}-{last}", items.start))
                }
            };
            let (at_once, results) = record::results(self.step(name, &key, attempt, work).await?, left.len())?;
            done.at_once = at_once;
            let (mut again, mut longest) = (Vec::new(), Duration::ZERO);
            for (index, result) in left.into_iter().zip(results) {
                if let Some(wait) = self.wait(&result, attempt, at_once) {
                    again.push(index);
                    longest = longest.max(wait);
                }
                let place = start + index - items.start;
                match done.results.get_mut(place) {
                    Some(before) => *before = result,
                    None => done.results.push(result),
                }
            }
            if again.is_empty() {
                return Ok(());
            }
            self.sleep(longest).await?;
            left = again;
        }
        Ok(())
    }

    /// How long to wait before an item is tried again, if it is.
    fn wait(&self, result: &ItemResult, attempt: u32, at_once: bool) -> Option<Duration> {
        let settings = self.settings();
        // Whether the node's own tries are for it, which n8n goes by.
        let (error, is_failure) = match &result.result {
            Err(error) if error.kind() == ErrorKind::Cancelled => return None,
            Err(error) => (Some(error), true),
            Ok(outputs) if at_once => {
                let first = outputs.first().and_then(|items| items.first());
                (first.and_then(|item| item.error.as_ref()), is_soft_failure(outputs))
            }
            Ok(_) => return None,
        };
        let tries = settings.tries();
        if is_failure && attempt + 1 < tries {
            let asked = error.and_then(NodeError::retry_after).unwrap_or_default();
            return Some(settings.pause().max(asked));
        }
        self.steps.retries().wait(error?, (attempt + 1).saturating_sub(tries))
    }

    async fn step(
        &self,
        name: String,
        key: &str,
        attempt: u32,
        work: impl Future<Output = Value> + Send + 'static,
    ) -> Result<Value> {
        let ready = self.running.ready();
        let name = match ready.json.name.as_str() {
            "" => name,
            node => format!("{node}: {name}"),
        };
        let name = if attempt > 0 { format!("{name}, attempt {}", attempt + 1) } else { name };
        let step = Step { name, key: format!("{}:{key}", self.running.run.id()), effect: self.effect() };
        let work = work.instrument(self.running.span.clone());
        self.running.guard(self.steps.run(step, Box::pin(work))).await
    }

    async fn sleep(&self, time: Duration) -> Result<()> {
        self.running.guard(self.steps.sleep(time)).await
    }

    /// The work of a step: these items.
    async fn work(&self, items: Vec<usize>) -> Value {
        let session = match self.session.get_or_try_init(|| self.running.open_session()).await {
            Ok(session) => session,
            Err(error) => return record::of_results(false, items.iter().map(|_| ItemResult::from(Err(error.clone())))),
        };
        let at_once = self.running.in_flight();
        match session {
            Session::EachItem(node) => {
                let each = stream::iter(items).map(|index| self.keyed(index, self.each(&**node, index)));
                record::of_results(false, each.buffered(at_once).collect::<Vec<_>>().await)
            }
            Session::AllItems(node) => {
                let each = stream::iter(items).map(|index| self.keyed(index, self.one_of_all(&**node, index)));
                record::of_results(true, each.buffered(at_once).collect::<Vec<_>>().await)
            }
        }
    }

    /// Boxed, so that the stream of them is small.
    fn keyed<'a>(
        &'a self,
        index: usize,
        work: impl Future<Output = ItemResult> + Send + 'a,
    ) -> futures_util::future::BoxFuture<'a, ItemResult> {
        idempotency::with_key(self.running.run.idempotency_key(index), work).boxed()
    }

    async fn each(&self, node: &dyn EachItem, index: usize) -> ItemResult {
        let pages = Collected::default();
        let result = self.running.guard(self.running.attempt(node, None, index, &pages)).await;
        match result {
            Ok(output) => {
                let mut output = joined(pages.into_items(), output);
                pair_all(&mut output, index);
                Ok(record::outputs_of(output)).into()
            }
            Err(error) if self.settings().continues() && error.kind() != ErrorKind::Cancelled => {
                let instead = self.running.failed(node, index, error.clone());
                ItemResult { result: Err(error), instead: Some(record::outputs_of(instead)) }
            }
            Err(error) => Err(error).into(),
        }
    }

    async fn one_of_all(&self, node: &dyn AllItems, index: usize) -> ItemResult {
        let batch = Arc::new(window::Window::new(Arc::clone(&self.running.run), index));
        match self.running.guard(node.execute(batch)).await {
            Ok(mut outputs) => {
                outputs.iter_mut().for_each(|items| window::moved(items, index));
                Ok(outputs).into()
            }
            Err(error) => {
                let inner = error.item_index().unwrap_or_default();
                Err(error.moved_to_item(inner + index)).into()
            }
        }
    }

    fn finish(&self, Done { results, at_once }: Done) -> Result<Outcome> {
        let (ready, items) = (self.running.ready(), self.running.run.items());
        let (settings, declared) = (&ready.json.settings, ready.outputs());
        let mut outcome = Outcome { outputs: self.running.empty_but(Vec::new()), ..Outcome::default() };
        let mut all: Vec<Vec<Item>> = Vec::new();
        for (index, ItemResult { result, instead }) in results.into_iter().enumerate() {
            let outputs = match (result, instead) {
                (Ok(outputs), _) | (Err(_), Some(outputs)) => outputs,
                (Err(error), None) if at_once && settings.continues() && error.kind() != ErrorKind::Cancelled => {
                    outcome.error.get_or_insert_with(|| error.in_node(&ready.json.name));
                    vec![vec![items[index].clone()]]
                }
                (Err(error), None) => return Err(self.running.locate(error, index)),
            };
            for (output, items_of_output) in outputs.into_iter().enumerate() {
                if at_once {
                    all.resize_with(all.len().max(output + 1), Vec::new);
                    all[output].extend(items_of_output);
                    continue;
                }
                let placed = |item| finish::place(output, item, declared, |index| items.get(index), settings);
                items_of_output.into_iter().filter_map(placed).for_each(|emission| outcome.push(emission));
            }
        }
        if at_once {
            outcome.outputs = finish::outputs(all, declared, &self.running.run.inputs, settings);
            finish::always_something(&mut outcome.outputs, items.len(), settings);
        } else if outcome.outputs[0].is_empty() && settings.always_output_data == Some(true) {
            outcome.outputs[0].push(finish::nothing_else(items.len()));
        }
        outcome.kept = self.running.run.take_kept();
        Ok(outcome)
    }
}
