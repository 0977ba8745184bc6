//! `new`: crates to start from.

use nodewright::Registry;

use super::write_line;
use crate::{arguments::NewNode, failure::Failure, new::Crate};

/// Writes the crate of a node.
pub fn new_node(arguments: &NewNode) -> Result<(), Failure> {
    let NewNode { name, path, nodewright_path } = arguments;
    let new = Crate::new(name, path.as_deref(), nodewright_path.as_deref(), &Registry::linked())?;
    new.write()?;
    write_line(&new.created())
}
