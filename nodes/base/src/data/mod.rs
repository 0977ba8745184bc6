//! Items and their fields.

mod limit;
mod set;
mod split_out;

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[
    node_type!("limit", [1.0], limit::plan),
    node_type!("set", [1.0, 2.0, 3.0, 3.1, 3.2, 3.3, 3.4, 3.5], set::plan),
    node_type!("splitOut", [1.0], split_out::plan),
];
