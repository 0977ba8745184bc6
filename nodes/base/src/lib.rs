#![doc = include_str!("../README.md")]
// Without one of the groups, some of what they share is unused.
#![cfg_attr(not(all(feature = "data", feature = "flow", feature = "network")), allow(dead_code, unused_macros))]

#[cfg(feature = "data")]
mod data;
#[cfg(feature = "flow")]
mod flow;
#[cfg(feature = "network")]
mod network;
mod node;
mod path;
mod read;

use node::NodeType;
use nodewright_core::{Registration, Registry};

/// The types of this crate, by group.
const TYPES: &[&[NodeType]] = &[
    #[cfg(feature = "data")]
    data::TYPES,
    #[cfg(feature = "flow")]
    flow::TYPES,
    #[cfg(feature = "network")]
    network::TYPES,
];

/// Adds the nodes, all versions of them, and the credential types for any service.
pub fn register(registry: &mut Registry) {
    #[cfg(feature = "network")]
    network::credential_types().into_iter().for_each(|kind| registry.register_credential(kind));
    TYPES.iter().copied().flatten().for_each(|node| registry.register(node.registered()));
}

nodewright_core::inventory::submit! { Registration(register) }
