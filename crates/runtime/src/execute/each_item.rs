//! Driving a node that works item by item.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use async_trait::async_trait;
use futures_util::{Stream, StreamExt, pin_mut, stream};
use nodewright_core::{Batch, Call, EachItem, Effect, Emit, ErrorKind, Item, Job, NodeError, Output, Result};
use tokio::sync::{Notify, mpsc};
use tracing::Instrument;

use super::{Emission, Running, finish, retry, run::Run};

/// Items in flight for an operation that only reads, where nothing else was said.
const READS_AT_ONCE: usize = 8;

/// Pages that may wait for whoever reads the results.
const WAITING_PAGES: usize = 1;

/// An item to work on: what it belongs to, and its index in the whole input.
pub(super) type Work = Result<(Running, usize)>;

/// What an item gave, with what it belongs to.
type Done = (Arc<Run>, Output);

impl Running {
    /// The items of the input, as work.
    pub(super) fn items(&self) -> impl Stream<Item = Work> + Send {
        let running = self.clone();
        stream::iter((0..self.run.items().len()).map(move |index| Ok((running.clone(), index))))
    }

    /// The items of the result, in the order of the input.
    pub(super) fn each_item<'e>(
        &'e self,
        node: &'e dyn EachItem,
        items: impl Stream<Item = Work> + Send + 'e,
    ) -> impl Stream<Item = Result<Emission>> + Send + 'e {
        async_stream::try_stream! {
            let (settings, outputs) = (&self.ready().json.settings, self.ready().outputs());
            // Without expressions all items have the same parameters, which are read once.
            let shared = self.ready().template.fixed().map(|parameters| node.job(parameters));
            let order = Order::default();
            let (pages, mut arriving) = mpsc::channel(WAITING_PAGES);
            let (order, pages, shared) = (&order, &pages, shared.as_ref());
            let work = items.map(|item| async move {
                let (running, index) = item?;
                let emitter = Emitter { run: &running.run, index, order, pages, emitted: AtomicBool::new(false) };
                let output = running.one(node, shared, index, emitter).await?;
                Ok::<Done, NodeError>((running.run, output))
            });
            // One at a time needs no queue.
            let results = match self.in_flight() {
                1 => work.then(|item| item).left_stream(),
                many => work.buffered(many).right_stream(),
            };
            pin_mut!(results);
            let mut empty = true;
            let mut index = 0;
            loop {
                let next = tokio::select! {
                    biased;
                    Some((run, page)) = arriving.recv() => Some(Ok((run, Output::from(page)))),
                    result = results.next() => result.map(|result| {
                        index += 1;
                        order.next_is(index);
                        // A page that was emitted just before comes first; the channel holds no more than this one.
                        let before = arriving.try_recv().map(|(_, page)| page).unwrap_or_default();
                        result.map(|(run, rest)| (run, joined(before, rest)))
                    }),
                };
                let Some(next) = next else { break };
                let (run, output) = next?;
                for (output, item) in output.into_placed() {
                    let placed = finish::place(output, item, outputs, |index| run.item(index), settings);
                    let Some(emission) = placed else { continue };
                    empty &= emission.output != 0;
                    yield emission;
                }
            }
            if empty && settings.always_output_data == Some(true) {
                yield Emission { output: 0, item: self.nothing_else(index) };
            }
        }
    }

    /// The item where there would be none. Of a stream nobody knows how many it is linked to.
    pub(super) fn nothing_else(&self, inputs: usize) -> Item {
        match self.run.window_start {
            Some(_) => Item::empty(),
            None => finish::nothing_else(inputs),
        }
    }

    /// One item, with its tries; a failure is an item where the settings say so.
    async fn one(
        &self,
        node: &dyn EachItem,
        shared: Option<&Result<Box<dyn Job>>>,
        index: usize,
        emitter: Emitter<'_>,
    ) -> Result<Output> {
        let settings = &self.ready().json.settings;
        let attempt = || self.guard(self.attempt(node, shared, index, &emitter));
        let span = tracing::debug_span!(parent: &self.span, "item", index);
        let again = |result: &Result<Output>| result.is_err() && !emitter.has_emitted();
        let mut output = match retry::run(settings, attempt, again).instrument(span).await {
            Ok(output) => output,
            Err(error) if settings.continues() && error.kind() != ErrorKind::Cancelled => {
                return Ok(self.failed(node, index, error));
            }
            Err(error) => return Err(self.locate(error, index)),
        };
        pair_all(&mut output, index);
        Ok(output)
    }

    /// What stands for the failure of an item.
    pub(super) fn failed(&self, node: &dyn EachItem, index: usize, error: NodeError) -> Output {
        let Some(item) = self.run.item(index) else { return Output::default() };
        let mut failed = node.failed(item, index, error);
        // Of a failure among several the node says what it came from, if anything.
        if self.run.window_start.is_none() && self.run.items().len() == 1 {
            pair_all(&mut failed, index);
        }
        failed
    }

    pub(super) async fn attempt(
        &self,
        node: &dyn EachItem,
        shared: Option<&Result<Box<dyn Job>>>,
        index: usize,
        emitter: &dyn Emit,
    ) -> Result<Output> {
        let item = self
            .run
            .item(index)
            .ok_or_else(|| NodeError::new(ErrorKind::Input, format!("There is no item {index}")))?;
        let call = Call::new(item, index, emitter)
            .with_files(&self.ready().runtime.files)
            .with_evaluator(&*self.run)
            .continuing_on_fail(self.ready().json.settings.continues());
        if let Some(job) = shared {
            return job.as_ref().map_err(NodeError::clone)?.run(&call).await;
        }
        // The evaluated parameters are gone before it waits.
        let job = { node.job(&self.run.evaluated(index).await?)? };
        job.run(&call).await
    }

    pub(super) fn locate(&self, error: NodeError, index: usize) -> NodeError {
        error.at_item(index).in_node(&self.ready().json.name)
    }

    pub(super) fn in_flight(&self) -> usize {
        let reads = self.run.prepared.effect().is_some_and(Effect::is_read);
        let usual = if reads { READS_AT_ONCE } else { 1 };
        self.run.concurrency().unwrap_or(usual)
    }
}

/// Links an item to its input item, unless the node linked it itself.
fn pair(item: &mut Item, index: usize) {
    item.paired_item.get_or_insert_with(|| index.into());
}

/// The same for all items of an output.
pub(super) fn pair_all(output: &mut Output, index: usize) {
    output.items.iter_mut().chain(output.others.iter_mut().flatten()).for_each(|item| pair(item, index));
}

/// A page that was emitted before, and what came behind it.
pub(super) fn joined(page: Vec<Item>, rest: Output) -> Output {
    match page.is_empty() {
        true => rest,
        false => Output { items: page.into_iter().chain(rest.items).collect(), others: rest.others },
    }
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
    run: &'a Arc<Run>,
    index: usize,
    order: &'a Order,
    pages: &'a mpsc::Sender<(Arc<Run>, Vec<Item>)>,
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
    async fn emit(&self, mut items: Vec<Item>) -> Result<()> {
        self.order.wait_for(self.index).await;
        self.emitted.store(true, Ordering::Relaxed);
        items.iter_mut().for_each(|item| pair(item, self.index));
        let gone = |_| NodeError::new(ErrorKind::Cancelled, "The reader of the results is gone");
        self.pages.send((Arc::clone(self.run), items)).await.map_err(gone)
    }
}
