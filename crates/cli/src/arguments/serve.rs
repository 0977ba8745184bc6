//! Serving other programs.

use std::path::PathBuf;

use clap::Args;

use super::{CredentialSource, NodeSource};
use crate::listen::Address;
use crate::network::{Destinations, Network};

#[derive(Debug, Args)]
pub struct Stdio {
    #[command(flatten)]
    pub nodes: NodeSource,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// How long a line may be, in bytes; a longer one is answered by an error.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub max_line: usize,
}

#[derive(Debug, Args)]
pub struct Mcp {
    #[command(flatten)]
    pub nodes: NodeSource,
    #[command(flatten)]
    pub tools: Tools,
    /// Listen on this address, path /mcp, instead of standard input; port 0 picks a free port. An address that is
    /// reachable from other machines requires a token.
    #[arg(long, value_name = "HOST:PORT")]
    pub bind: Option<Address>,
    /// File with the token that clients send as "Authorization: Bearer …".
    #[arg(long, value_name = "FILE", requires = "bind")]
    pub token_file: Option<PathBuf>,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
}

const TOOLS: &str = "Tools for agents";

/// Which tools an agent is offered.
#[derive(Clone, Debug, Default, PartialEq, Args)]
pub struct Tools {
    /// Node type to offer, such as directus or directus@1; repeat for several. All by default.
    #[arg(long = "node", help_heading = TOOLS, value_name = "TYPE[@VERSION]")]
    pub nodes: Vec<String>,
    /// Operations to offer, such as items.list,items.get,users.*; models choose better among few.
    #[arg(long, help_heading = TOOLS, value_name = "RESOURCE.OPERATION", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Offer read-only operations only.
    #[arg(long, help_heading = TOOLS)]
    pub read_only: bool,
    /// Offer three tools that search, describe and execute operations, instead of one per operation.
    #[arg(long, help_heading = TOOLS)]
    pub search: bool,
    /// Evaluate arguments that start with = as expressions. Off by default: a model may copy them from untrusted
    /// content.
    #[arg(long, help_heading = TOOLS)]
    pub expressions: bool,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Address to listen on; port 0 picks a free port. An address that is reachable from other machines requires a token.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7890")]
    pub bind: Address,
    /// File with the token that callers send as "Authorization: Bearer …".
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Also offer operations as tools for agents, at /mcp.
    #[arg(long)]
    pub mcp: bool,
    #[command(flatten)]
    pub tools: Tools,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    #[command(flatten)]
    pub destinations: Destinations,
    /// File for credentials stored by callers, encrypted with a passphrase (age); created when needed.
    #[arg(long, value_name = "FILE", requires = "passphrase_file")]
    pub credential_store: Option<PathBuf>,
    /// File with the passphrase of the credential store.
    #[arg(long, value_name = "FILE", requires = "credential_store")]
    pub passphrase_file: Option<PathBuf>,
    /// Let calls bring descriptions of node types and credential types, which decide what requests are sent.
    #[arg(long)]
    pub allow_descriptions: bool,
}
