//! The seam between parameters and whatever evaluates `={{ … }}`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{Item, Locals, Result};

/// Compiles expressions. The runtime brings one; a host may bring its own.
pub trait Expressions: Send + Sync + 'static {
    /// Compiles a parameter's text, which starts with `=`.
    ///
    /// # Errors
    /// A syntax error, or what the language does not allow.
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>>;

    /// The same for workflows of another time zone, such as `Europe/Berlin`. `None`, and the zone is as it was, unless it can.
    ///
    /// # Errors
    /// A zone that does not exist.
    fn in_zone(&self, zone: &str) -> Result<Option<Arc<dyn Expressions>>> {
        let _ = zone;
        Ok(None)
    }
}

/// A compiled expression; evaluated for any number of items, from any thread.
pub trait Expression: Send + Sync {
    /// The value, with the type it has in n8n. `None` is JavaScript's `undefined`. Takes no longer than the scope's
    /// [`Pace`] allows.
    ///
    /// # Errors
    /// What the expression throws, a limit that it exceeds, or [`Unfinished`](crate::ErrorKind::Unfinished) beyond its pace.
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>>;
}

/// What an expression sees.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// All input items; of a stream, those at hand.
    pub items: &'a [Item],
    /// Where the items come as a stream, the index of the first of `items` in it. Expressions that ask for others are
    /// refused.
    pub window_start: Option<usize>,
    /// Index of the current one; of a stream, from its start.
    pub index: usize,
    /// Name of the node.
    pub node: &'a str,
    /// The node's parameters as stored, with defaults: an object.
    pub parameters: Option<&'a Value>,
    /// The object in the parameters that the expression stands in, as stored: `$parameter["&name"]` looks there.
    pub siblings: Option<&'a Value>,
    /// The credential's data, where a credential's own expression is evaluated: `$credentials` and `$self`.
    pub credentials: Option<&'a Value>,
    /// Further variables, by name with the dollar sign; they win over the host's.
    pub locals: Option<&'a Locals>,
    /// What the host knows of the rest of the workflow.
    pub host: Option<&'a dyn Host>,
    /// How long the evaluation may keep its thread.
    pub pace: Pace<'a>,
}

/// How long an evaluation may keep the thread that it runs on.
#[derive(Clone, Copy, Debug, Default)]
pub enum Pace<'a> {
    /// As long as the evaluator's own limits say.
    #[default]
    Full,
    /// Until then. What is not done, or would have to block, ends with an error of
    /// [`ErrorKind::Unfinished`](crate::ErrorKind::Unfinished), and is evaluated again on a thread that may block: no
    /// expression has effects.
    Brief(Instant),
    /// Until then, or until the flag is set.
    Until(Instant, &'a Arc<AtomicBool>),
}

impl Pace<'_> {
    /// About a millisecond from now: what a worker of an async runtime may give to a call that does not wait.
    #[must_use]
    pub fn brief() -> Self {
        Self::Brief(Instant::now() + Duration::from_millis(1))
    }
}

/// Where the items of an input came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// Name of the node.
    pub node: &'a str,
    /// Index of its output.
    pub output: usize,
    /// Which of its runs.
    pub run: usize,
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

    /// Whether a node's items can reach the current one over any number of others, and over which of its outputs.
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

    /// How many outputs a run of a node has.
    fn outputs(&self, node: &str, run: usize) -> usize {
        (0..).take_while(|output| self.output(node, run, *output).is_some()).count()
    }

    /// Where an input of a node's run came from, or one of the current run of the current node.
    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let _ = (run, input);
        None
    }
}

/// Whether a parameter's value is an expression: a text that starts with `=`.
#[must_use]
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
