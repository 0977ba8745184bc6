//! One file per command.

mod catalog;
mod check;
mod credentials;
mod eval;
mod mcp;
mod new;
mod options;
mod packages;
mod params;
mod run;
mod schema;
mod serve;
mod stdio;
#[cfg(any(feature = "restate", feature = "temporal"))]
mod worker;

pub use catalog::{describe, list};
pub use check::check;
pub use credentials::credentials;
pub use eval::eval;
pub use mcp::mcp;
pub use new::new_node;
pub use options::options;
pub use packages::packages;
pub use params::params;
pub use run::run;
pub use schema::schema;
pub use serve::serve;
pub use stdio::stdio;
#[cfg(any(feature = "restate", feature = "temporal"))]
pub use worker::worker;

use std::io::Write;

use nodewright::{Builder, Runtime};
use serde::Serialize;

use crate::{
    arguments::{CredentialSource, Network, NodeSource},
    credentials as given,
    failure::Failure,
    sandbox::Running,
};

/// So many problems of nodes that are loaded are printed at most.
const MOST_PROBLEMS: usize = 20;

/// A runtime with the linked nodes and those of the call.
fn with_nodes(nodes: &NodeSource) -> Result<Runtime, Failure> {
    built(Runtime::builder(), nodes)
}

/// The same, set up in part already.
fn built(builder: Builder, nodes: &NodeSource) -> Result<Runtime, Failure> {
    let runtime = nodes.paths().into_iter().fold(builder, Builder::nodes).build()?;
    let problems = runtime.problems();
    for problem in problems.iter().take(MOST_PROBLEMS) {
        eprintln!("nodewright: {problem}");
    }
    if let more @ 1.. = problems.len().saturating_sub(MOST_PROBLEMS) {
        eprintln!("nodewright: and {more} more problems of the nodes that were loaded");
    }
    Ok(runtime)
}

/// The same with the credentials of the call, or with those of the sandboxes of these node types (all if none is named).
async fn runtime(
    nodes: &NodeSource,
    source: &CredentialSource,
    network: &Network,
    node_types: &[&str],
) -> Result<(Runtime, Option<Running>), Failure> {
    runtime_of(Runtime::builder(), nodes, source, network, node_types).await
}

/// The same, set up in part already.
async fn runtime_of(
    builder: Builder,
    nodes: &NodeSource,
    source: &CredentialSource,
    network: &Network,
    node_types: &[&str],
) -> Result<(Runtime, Option<Running>), Failure> {
    let runtime = built(network.set_up(builder, source.sandbox)?, nodes)?;
    let registry = runtime.registry();
    if !source.sandbox {
        let credentials = given::load(source, registry)?;
        return Ok((runtime.with_credentials(credentials), None));
    }
    let sandboxes = Running::start(registry, node_types).await?;
    Ok((runtime.with_credentials(sandboxes.provider(registry)), Some(sandboxes)))
}

/// Prints a value as JSON on standard output.
fn print(value: &impl Serialize, pretty: bool) -> Result<(), Failure> {
    let text = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    let text = text.map_err(|e| Failure::usage(format!("the result cannot be written as JSON: {e}")))?;
    write_line(&text)
}

/// Prints a line; a reader that has gone is not a failure.
fn write_line(text: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    let written =
        output.write_all(text.as_bytes()).and_then(|()| output.write_all(b"\n")).and_then(|()| output.flush());
    written.map_err(|_| Failure::Closed)
}
