//! The command line.

mod author;
mod catalog;
mod credentials;
mod execute;
mod packages;
mod serve;
mod sources;

pub use author::{Check, New, NewNode};
pub use catalog::{Describe, List, Provider, Schema};
pub use credentials::{CredentialsCommand, Login, TestCredentials};
pub use execute::{Eval, Options, Params, Run};
pub use packages::{AddPackage, ListPackages, PackagesCommand};
pub use serve::{Mcp, Serve, Stdio, Tools};
pub use sources::{CredentialSource, NodeSource};

pub use crate::network::Network;
#[cfg(any(feature = "restate", feature = "temporal"))]
pub use crate::worker::Worker;

use clap::{Parser, Subcommand};

/// Execute n8n-style workflow nodes: a node's JSON in, items out.
#[derive(Debug, Parser)]
#[command(name = "nodewright", version, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Execute a node and print its outputs: [[{json, binary?, pairedItem?, error?}, …], …].
    Run(Run),
    /// Evaluate an expression and print its value as JSON; nothing for undefined.
    Eval(Eval),
    /// Load the options of a parameter.
    Options(Options),
    /// Print a node's resolved parameters, their issues, and stored parameters that have no effect.
    Params(Params),
    /// List the node types.
    List(List),
    /// Print a node type's description (n8n's INodeTypeDescription).
    Describe(Describe),
    /// Print the JSON Schema of a node type, or of one operation.
    Schema(Schema),
    /// Answer JSON Lines: {"id", "method", "params"} in, {"id", "result" | "error"} out.
    Stdio(Stdio),
    /// Offer operations as tools for agents over the Model Context Protocol, on standard input and output or HTTP.
    Mcp(Mcp),
    /// Serve the API over HTTP, with a page that shows the nodes' forms.
    Serve(Serve),
    /// Execute nodes for a durable engine, as steps whose results it keeps.
    #[cfg(any(feature = "restate", feature = "temporal"))]
    Worker(Worker),
    /// Look over descriptions of nodes and credential types in JSON, as a linter does, and run the cases beside them.
    Check(Check),
    /// Test the credentials of a file, and log in to services.
    #[command(subcommand)]
    Credentials(CredentialsCommand),
    /// Install packages of n8n community nodes from npm, for --nodes, and list those that are installed.
    #[command(subcommand)]
    Packages(PackagesCommand),
    /// Create a crate, or files, to start from.
    #[command(subcommand)]
    New(New),
}
