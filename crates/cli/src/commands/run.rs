//! `nodewright run`

use std::sync::Arc;

use futures_util::{StreamExt, pin_mut};
use nodewright::{Execution, FolderStore, Item, NodeJson, Outcome, Runtime};

use super::{print, runtime};
use crate::{arguments::Run, failure::Failure, input, progress::Progress, sandbox::Running, stream};

/// Executes a node and prints its outputs.
pub async fn run(run: Run) -> Result<(), Failure> {
    let credentials = run.credentials.credentials.as_deref();
    let mut paths = vec![("NODE.json", Some(&*run.node)), ("--credentials", credentials)];
    paths.extend(run.input.iter().map(|path| ("--input", Some(&**path))));
    input::check_standard_input(&paths)?;
    let json = input::json(&run.node, "node")?;
    let node = NodeJson::find(&json, run.name.as_deref())?;
    if run.stream {
        return streamed(&run, node).await;
    }
    let mut inputs = run.input.iter().map(|path| input::items(path)).collect::<Result<Vec<_>, _>>()?.into_iter();
    let items = inputs.next().unwrap_or_else(|| vec![Item::empty()]);
    let (runtime, sandbox) = runtime(&run.nodes, &run.credentials, &run.network, &[&node.node_type]).await?;
    sandbox.iter().for_each(Running::explain);
    let prepared = with_files(runtime, &run)?.prepare_node(node)?;
    let execution = prepared.execution(items).further_inputs(inputs.collect());
    let outputs = execute(execution, &run).await;
    sandbox.iter().for_each(Running::report);
    print(&outputs?, run.pretty)
}

/// The same on items that are read as they are needed.
async fn streamed(run: &Run, node: NodeJson) -> Result<(), Failure> {
    let input = stream::open(run)?;
    let (runtime, sandbox) = runtime(&run.nodes, &run.credentials, &run.network, &[&node.node_type]).await?;
    sandbox.iter().for_each(Running::explain);
    let prepared = with_files(runtime, run)?.prepare_node(node)?;
    let ended = stream::execute(&prepared, input, run).await;
    sandbox.iter().for_each(Running::report);
    ended
}

fn with_files(runtime: Runtime, run: &Run) -> Result<Runtime, Failure> {
    match &run.binary_folder {
        Some(folder) => Ok(runtime.with_binary_store(Arc::new(FolderStore::new(folder)?))),
        None => Ok(runtime),
    }
}

async fn execute(mut execution: Execution, run: &Run) -> Result<Vec<Vec<Item>>, Failure> {
    if let Some(items) = run.concurrency {
        execution = execution.concurrency(items);
    }
    let mut outcome = Outcome::empty(execution.outputs());
    let progress = Progress::new();
    let stream = execution.stream();
    pin_mut!(stream);
    while let Some(emission) = stream.next().await {
        outcome.push(emission?);
        progress.item();
    }
    progress.finish();
    Ok(outcome.outputs)
}
