//! What the host tells an expression.

use serde_json::Value;
use std::borrow::Cow;

/// A list of items: the input of a node, or an output of one.
pub trait Items {
    /// How many items there are; of a [stream](Self::window_start), up to the last one at hand.
    fn len(&self) -> usize;

    /// Where the items come as a stream, the index of the first one at hand. Expressions that ask for others are refused.
    fn window_start(&self) -> Option<usize> {
        None
    }

    /// Whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The data of an item.
    fn json(&self, index: usize) -> Option<&Value>;

    /// The whole item as n8n shows it.
    fn item(&self, index: usize) -> Option<WholeItem<'_>>;

    /// The files of an item, by name, each described without its data.
    fn binary(&self, index: usize) -> Option<Cow<'_, Value>>;

    /// The items it came from: `{item, input?}`, a number, or a list of these.
    fn paired_item(&self, index: usize) -> Option<Cow<'_, Value>>;
}

/// An item with everything around its data.
#[derive(Debug, Clone, PartialEq)]
pub enum WholeItem<'a> {
    /// As the host holds it: `{json, binary?, pairedItem?, …}`.
    Json(&'a Value),
    /// Its data, and the members beside it. The data is lent, so that an item costs the same whatever its size.
    Parts(&'a Value, serde_json::Map<String, Value>),
}

/// Where the items of an input came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// Name of the node.
    pub node: &'a str,
    /// Index of its output.
    pub output: usize,
    /// Index of its run.
    pub run: usize,
}

/// A node of the workflow.
#[derive(Debug, Clone, Copy)]
pub struct NodeView<'a> {
    /// Its name, unique in the workflow.
    pub name: &'a str,
    /// Its id.
    pub id: Option<&'a str>,
    /// The version of its type, such as 1.1.
    pub type_version: Option<f64>,
    /// Its parameters as they are stored, expressions unresolved.
    pub parameters: &'a Value,
    /// Its id as a webhook.
    pub webhook_id: Option<&'a str>,
}

/// The execution as an expression sees it. A host implements what it has; the rest answers as n8n does when there is
/// no such data. Nothing is copied: views borrow from the host.
pub trait DataContext {
    /// The items that enter the node.
    fn input(&self) -> &dyn Items;

    /// Which of them the expression is evaluated for.
    fn item_index(&self) -> usize {
        0
    }

    /// Which run of the node this is.
    fn run_index(&self) -> usize {
        0
    }

    /// n8n's mode of the execution: `manual`, `trigger`, `webhook` …
    fn mode(&self) -> &str {
        "manual"
    }

    /// The node whose parameter this is.
    fn current_node(&self) -> Option<NodeView<'_>> {
        None
    }

    /// A node of the workflow by its name.
    fn node(&self, _name: &str) -> Option<NodeView<'_>> {
        None
    }

    /// The output index over which a node's items reach this one; None without a way from there to here.
    fn output_towards(&self, _node: &str) -> Option<usize> {
        None
    }

    /// Whether items of a node can reach this one, over any number of nodes between.
    fn is_ancestor(&self, _node: &str) -> bool {
        false
    }

    /// How often a node has run; None if it has not.
    fn runs(&self, _node: &str) -> Option<usize> {
        None
    }

    /// The output of a node's run; None where there is no such run or output.
    fn output(&self, _node: &str, _run: usize, _output: usize) -> Option<&dyn Items> {
        None
    }

    /// How many outputs a run of a node has.
    fn outputs(&self, _node: &str, _run: usize) -> usize {
        0
    }

    /// Where the inputs of a node's run came from; of this node's current run, without a name.
    fn source(&self, _node: Option<(&str, usize)>, _input: usize) -> Option<Source<'_>> {
        None
    }

    /// What a node keeps between its runs.
    fn node_context(&self, _node: &str) -> Option<&Value> {
        None
    }

    /// `{id, name, active}` of the workflow.
    fn workflow(&self) -> Option<&Value> {
        None
    }

    /// A variable of the host by its name with the dollar sign: `$vars`, `$secrets`, `$execution`, `$response` …
    fn variable(&self, _name: &str) -> Option<&Value> {
        None
    }

    /// The environment variables that expressions may read; None denies all.
    fn env(&self) -> Option<&Value> {
        None
    }

    /// Another parameter beside the one that is evaluated, for `$parameter["&name"]`.
    fn sibling(&self, _name: &str) -> Option<&Value> {
        None
    }

    /// A field of the credential that is evaluated, for `$self`.
    fn own_field(&self, _name: &str) -> Option<&Value> {
        None
    }
}
