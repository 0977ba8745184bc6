//! The seam between parameters and whatever evaluates `={{ … }}`.

use std::sync::Arc;

use serde_json::Value;

use crate::{Item, Result};

/// Compiles expressions. The runtime brings one; a host may bring its own.
pub trait Expressions: Send + Sync + 'static {
    /// Compiles a parameter's text, which starts with `=`.
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>>;
}

/// A compiled expression; evaluated for any number of items, from any thread.
pub trait Expression: Send + Sync {
    /// The value, with the type it has in n8n. `None` is JavaScript's `undefined`.
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>>;
}

/// What an expression sees.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// All input items.
    pub items: &'a [Item],
    /// Index of the current one.
    pub index: usize,
    /// Name of the node.
    pub node: &'a str,
    /// The node's parameters as stored, with defaults: an object.
    pub parameters: Option<&'a Value>,
    /// The credential's data, where a credential's own expression is evaluated.
    pub credentials: Option<&'a Value>,
    /// What the host knows of the rest of the workflow.
    pub host: Option<&'a dyn Host>,
}

/// What a host knows of the workflow around a node. It implements what it has; the rest answers as in n8n when there is
/// no such data.
pub trait Host: Send + Sync {
    /// A variable by its name with the dollar sign: `$vars`, `$execution`, `$secrets` …
    fn variable(&self, name: &str) -> Option<&Value> {
        let _ = name;
        None
    }

    /// `{id, name, active}` of the workflow.
    fn workflow(&self) -> Option<&Value> {
        None
    }

    /// Which run of the current node this is, for `$runIndex`.
    fn run_index(&self) -> usize {
        0
    }

    /// n8n's mode of the execution: `manual`, `trigger`, `webhook` …
    fn mode(&self) -> &str {
        "manual"
    }

    /// What a node keeps between its runs.
    fn node_context(&self, node: &str) -> Option<&Value> {
        let _ = node;
        None
    }

    /// The environment variables that expressions may read, as an object; `None` denies all.
    fn env(&self) -> Option<&Value> {
        None
    }

    /// A node of the workflow by its name, as n8n stores it.
    fn node(&self, name: &str) -> Option<&Value> {
        let _ = name;
        None
    }

    /// Whether a node's items can reach the current one, and over which of its outputs.
    fn output_towards(&self, node: &str) -> Option<usize> {
        let _ = node;
        None
    }

    /// How often a node has run; `None` where it has not.
    fn runs(&self, node: &str) -> Option<usize> {
        let _ = node;
        None
    }

    /// The items that a run of a node put out.
    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        let _ = (node, run, output);
        None
    }

    /// Where the input of a node came from, or that of the current one: node, output, run.
    fn source(&self, node: Option<&str>) -> Option<(&str, usize, usize)> {
        let _ = node;
        None
    }
}

/// Whether a parameter's value is an expression: a text that starts with `=`.
pub fn is_expression(value: &Value) -> bool {
    matches!(value, Value::String(text) if text.starts_with('='))
}

/// Whether there is an expression anywhere in a value.
pub fn has_expression(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with('='),
        Value::Array(list) => list.iter().any(has_expression),
        Value::Object(map) => map.values().any(has_expression),
        _ => false,
    }
}
