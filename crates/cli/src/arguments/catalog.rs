//! What nodes there are, and their schemas.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::NodeSource;

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Describe {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node type, such as directus or directus@1.
    #[arg(value_name = "TYPE[@VERSION]")]
    pub node_type: String,
}

#[derive(Debug, Args)]
pub struct Schema {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Node type, such as directus or directus@1.
    #[arg(value_name = "TYPE[@VERSION]", required_unless_present = "all")]
    pub node_type: Option<String>,
    /// Resource of the operation.
    #[arg(long, requires = "operation")]
    pub resource: Option<String>,
    /// Operation.
    #[arg(long, requires = "resource")]
    pub operation: Option<String>,
    /// Print every operation as a tool, in this provider's format.
    #[arg(long, value_name = "PROVIDER", conflicts_with_all = ["resource", "operation", "all"])]
    pub format: Option<Provider>,
    /// Write all schemas into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["node_type", "resource", "operation"])]
    pub all: Option<PathBuf>,
}

/// Provider whose tool format to print.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Provider {
    /// OpenAI functions.
    Openai,
    /// Anthropic tools.
    Anthropic,
    /// Both, as {"openai": […], "anthropic": […]}.
    Tools,
}
