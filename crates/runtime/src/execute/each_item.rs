//! Driving a node that works item by item.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use futures_util::{Stream, StreamExt, pin_mut, stream};
use nodewright_core::{Call, EachItem, Effect, Emit, ErrorKind, Item, Job, NodeError, Output, Result};
use tokio::sync::{Notify, mpsc};
use tracing::Instrument;

use super::{Emission, Execution, finish, retry};

/// Items in flight for an operation that only reads, where nothing else was said.
const READS_AT_ONCE: usize = 8;

/// Pages that may wait for whoever reads the results.
const WAITING_PAGES: usize = 1;

impl Execution {
    /// The items of the result, in the order of the input.
    pub(super) fn each_item<'e>(&'e self, node: &'e dyn EachItem) -> impl Stream<Item = Result<Emission>> + Send + 'e {
        async_stream::try_stream! {
            let settings = &self.prepared.0.json.settings;
            // Without expressions all items have the same parameters, which are read once.
            let shared = self.prepared.0.template.fixed().map(|parameters| node.job(parameters));
            let order = Order::default();
            let (pages, mut arriving) = mpsc::channel(WAITING_PAGES);
            let work = stream::iter(0..self.items.len()).map(|index| {
                let emitter = Emitter { index, order: &order, pages: &pages, emitted: AtomicBool::new(false) };
                self.one(node, shared.as_ref(), index, emitter)
            });
            // One at a time needs no queue.
            let results = match self.in_flight() {
                1 => work.then(|item| item).left_stream(),
                many => work.buffered(many).right_stream(),
            };
            pin_mut!(results);
            let mut empty = true;
            let mut index = 0;
            while index < self.items.len() {
                let result = tokio::select! {
                    biased;
                    Some(page) = arriving.recv() => Ok(page),
                    Some(result) = results.next() => {
                        index += 1;
                        order.next_is(index);
                        // A page that was emitted just before comes first; the channel holds no more than this one.
                        let before = arriving.try_recv().unwrap_or_default();
                        result.map(|rest| before.into_iter().chain(rest).collect())
                    }
                    else => break,
                };
                for item in result? {
                    let emission = finish::place(item, &self.items, settings);
                    empty &= emission.output != 0;
                    yield emission;
                }
            }
            if empty && settings.always_output_data == Some(true) {
                yield Emission { output: 0, item: finish::nothing_else(self.items.len()) };
            }
        }
    }

    /// One item, with its tries; a failure is an item where the settings say so.
    async fn one(
        &self,
        node: &dyn EachItem,
        shared: Option<&Result<Box<dyn Job>>>,
        index: usize,
        emitter: Emitter<'_>,
    ) -> Result<Vec<Item>> {
        let settings = &self.prepared.0.json.settings;
        let attempt = || self.guard(self.attempt(node, shared, index, &emitter));
        let span = tracing::debug_span!(parent: &self.span, "item", index);
        let again = |result: &Result<Output>| result.is_err() && !emitter.has_emitted();
        let items = match retry::run(settings, attempt, again).instrument(span).await {
            Ok(output) => output.items,
            Err(error) if settings.continues() && error.kind() != ErrorKind::Cancelled => {
                vec![Item::failed(error.at_item(index))]
            }
            Err(error) => return Err(self.locate(error, index)),
        };
        Ok(items.into_iter().map(|item| paired(item, index)).collect())
    }

    async fn attempt(
        &self,
        node: &dyn EachItem,
        shared: Option<&Result<Box<dyn Job>>>,
        index: usize,
        emitter: &Emitter<'_>,
    ) -> Result<Output> {
        let call = Call::new(&self.items[index], index, emitter).with_files(&self.prepared.0.runtime.files);
        if let Some(job) = shared {
            return job.as_ref().map_err(NodeError::clone)?.run(&call).await;
        }
        // The evaluated parameters are gone before it waits.
        let job = { node.job(&self.evaluated(index).await?)? };
        job.run(&call).await
    }

    fn locate(&self, error: NodeError, index: usize) -> NodeError {
        error.at_item(index).in_node(&self.prepared.0.json.name)
    }

    fn in_flight(&self) -> usize {
        let reads = self.prepared.effect().is_some_and(Effect::is_read);
        let usual = if reads { READS_AT_ONCE } else { 1 };
        self.concurrency.or(self.prepared.0.runtime.concurrency).unwrap_or(usual)
    }
}

/// Linked to its input item, unless the node linked it itself.
fn paired(item: Item, index: usize) -> Item {
    if item.paired_item.is_some() { item } else { item.paired_with(index) }
}

/// Whose turn it is to hand on pages: those of the first item that is not finished.
#[derive(Default)]
struct Order {
    first: AtomicUsize,
    changed: Notify,
}

impl Order {
    fn next_is(&self, index: usize) {
        self.first.store(index, Ordering::Release);
        self.changed.notify_waiters();
    }

    async fn wait_for(&self, index: usize) {
        loop {
            let changed = self.changed.notified();
            if self.first.load(Ordering::Acquire) == index {
                return;
            }
            changed.await;
        }
    }
}

/// Hands on pages of one item, in its turn.
struct Emitter<'a> {
    index: usize,
    order: &'a Order,
    pages: &'a mpsc::Sender<Vec<Item>>,
    emitted: AtomicBool,
}

impl Emitter<'_> {
    /// Whether part of the result is out already; then trying again would hand it on twice.
    fn has_emitted(&self) -> bool {
        self.emitted.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Emit for Emitter<'_> {
    async fn emit(&self, items: Vec<Item>) -> Result<()> {
        self.order.wait_for(self.index).await;
        self.emitted.store(true, Ordering::Relaxed);
        let items = items.into_iter().map(|item| paired(item, self.index)).collect();
        let gone = |_| NodeError::new(ErrorKind::Cancelled, "The reader of the results is gone");
        self.pages.send(items).await.map_err(gone)
    }
}
