//! `new`: crates to start from.

use nodewright::Registry;

use super::write_line;
use crate::{arguments::NewNode, failure::Failure, new::Crate};

/// Writes the crate of a node, or a node in JSON.
pub fn new_node(arguments: &NewNode) -> Result<(), Failure> {
    let NewNode { name, path, nodewright_path, declarative } = arguments;
    let (path, known) = (path.as_deref(), Registry::linked());
    let new = match declarative {
        true => Crate::declarative(name, path, &known)?,
        false => Crate::new(name, path, nodewright_path.as_deref(), &known)?,
    };
    new.write()?;
    write_line(&new.created())
}
