//! What most commands take: where nodes and credentials come from.

use std::path::PathBuf;

use clap::Args;

/// Further nodes.
#[derive(Clone, Debug, Default, Args)]
pub struct NodeSource {
    /// Description of a node in JSON, a folder of such files, a package of n8n community nodes as npm has installed it, a
    /// node_modules folder with such, or the folder of `packages add`; repeat for several. The environment works too, as NODEWRIGHT_NODES with paths
    /// separated as in PATH.
    #[arg(long = "nodes", value_name = "PATH")]
    pub sources: Vec<PathBuf>,
}

impl NodeSource {
    /// All paths, those of the environment last.
    pub fn paths(&self) -> Vec<PathBuf> {
        let named = std::env::var_os("NODEWRIGHT_NODES").unwrap_or_default();
        let further = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
        self.sources.iter().cloned().chain(further).collect()
    }
}

/// Where credentials come from. They are never arguments themselves: other users can see a command line.
#[derive(Clone, Debug, Default, Args)]
pub struct CredentialSource {
    /// File with {"type": {…}} or n8n's decrypted export. The environment works too, as
    /// NODEWRIGHT_CREDENTIAL_<TYPE>='{…}'; the file wins. Tokens that are renewed are written back to the file.
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// Run against an in-process stand-in for the service, without a server.
    #[arg(long, conflicts_with = "credentials")]
    pub sandbox: bool,
}
