//! What authors of nodes use.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum New {
    /// Create the crate of a node, with a resource, operations, a credential, a loader and tests.
    Node(NewNode),
}

#[derive(Debug, Args)]
pub struct Check {
    /// File of a description, or folder of such files. Cases are in files called NAME.cases.json.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
}

#[derive(Debug, Args)]
pub struct NewNode {
    /// Name of the node: lowercase words with hyphens between them, such as tickets or help-desk.
    pub name: String,
    /// Create a description in JSON with its credential type and cases, instead of a crate.
    #[arg(long)]
    pub declarative: bool,
    /// Folder of the crate, which must not exist yet; nodewright-node-NAME by default, NAME for a description.
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Take nodewright's crates from a checkout instead of the registry. Inside a checkout this is the default.
    #[arg(long, value_name = "DIR", conflicts_with = "declarative")]
    pub nodewright_path: Option<PathBuf>,
}
