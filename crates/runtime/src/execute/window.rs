//! One item of an execution, for a node that takes all it is given at once.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Batch, Evaluate, Files, Item, ItemRef, Locals, PairedItem, Parameters, ReadParameter, Result, SourceData, Version,
};
#[cfg(feature = "js")]
use nodewright_core::{Program, Ran};
use serde_json::{Map, Value};

use super::run::Run;

/// The item at a place of the first input, which is the first of the batch. Its expressions see all of them.
pub(super) struct Window {
    run: Arc<Run>,
    index: usize,
    inputs: [Vec<Item>; 1],
}

impl Window {
    pub fn new(run: Arc<Run>, index: usize) -> Self {
        let inputs = [run.items().get(index).cloned().into_iter().collect()];
        Self { run, index, inputs }
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
        item.error = item.error.take().map(|error| match error.item_index() {
            Some(inner) => error.moved_to_item(inner + index),
            None => error,
        });
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
        &self.inputs
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
