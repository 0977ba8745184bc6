#![doc = include_str!("../README.md")]

#[cfg(feature = "data")]
mod data;
#[cfg(feature = "flow")]
mod flow;
// Each group uses some of these.
#[cfg_attr(not(all(feature = "data", feature = "flow")), allow(dead_code))]
mod node;
#[cfg_attr(not(all(feature = "data", feature = "flow")), allow(dead_code))]
mod read;

use node::NodeType;
use nodewright_core::{Registration, Registry};

/// The types of this crate, by group.
const TYPES: &[&[NodeType]] = &[
    #[cfg(feature = "data")]
    data::TYPES,
    #[cfg(feature = "flow")]
    flow::TYPES,
];

/// Adds the nodes, all versions of them.
pub fn register(registry: &mut Registry) {
    TYPES.iter().copied().flatten().for_each(|node| registry.register(node.registered()));
}

nodewright_core::inventory::submit! { Registration(register) }
