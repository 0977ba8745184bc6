//! Items and their fields.

mod limit;

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[node_type!("limit", [1.0], limit::plan)];
