//! The operations of a node, as its description lists them.

use std::fmt;

use nodewright::{NodeDescription, Version};

/// An operation of a node; a node without any is one.
pub struct Operation {
    pub node: String,
    pub version: Version,
    pub resource: Option<String>,
    pub operation: Option<String>,
}

pub fn operations(node: &str, version: Version, description: &NodeDescription) -> Vec<Operation> {
    let all = nodewright_schema::operations(description, version).into_iter();
    let all =
        all.map(|one| Operation { node: node.to_owned(), version, resource: one.resource, operation: one.operation });
    all.collect()
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.resource, &self.operation].into_iter().flatten();
        let name = parts.map(String::as_str).collect::<Vec<_>>().join(".");
        write!(f, "{} {name}", self.node)
    }
}
