//! One file per command.

mod catalog;
mod credentials;
mod eval;
mod mcp;
mod new;
mod options;
mod params;
mod run;
mod schema;
mod serve;
mod stdio;

pub use catalog::{describe, list};
pub use credentials::credentials;
pub use eval::eval;
pub use mcp::mcp;
pub use new::new_node;
pub use options::options;
pub use params::params;
pub use run::run;
pub use schema::schema;
pub use serve::serve;
pub use stdio::stdio;

use std::io::Write;

use nodewright::{DestinationPolicy, Registry, Runtime};
use serde::Serialize;

use crate::{
    arguments::{CredentialSource, Network},
    credentials as given,
    failure::Failure,
    sandbox::Running,
};

/// A runtime with the credentials of the call, or with those of the sandboxes of these node types (all if none is named).
async fn runtime(
    source: &CredentialSource,
    network: &Network,
    node_types: &[&str],
) -> Result<(Runtime, Option<Running>), Failure> {
    limited_runtime(source, network, None, node_types).await
}

/// The same, whose requests go only where a policy allows.
async fn limited_runtime(
    source: &CredentialSource,
    network: &Network,
    policy: Option<DestinationPolicy>,
    node_types: &[&str],
) -> Result<(Runtime, Option<Running>), Failure> {
    let registry = Registry::linked();
    let mut builder = network.set_up(Runtime::builder().registry(registry.clone()), source.sandbox)?;
    if let Some(policy) = policy {
        builder = builder.destinations(policy);
    }
    if !source.sandbox {
        let credentials = given::load(source, &registry)?;
        return Ok((builder.credentials(credentials).build()?, None));
    }
    let sandboxes = Running::start(&registry, node_types).await?;
    Ok((builder.credentials(sandboxes.provider(&registry)).build()?, Some(sandboxes)))
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
