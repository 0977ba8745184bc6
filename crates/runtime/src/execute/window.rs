//! Some items of an execution, for a node that takes all it is given at once.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Batch, Evaluate, Files, Item, ItemRef, Locals, NodeError, PairedItem, Parameters, ReadParameter, Result,
    SourceData, Version,
};
#[cfg(feature = "js")]
use nodewright_core::{Program, Ran};
use serde_json::{Map, Value};

use super::run::Run;

/// Items from a place of the first input on, the first of which is the first of the batch. Expressions see what they see in
/// the execution.
pub(super) struct Window {
    run: Arc<Run>,
    index: usize,
    inputs: Inputs,
}

enum Inputs {
    /// A copy of one item.
    One([Vec<Item>; 1]),
    /// All that the run has.
    All,
}

impl Window {
    /// One item of the input.
    pub fn new(run: Arc<Run>, index: usize) -> Self {
        let inputs = Inputs::One([run.item(index).cloned().into_iter().collect()]);
        Self { run, index, inputs }
    }

    /// The portion of a stream that this run is about.
    pub fn portion(run: Arc<Run>) -> Self {
        let index = run.first_index();
        Self { run, index, inputs: Inputs::All }
    }
}

/// Links that count from `index`.
pub(super) fn moved(items: &mut [Item], index: usize) {
    let to = |link: &mut ItemRef| link.item += index;
    for item in items {
        match &mut item.paired_item {
            Some(PairedItem::Index(link)) => *link += index,
            Some(PairedItem::One(link)) => to(link),
            Some(PairedItem::Many(links)) => links.iter_mut().for_each(to),
            None => {}
        }
        item.error = item.error.take().map(|error| moved_error(error, index));
    }
}

/// The error with its index counted from `index`.
pub(super) fn moved_error(error: NodeError, index: usize) -> NodeError {
    match error.item_index() {
        Some(inner) if index > 0 => error.moved_to_item(inner + index),
        _ => error,
    }
}

#[async_trait]
impl Evaluate for Window {
    async fn evaluate(&self, index: usize, value: &Value, locals: &Locals) -> Result<Option<Value>> {
        self.run.evaluate(self.index + index, value, locals).await
    }

    async fn parameter(&self, index: usize, path: &str, read: &ReadParameter) -> Result<Option<Value>> {
        self.run.parameter(self.index + index, path, read).await
    }

    fn idempotency_key(&self, index: usize) -> String {
        self.run.idempotency_key(self.index + index)
    }

    fn time_zone(&self) -> &str {
        self.run.time_zone()
    }

    fn node(&self) -> (&str, Version) {
        self.run.node()
    }
}

#[async_trait]
impl Batch for Window {
    fn inputs(&self) -> &[Vec<Item>] {
        match &self.inputs {
            Inputs::One(inputs) => inputs,
            Inputs::All => &self.run.inputs,
        }
    }

    fn first_index(&self) -> usize {
        self.index
    }

    fn source(&self, input: usize) -> Option<SourceData> {
        self.run.source(input)
    }

    async fn parameters(&self, index: usize) -> Result<Parameters> {
        Batch::parameters(&*self.run, self.index + index).await
    }

    fn files(&self) -> &Files {
        self.run.files()
    }

    fn concurrency(&self) -> Option<usize> {
        Some(1)
    }

    fn continue_on_fail(&self) -> bool {
        self.run.continue_on_fail()
    }

    fn kept(&self) -> Map<String, Value> {
        self.run.kept()
    }

    fn keep(&self, context: Map<String, Value>) {
        self.run.keep(context);
    }

    #[cfg(feature = "js")]
    async fn run_program(&self, program: Program) -> Result<Ran> {
        self.run.run_program(program).await
    }
}
