//! `nodewright list` and `nodewright describe`

use nodewright_server::catalog;

use super::{print, with_nodes, write_line};
use crate::{
    arguments::{Describe, List},
    failure::Failure,
};

/// Prints the node types.
pub fn list(list: &List) -> Result<(), Failure> {
    let types = catalog::types(with_nodes(&list.nodes)?.registry());
    if list.json {
        return print(&types, true);
    }
    for node in types {
        let versions: Vec<_> = node.versions.iter().map(ToString::to_string).collect();
        write_line(&format!("{} {}  {}", node.name, versions.join(", "), node.description))?;
    }
    Ok(())
}

/// Prints a node type's description.
pub fn describe(describe: &Describe) -> Result<(), Failure> {
    let (name, version) = catalog::split_version(&describe.node_type, None)?;
    print(with_nodes(&describe.nodes)?.registry().node(name, version)?.description(), true)
}
