#![doc = include_str!("../README.md")]
// Without one of the groups, some of what they share is unused.
#![cfg_attr(
    not(all(feature = "data", feature = "flow", feature = "text")),
    allow(dead_code, unused_imports, unused_macros)
)]

#[allow(dead_code)]
mod compare;
#[cfg(feature = "data")]
mod data;
mod field;
#[cfg(feature = "flow")]
mod flow;
mod node;
#[allow(dead_code)]
mod path;
#[allow(dead_code)]
mod read;
#[cfg(feature = "text")]
mod text;

use node::NodeType;
use nodewright_core::{Registration, Registry};

/// The types of this crate, by group.
const TYPES: &[&[NodeType]] = &[
    #[cfg(feature = "data")]
    data::TYPES,
    #[cfg(feature = "flow")]
    flow::TYPES,
    #[cfg(feature = "text")]
    text::TYPES,
];

/// Adds the nodes, all versions of them.
pub fn register(registry: &mut Registry) {
    TYPES.iter().copied().flatten().for_each(|node| registry.register(node.registered()));
}

nodewright_core::inventory::submit! { Registration(register) }
