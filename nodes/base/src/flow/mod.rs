//! Where items go.

mod no_op;

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[node_type!("noOp", [1.0], no_op::plan)];
