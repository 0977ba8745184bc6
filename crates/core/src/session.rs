//! Nodes that are open for one execution.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use serde_json::{Map, Value};

use crate::{Call, ErrorKind, Evaluate, Files, Item, NodeError, Output, Parameters, Program, Ran, Result, SourceData};

/// A node that is open for one execution.
pub enum Session {
    /// Works item by item; the runtime drives it, in parallel if that is safe.
    EachItem(Box<dyn EachItem>),
    /// Processes all items at once, as n8n's `execute` does.
    AllItems(Box<dyn AllItems>),
}

/// An open node that works item by item, on those of its first input.
pub trait EachItem: Send + Sync {
    /// Reads evaluated parameters; the job runs for any number of items.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>>;

    /// What an item gives that failed, where the settings say to go on: an item with the error, unless the node has
    /// something else for it.
    fn failed(&self, item: &Item, index: usize, error: NodeError) -> Output {
        let _ = item;
        Item::failed(error.at_item(index)).paired_with(index).into()
    }
}

/// An operation with its parameters and its client.
#[async_trait]
pub trait Job: Send + Sync + 'static {
    /// Carries it out for one item.
    ///
    /// # Errors
    /// What fails the item. Whether the execution goes on is up to the node's settings.
    async fn run(&self, call: &Call<'_>) -> Result<Output>;
}

/// An open node that processes all items at once.
#[async_trait]
pub trait AllItems: Send + Sync {
    /// How long to wait before it is executed. It is the runtime that waits: also over the end of the process, where the
    /// execution is one of a durable engine.
    ///
    /// # Errors
    /// As of [`execute`](Self::execute), which is not called then.
    async fn delay(&self, batch: &Arc<dyn Batch>) -> Result<Duration> {
        let _ = batch;
        Ok(Duration::ZERO)
    }

    /// Gives the items of every output.
    ///
    /// # Errors
    /// What fails the execution.
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>>;
}

/// The inputs of a node that processes all items at once. It may be kept for as long as the work on it takes, on any
/// thread.
#[async_trait]
pub trait Batch: Evaluate + 'static {
    /// The items of every input, the first of them first. An input that nothing came to has none.
    fn inputs(&self) -> &[Vec<Item>];

    /// Index of the first item in the whole input, of which a stream hands on some at a time. Indexes in calls and results
    /// count from the first of these items all the same; this is for texts.
    fn first_index(&self) -> usize {
        0
    }

    /// The items of the first input.
    fn items(&self) -> &[Item] {
        self.inputs().first().map_or(&[], Vec::as_slice)
    }

    /// Where the items of an input came from, where the host knows it.
    fn source(&self, input: usize) -> Option<SourceData>;

    /// The parameters, evaluated for the item at `index` of the first input.
    ///
    /// # Errors
    /// An expression that throws, or parameters that are wrong for the item.
    async fn parameters(&self, index: usize) -> Result<Parameters>;

    /// Where files are: reads those of the input, makes those of the output.
    fn files(&self) -> &Files;

    /// How many items may be worked on at once, where the caller or the host has said so.
    fn concurrency(&self) -> Option<usize> {
        None
    }

    /// Whether the node should turn an item's failure into an item instead of giving up.
    fn continue_on_fail(&self) -> bool;

    /// What the node kept when it ran last in this execution of the workflow; empty at first.
    fn kept(&self) -> Map<String, Value>;

    /// Keeps this for the next run of the node; the host hands it on.
    fn keep(&self, context: Map<String, Value>);

    /// Runs JavaScript where it keeps nobody else waiting, within the limits of time and memory of the execution.
    ///
    /// # Errors
    /// The program is not JavaScript, ran into a limit, or nothing here runs programs. What it throws is in the result.
    async fn run_program(&self, program: Program) -> Result<Ran> {
        let _ = program;
        Err(NodeError::new(ErrorKind::Operation, "JavaScript is not built into this runtime"))
    }
}
