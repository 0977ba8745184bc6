//! Executing nodes, and what their parameters are.

use std::path::PathBuf;

use clap::Args;

use super::{CredentialSource, NodeSource};
use crate::network::Network;

#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node, workflow export or clipboard JSON; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    /// Input items, [{"json": {…}}, …]; - for standard input. One empty item by default. Given again for every further input
    /// of the node.
    #[arg(long, value_name = "ITEMS.json")]
    pub input: Vec<PathBuf>,
    /// Read the input item by item, a list or JSON Lines, and print every item as a line as soon as it is there: {json, …},
    /// or {"output": N, "item": {…}} where the node has several outputs. Memory stays the same however long the input is.
    /// For nodes that work item by item.
    #[arg(long, requires = "input", conflicts_with = "pretty")]
    pub stream: bool,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// How many items to process at once; by default 1 for writes and 8 for reads.
    #[arg(long, value_name = "N", value_parser = concurrency)]
    pub concurrency: Option<usize>,
    /// Folder for files: output files are written there instead of into the items, input files are read from it by
    /// their ids. It is created if missing; files are never removed.
    #[arg(long, value_name = "DIR")]
    pub binary_folder: Option<PathBuf>,
    /// Print indented JSON.
    #[arg(long)]
    pub pretty: bool,
}

#[derive(Debug, Args)]
pub struct Eval {
    /// The expression, with or without its leading =.
    #[arg(value_name = "EXPRESSION")]
    pub expression: String,
    /// The json of the one input item; - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "items")]
    pub json: Option<PathBuf>,
    /// Input items, [{"json": {…}}, …]; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub items: Option<PathBuf>,
    /// Index of the item to evaluate for.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub item: usize,
    /// Time zone: an IANA name, UTC, or an offset such as UTC+2.
    #[arg(long, value_name = "Z", default_value = "UTC")]
    pub zone: String,
}

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node JSON with its current parameters; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Path of the parameter, such as collection, or its options method, such as getCollections.
    #[arg(value_name = "PATH|METHOD")]
    pub of: String,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub credentials: CredentialSource,
    #[command(flatten)]
    pub network: Network,
    /// Search text to filter the options by.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Cursor of the next page, from the previous answer.
    #[arg(long)]
    pub cursor: Option<String>,
}

#[derive(Debug, Args)]
pub struct Params {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node, workflow export or clipboard JSON; - for standard input.
    #[arg(value_name = "NODE.json")]
    pub node: PathBuf,
    /// Which node of a workflow.
    #[arg(long = "node", value_name = "NAME")]
    pub name: Option<String>,
    /// Description of the node's type (n8n's INodeTypeDescription), if the type is unknown here.
    #[arg(long, value_name = "FILE")]
    pub description: Option<PathBuf>,
    /// Leave out parameters equal to their default.
    #[arg(long)]
    pub no_defaults: bool,
    /// Keep parameters that are not shown.
    #[arg(long)]
    pub hidden: bool,
}

fn concurrency(text: &str) -> Result<usize, String> {
    let items = text.parse().map_err(|_| "it must be a whole number".to_owned())?;
    nodewright::concurrency(items).map_err(|e| e.message().to_owned())
}
