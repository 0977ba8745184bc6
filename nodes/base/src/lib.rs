#![doc = include_str!("../README.md")]
// Without one of the groups, some of what they share is unused.
#![cfg_attr(
    not(all(feature = "code", feature = "data", feature = "flow", feature = "network", feature = "text")),
    allow(dead_code, unused_imports, unused_macros)
)]

#[cfg(feature = "code")]
mod code;
mod compare;
#[cfg(feature = "data")]
mod data;
mod failure;
mod field;
#[cfg(feature = "flow")]
mod flow;
#[cfg(feature = "network")]
mod network;
mod node;
mod read;
#[cfg(feature = "text")]
mod text;

use node::NodeType;
use nodewright_core::{Registration, Registry, path};

/// The types of this crate, by group.
const TYPES: &[&[NodeType]] = &[
    #[cfg(feature = "data")]
    data::TYPES,
    #[cfg(feature = "flow")]
    flow::TYPES,
    #[cfg(feature = "text")]
    text::TYPES,
    #[cfg(feature = "network")]
    network::TYPES,
    #[cfg(feature = "code")]
    code::TYPES,
];

/// Adds the nodes, all versions of them, and the credential types for any service.
pub fn register(registry: &mut Registry) {
    #[cfg(feature = "network")]
    network::credential_types().into_iter().for_each(|kind| registry.register_credential(kind));
    TYPES.iter().copied().flatten().for_each(|node| registry.register(node.registered()));
}

nodewright_core::inventory::submit! { Registration(register) }
