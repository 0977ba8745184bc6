//! Executing a prepared node on items.

mod all_items;
mod each_item;
mod finish;
mod in_steps;
mod parameters;
#[cfg(feature = "js")]
mod program;
mod retry;
mod run;
mod streamed;
mod window;

use std::sync::{Arc, OnceLock};

use futures_util::{
    FutureExt, Stream, StreamExt,
    future::{Either, ready},
    pin_mut,
};
use nodewright_core::{ErrorKind, Host, Item, ItemRef, NodeError, PairedItem, Result, Session};
use serde_json::{Map, Value};
use tracing::Instrument;

use crate::{
    Cancellation, Prepared, Steps,
    node_credentials::{self, Of},
    prepare::Ready,
};
use run::Run;

pub use streamed::StreamExecution;

/// What an execution gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The items of every output. Failed items come last on an output of their own where the node says so.
    pub outputs: Vec<Vec<Item>>,
    /// The error of a node that failed as a whole although it was told to go on; its input is then its output.
    pub error: Option<NodeError>,
    /// What the node keeps for its next run in the same execution of a workflow, where it keeps anything: a host gives it
    /// back as [`Host::node_context`].
    pub kept: Option<Map<String, Value>>,
}

impl Outcome {
    /// One with so many outputs, all empty so far.
    #[must_use]
    pub fn empty(outputs: usize) -> Self {
        Self { outputs: vec![Vec::new(); outputs], ..Self::default() }
    }

    /// Adds what a [stream](Execution::stream) handed on.
    pub fn push(&mut self, emission: Emission) {
        // A node that works on all items at once may give more outputs than it declares.
        if self.outputs.len() <= emission.output {
            self.outputs.resize_with(emission.output + 1, Vec::new);
        }
        self.outputs[emission.output].push(emission.item);
    }
}

impl Outcome {
    fn into_emissions(self) -> impl Iterator<Item = Emission> {
        let outputs = self.outputs.into_iter().enumerate();
        outputs.flat_map(|(output, items)| items.into_iter().map(move |item| Emission { output, item }))
    }
}

/// A piece of a result, as soon as it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Emission {
    /// Index of the output.
    pub output: usize,
    /// The item.
    pub item: Item,
}

/// One execution of a prepared node.
pub struct Execution {
    run: Run,
    cancellation: Cancellation,
    steps: Option<Arc<dyn Steps>>,
    span: tracing::Span,
}

impl Execution {
    pub(crate) fn new(prepared: Prepared, items: Vec<Item>) -> Self {
        let json = &prepared.0.json;
        let span = tracing::info_span!("execution", node = %json.name, r#type = %json.node_type, items = items.len());
        let items = entering(items, 0, 0, json.settings.execute_once == Some(true));
        let run = Run {
            prepared,
            inputs: Arc::new(vec![items]),
            window_start: None,
            host: None,
            concurrency: None,
            spent: parameters::Spent::default(),
            #[cfg(feature = "js")]
            spent_on_programs: parameters::Spent::default(),
            id: OnceLock::new(),
            kept: Arc::default(),
        };
        Self { run, cancellation: Cancellation::new(), steps: None, span }
    }

    /// The items of the inputs behind the first, for a node that has several.
    #[must_use]
    pub fn further_inputs(mut self, inputs: Vec<Vec<Item>>) -> Self {
        let only_first = self.run.prepared.0.json.settings.execute_once == Some(true);
        let inputs = inputs.into_iter().enumerate().map(|(behind, items)| entering(items, behind + 1, 0, only_first));
        // Nobody shares them before it is executed.
        Arc::make_mut(&mut self.run.inputs).extend(inputs);
        self
    }

    /// How many items are worked on at once, within [`CONCURRENCY`](crate::CONCURRENCY); results stay in the order of the
    /// input. A number out of these bounds is an error when it is executed.
    #[must_use]
    pub fn concurrency(mut self, items: usize) -> Self {
        self.run.concurrency = Some(items);
        self
    }

    /// Stops when `cancellation` is used: requests on the way are dropped and the execution ends with an error.
    #[must_use]
    pub fn cancellation(mut self, cancellation: Cancellation) -> Self {
        self.cancellation = cancellation;
        self
    }

    /// What expressions may see of the rest of the workflow: other nodes' outputs, variables, the execution.
    #[must_use]
    pub fn host(mut self, host: Arc<dyn Host>) -> Self {
        self.run.host = Some(host);
        self
    }

    /// What names this execution in the [idempotency keys](nodewright_core::Evaluate::idempotency_key) of its items. The same
    /// id gives the same keys, whenever it is executed again; without one, each execution has keys of its own.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.run.id = OnceLock::from(id.into());
        self
    }

    /// Keeps what its steps give, so that it goes on behind them where it was interrupted. It has to be the same execution
    /// then: the same node, items and [`id`](Self::id).
    #[must_use]
    pub fn steps(mut self, steps: Arc<dyn Steps>) -> Self {
        self.steps = Some(steps);
        self
    }

    /// How many outputs there will be: those of the node, at least one, and the one for failed items.
    pub fn outputs(&self) -> usize {
        let ready = &self.run.prepared.0;
        ready.outputs() + usize::from(ready.json.settings.has_error_output())
    }

