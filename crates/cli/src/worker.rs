//! What a worker is told on its command line.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::{
    arguments::{CredentialSource, NodeSource},
    network::{Destinations, Network},
};

/// A worker of a durable engine.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("engine").required(true))]
pub struct Worker {
    #[command(flatten)]
    pub nodes: NodeSource,
    #[cfg(feature = "restate")]
    #[command(flatten)]
    pub restate: Restate,
    #[cfg(feature = "temporal")]
    #[command(flatten)]
    pub temporal: Temporal,
    /// Folder for items of more than 256 kB, which the engine does not keep. All workers need the same one.
    #[arg(long, value_name = "DIR", default_value = "nodewright-blobs")]
    pub blobs: PathBuf,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    #[command(flatten)]
    pub destinations: Destinations,
}

/// Executes for Restate, which calls the worker.
#[cfg(feature = "restate")]
#[derive(Debug, Args)]
pub struct Restate {
    /// The engine is Restate: calls come to NodeRunner/execute, as {"node": {…}, "items": [{"json": {…}}, …]}.
    #[arg(long, group = "engine")]
    pub restate: bool,
    /// Address to listen on for the server; port 0 picks a free port. One that is reachable from other machines requires
    /// --identity-key.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9080")]
    pub bind: crate::listen::Address,
    /// Public key of the server (publickeyv1_…), so that nobody else is served.
    #[arg(long, value_name = "KEY", requires = "restate")]
    pub identity_key: Option<String>,
    /// Admin API of the server, such as http://127.0.0.1:9070, to tell it of this worker once that listens.
    #[arg(long, value_name = "URL", requires = "restate")]
    pub register: Option<String>,
    /// So many steps of one credential begin in a second at most, over all workers.
    #[arg(long, value_name = "STEPS", requires = "restate")]
    pub per_second: Option<f64>,
}

/// Executes for Temporal, which the worker asks.
#[cfg(feature = "temporal")]
#[derive(Debug, Args)]
pub struct Temporal {
    /// The engine is Temporal, with its frontend at this address, such as http://127.0.0.1:7233: calls are activities of the
    /// type nodewright.execute, with {"node": {…}, "items": [{"json": {…}}, …]}. Over https, --ca-file and --client-cert apply.
    #[arg(long, value_name = "URL", group = "engine")]
    pub temporal: Option<String>,
    /// Namespace of the server.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub namespace: String,
    /// Task queue that the worker takes activities from.
    #[arg(long, value_name = "NAME", default_value = "nodewright")]
    pub task_queue: String,
    /// File with the server's API key.
    #[arg(long, value_name = "FILE", requires = "temporal")]
    pub api_key_file: Option<PathBuf>,
}
