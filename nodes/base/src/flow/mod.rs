//! Where items go.

mod comparison;
mod conditions;
mod decide;
mod merge;
mod no_op;
mod split_in_batches;
mod stop_and_error;
mod switch;
mod wait;

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[
    node_type!("if", [1.0, 2.0, 2.1, 2.2, 2.3], decide::plan),
    node_type!("filter", [1.0, 2.0, 2.1, 2.2, 2.3], decide::plan),
    node_type!("switch", [1.0, 2.0, 3.0, 3.1, 3.2, 3.3, 3.4], switch::plan, switch::options),
    node_type!("merge", [1.0, 2.0, 2.1, 3.0, 3.1, 3.2], merge::plan, merge::options),
    node_type!("noOp", [1.0], no_op::plan),
    node_type!("stopAndError", [1.0], stop_and_error::plan),
    node_type!("splitInBatches", [1.0, 2.0, 3.0], split_in_batches::plan),
    node_type!("wait", [1.0, 1.1], wait::plan),
];