    /// Executes it and collects what comes.
    ///
    /// # Errors
    /// The first error that the node's settings do not turn into an item, or the cancellation.
    pub async fn outcome(self) -> Result<Outcome> {
        match self.steps.clone() {
            Some(steps) => in_steps::InSteps::outcome(self.into(), steps).await,
            None => Running::from(self).at_once(false).await,
        }
    }

    /// Executes it and hands on every item as soon as it is there, in order. Ends after the first error.
    ///
    /// The items of its input are all there from the start; see [`Prepared::execution_of`] for an input that is a stream too.
    /// A node that works on all items at once gives them all at the end, and so does an execution in [steps](Self::steps).
    pub fn stream(self) -> impl Stream<Item = Result<Emission>> + Send {
        async_stream::try_stream! {
            if self.steps.is_some() {
                for emission in self.outcome().await?.into_emissions() {
                    yield emission;
                }
                return;
            }
            let running = Running::from(self);
            match running.open().await? {
                Opened::Finished(items) => for item in items {
                    yield Emission { output: 0, item };
                },
                Opened::Session(Session::EachItem(node)) => {
                    let stream = running.each_item(&*node, running.items());
                    pin_mut!(stream);
                    while let Some(emission) = stream.next().await {
                        yield emission?;
                    }
                }
                Opened::Session(Session::AllItems(node)) => {
                    for emission in running.all_items(&*node, false).await?.into_emissions() {
                        yield emission;
                    }
                }
            }
        }
    }
}

/// The items of an input as the node gets them: from here on, as in n8n, an item's link is to its place on this input.
fn entering(mut items: Vec<Item>, input: usize, first: usize, only_first: bool) -> Vec<Item> {
    if only_first {
        items.truncate(1);
    }
    let input = (input > 0).then_some(input);
    for (index, item) in items.iter_mut().enumerate() {
        item.paired_item = Some(PairedItem::One(ItemRef { input, ..ItemRef::new(first + index) }));
    }
    items
}

/// An execution under way.
#[derive(Clone)]
struct Running {
    /// Shared with nodes that work on all items at once.
    run: Arc<Run>,
    cancellation: Cancellation,
    span: tracing::Span,
}

impl From<Execution> for Running {
    fn from(Execution { run, cancellation, span, steps: _ }: Execution) -> Self {
        Self { run: Arc::new(run), cancellation, span }
    }
}

impl Running {
    fn ready(&self) -> &Arc<Ready> {
        &self.run.prepared.0
    }

    /// Executes it and collects what comes; whether the wait that it asks for is `over`.
    async fn at_once(&self, over: bool) -> Result<Outcome> {
        let mut outcome = Outcome { outputs: self.empty_but(Vec::new()), ..Outcome::default() };
        match self.open().await? {
            Opened::Finished(items) => outcome.outputs[0] = items,
            Opened::Session(Session::AllItems(node)) => return self.all_items(&*node, over).await,
            Opened::Session(Session::EachItem(node)) => {
                let stream = self.each_item(&*node, self.items());
                pin_mut!(stream);
                while let Some(emission) = stream.next().await {
                    outcome.push(emission?);
                }
            }
        }
        Ok(outcome)
    }

    /// All outputs, with these items on the first.
    fn empty_but(&self, items: Vec<Item>) -> Vec<Vec<Item>> {
        let ready = self.ready();
        let mut outputs = Outcome::empty(ready.outputs() + usize::from(ready.json.settings.has_error_output())).outputs;
        outputs[0] = items;
        outputs
    }

    /// Opens the node with its credentials, unless there is nothing to do for it.
    async fn open(&self) -> Result<Opened> {
        match self.without_work()? {
            Some(items) => Ok(Opened::Finished(items)),
            None => self.open_session().await.map(Opened::Session),
        }
    }

    /// The result where there is nothing to do.
    fn without_work(&self) -> Result<Option<Vec<Item>>> {
        let ready = self.ready();
        self.check_concurrency()?;
        if ready.json.settings.disabled == Some(true) {
            return Ok(Some(self.run.items().to_vec()));
        }
        if self.run.inputs.iter().all(Vec::is_empty) {
            let always = ready.json.settings.always_output_data == Some(true);
            return Ok(Some(if always { vec![finish::nothing_else(0)] } else { Vec::new() }));
        }
        Ok(None)
    }

    fn check_concurrency(&self) -> Result<()> {
        let items = self.run.concurrency.map(crate::concurrency).transpose();
        items.map(drop).map_err(|e| e.in_node(&self.ready().json.name))
    }

    async fn open_session(&self) -> Result<Session> {
        let ready = self.ready();
        let context = node_credentials::context(&ready.runtime, Of::Prepared(Arc::clone(ready)));
        let open = ready.plan.open(context);
        let opened = self.guard(open.instrument(self.span.clone())).await;
        opened.map_err(|error| error.in_node(&ready.json.name))
    }

    /// `work`, or the end of it when the execution is cancelled. Not an `async fn`, which would hold `work` twice.
    fn guard<T>(&self, work: impl Future<Output = Result<T>>) -> impl Future<Output = Result<T>> {
        let cancelled = || NodeError::new(ErrorKind::Cancelled, "The execution was cancelled");
        if self.cancellation.is_cancelled() {
            return Either::Left(ready(Err(cancelled())));
        }
        Either::Right(self.cancellation.stops(work).map(move |result| result.unwrap_or_else(|| Err(cancelled()))))
    }
}

enum Opened {
    /// Disabled, or no input: these items are the result.
    Finished(Vec<Item>),
    Session(Session),
}
