//! Items and their fields.

mod aggregate;
mod compare_datasets;
mod item_lists;
mod limit;
mod order;
mod remove_duplicates;
mod rename_keys;
mod set;
mod sort;
mod split_out;
mod summarize;

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[
    node_type!("limit", [1.0], limit::plan),
    node_type!("set", [1.0, 2.0, 3.0, 3.1, 3.2, 3.3, 3.4, 3.5], set::plan),
    node_type!("splitOut", [1.0], split_out::plan),
    node_type!("aggregate", [1.0], aggregate::plan),
    node_type!("sort", [1.0], sort::plan),
    node_type!("removeDuplicates", [1.0, 1.1, 2.0], remove_duplicates::plan),
    node_type!("summarize", [1.0, 1.1], summarize::plan),
    node_type!("renameKeys", [1.0], rename_keys::plan),
    node_type!("compareDatasets", [1.0, 2.0, 2.1, 2.2, 2.3], compare_datasets::plan),
    node_type!("itemLists", [1.0, 2.0, 2.1, 2.2, 3.0, 3.1], item_lists::plan),
];
