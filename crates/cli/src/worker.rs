//! What a worker is told on its command line.

use std::path::PathBuf;

use clap::Args;

use crate::{
    arguments::{CredentialSource, NodeSource},
    listen::Address,
    network::{Destinations, Network},
};

/// A worker of a durable engine.
#[derive(Debug, Args)]
pub struct Worker {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// The engine is Restate: calls come to NodeRunner/execute, as {"node": {…}, "items": [{"json": {…}}, …]}.
    #[arg(long, required = true)]
    pub restate: bool,
    /// Address to listen on for the server; port 0 picks a free port. One that is reachable from other machines requires
    /// --identity-key.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9080")]
    pub bind: Address,
    /// Public key of the server (publickeyv1_…), so that nobody else is served.
    #[arg(long, value_name = "KEY")]
    pub identity_key: Option<String>,
    /// Admin API of the server, such as http://127.0.0.1:9070, to tell it of this worker once that listens.
    #[arg(long, value_name = "URL")]
    pub register: Option<String>,
    /// Folder for items of more than 256 kB, which do not go into the journal. All workers need the same one.
    #[arg(long, value_name = "DIR", default_value = "nodewright-blobs")]
    pub blobs: PathBuf,
    /// So many steps of one credential begin in a second at most, over all workers.
    #[arg(long, value_name = "STEPS")]
    pub per_second: Option<f64>,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    #[command(flatten)]
    pub destinations: Destinations,
}
