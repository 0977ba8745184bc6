//! The node `Start`, which the items come from.

use nodewright::{Host, Item, Source, Value, serde_json::json};

/// What expressions see of the workflow around the node.
pub struct Start {
    node: Value,
    items: Vec<Item>,
}

impl Start {
    pub fn new(items: &[Item]) -> Self {
        Self { node: json!({ "name": "Start", "parameters": {} }), items: items.to_vec() }
    }
}

impl Host for Start {
    fn node(&self, name: &str) -> Option<&Value> {
        (name == "Start").then_some(&self.node)
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        (node == "Start").then_some(0)
    }

    fn runs(&self, node: &str) -> Option<usize> {
        (node == "Start").then_some(1)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        (node == "Start" && run == 0 && output == 0).then_some(&self.items)
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        (run.is_none() && input == 0).then_some(Source { node: "Start", output: 0, run: 0 })
    }
}
