//! Executing a node on items that come as a stream: only those at hand are held.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, OnceLock},
};

use futures_util::{Stream, StreamExt, pin_mut, stream::BoxStream};
use nodewright_core::{AllItems, ErrorKind, Host, Item, NodeError, Result, Session};
use serde_json::{Map, Value};

use super::{Emission, Running, each_item::Work, entering, parameters::Spent, run::Run};
use crate::{Cancellation, Prepared};

/// One execution of a prepared node on items that come as a stream.
///
/// Results are in the order of the input, and indexes, in links, errors and `$itemIndex`, count from its start. The input
/// is read no faster than the results are taken. Limits of time and memory are those of an execution for every portion of
/// items that the node is given at once, and a node that is told to try again does so for the portion.
pub struct StreamExecution {
    items: BoxStream<'static, Result<Item>>,
    whole: Whole,
}

/// What all portions of the stream have in common.
struct Whole {
    prepared: Prepared,
    host: Option<Arc<dyn Host>>,
    concurrency: Option<usize>,
    id: OnceLock<String>,
    kept: Arc<Mutex<Option<Map<String, Value>>>>,
    cancellation: Cancellation,
    span: tracing::Span,
}

impl StreamExecution {
    pub(crate) fn new(prepared: Prepared, items: BoxStream<'static, Result<Item>>) -> Self {
        let json = &prepared.0.json;
        let span = tracing::info_span!("execution", node = %json.name, r#type = %json.node_type);
        let whole = Whole {
            prepared,
            host: None,
            concurrency: None,
            id: OnceLock::new(),
            kept: Arc::default(),
            cancellation: Cancellation::new(),
            span,
        };
        Self { items, whole }
    }

    /// As [`Execution::concurrency`](crate::Execution::concurrency).
    #[must_use]
    pub fn concurrency(mut self, items: usize) -> Self {
        self.whole.concurrency = Some(items);
        self
    }

    /// As [`Execution::cancellation`](crate::Execution::cancellation); it also ends waiting for the next item.
    #[must_use]
    pub fn cancellation(mut self, cancellation: Cancellation) -> Self {
        self.whole.cancellation = cancellation;
        self
    }

    /// As [`Execution::host`](crate::Execution::host).
    #[must_use]
    pub fn host(mut self, host: Arc<dyn Host>) -> Self {
        self.whole.host = Some(host);
        self
    }

    /// As [`Execution::id`](crate::Execution::id).
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.whole.id = OnceLock::from(id.into());
        self
    }

    /// How many outputs there will be: those of the node, at least one, and the one for failed items.
    pub fn outputs(&self) -> usize {
        let ready = &self.whole.prepared.0;
        ready.outputs() + usize::from(ready.json.settings.has_error_output())
    }

    /// Executes it and hands on every item as soon as it is there, in order. Ends after the first error: one of the input,
    /// one that the node's settings do not turn into an item, or the cancellation.
    pub fn stream(self) -> impl Stream<Item = Result<Emission>> + Send {
        let Self { items, whole } = self;
        async_stream::try_stream! {
            let settings = &whole.prepared.0.json.settings;
            let items = items.take(if settings.execute_once == Some(true) { 1 } else { usize::MAX });
            let running = whole.portion(Vec::new(), 0);
            running.check_concurrency()?;
            if settings.disabled == Some(true) {
                let portions = whole.portions(items, NonZeroUsize::MIN);
                pin_mut!(portions);
                while let Some(portion) = portions.next().await {
                    for item in portion?.0.run.items() {
                        yield Emission { output: 0, item: item.clone() };
                    }
                }
                return;
            }
            // Before anything is read of the input, which may be long in coming.
            match running.open_session().await? {
                Session::EachItem(node) => {
                    let results = running.each_item(&*node, whole.portions(items, NonZeroUsize::MIN));
                    pin_mut!(results);
                    while let Some(emission) = results.next().await {
                        yield emission?;
                    }
                }
                Session::AllItems(node) => {
                    let size = whole.prepared.0.plan.portion().ok_or_else(|| whole.needs_all())?;
                    let results = running.portions(&*node, whole.portions(items, size));
                    pin_mut!(results);
                    while let Some(emission) = results.next().await {
                        yield emission?;
                    }
                }
            }
        }
    }
}

impl Whole {
    /// The items, by portions of at most so many that have come.
    fn portions(
        &self,
        items: impl Stream<Item = Result<Item>> + Send,
        size: NonZeroUsize,
    ) -> impl Stream<Item = Work> + Send {
        async_stream::try_stream! {
            let chunks = items.ready_chunks(size.get());
            pin_mut!(chunks);
            let waiting = self.portion(Vec::new(), 0);
            let mut first = 0;
            while let Some(chunk) = waiting.guard(async { Ok(chunks.next().await) }).await? {
                let mut failed = None;
                let mut portion = Vec::with_capacity(chunk.len());
                for item in chunk {
                    match item {
                        Ok(item) => portion.push(item),
                        Err(error) => {
                            failed = Some(error);
                            break;
                        }
                    }
                }
                let count = portion.len();
                if count > 0 {
                    yield (self.portion(portion, first), first);
                    first += count;
                }
                if let Some(error) = failed {
                    Err(error)?;
                }
            }
        }
    }

    /// An execution of the items from `first` on.
    fn portion(&self, items: Vec<Item>, first: usize) -> Running {
        let id = self.id.get_or_init(|| uuid::Uuid::new_v4().to_string());
        let run = Run {
            prepared: self.prepared.clone(),
            inputs: Arc::new(vec![entering(items, 0, first, false)]),
            window_start: Some(first),
            host: self.host.clone(),
            concurrency: self.concurrency,
            spent: Spent::default(),
            #[cfg(feature = "js")]
            spent_on_programs: Spent::default(),
            id: OnceLock::from(id.clone()),
            kept: Arc::clone(&self.kept),
        };
        Running { run: Arc::new(run), cancellation: self.cancellation.clone(), span: self.span.clone() }
    }

    fn needs_all(&self) -> NodeError {
        let json = &self.prepared.0.json;
        let message = format!("The node '{}' needs all items at once, so it cannot work on a stream", json.node_type);
        let description = "Execute it on all items instead: without a stream, on the command line without --stream";
        NodeError::new(ErrorKind::Input, message).with_description(description).in_node(&json.name)
    }
}

impl Running {
    /// The items of the result, portion by portion.
    fn portions<'e>(
        &'e self,
        node: &'e dyn AllItems,
        portions: impl Stream<Item = Work> + Send + 'e,
    ) -> impl Stream<Item = Result<Emission>> + Send + 'e {
        async_stream::try_stream! {
            let results = portions.map(|portion| async move { portion?.0.all_items(node, false).await });
            let results = results.buffered(self.in_flight());
            pin_mut!(results);
            let mut empty = true;
            while let Some(outcome) = results.next().await {
                for emission in outcome?.into_emissions() {
                    empty &= emission.output != 0;
                    yield emission;
                }
            }
            if empty && self.ready().json.settings.always_output_data == Some(true) {
                yield Emission { output: 0, item: self.nothing_else(0) };
            }
        }
    }
}
