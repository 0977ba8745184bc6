//! A context out of JSON.

use super::context::{DataContext, Items, NodeView, Source};
use super::json_run::{ItemList, OwnedSource, Run};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// The JSON of a context has a wrong shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextError {
    /// Which key, and what it should be.
    pub message: String,
}

impl fmt::Display for ContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ContextError {}

/// The surroundings of an expression out of JSON:
///
/// - `node`: name of the node that the expression belongs to
/// - `nodes`: n8n's nodes; `connections`: n8n's connections
/// - `runData`: node name → runs, each `{source: [{previousNode, previousNodeOutput?, previousNodeRun?}], items}`, or
///   `outputs` (a list of lists of items) instead of `items`
/// - `workflow`, `execution`, `vars`, `secrets`, `mode`, `runIndex`
/// - `env`: an object allows its variables, null denies all
/// - `nodeContext`: node name → object
/// - `additional`: further variables by their names with the dollar sign
#[derive(Debug, Clone, Default)]
pub struct JsonContext {
    input: ItemList,
    item_index: usize,
    run_index: usize,
    mode: String,
    node: Option<String>,
    nodes: Map<String, Value>,
    /// Name → direct predecessors with the output that leads on.
    parents: HashMap<String, Vec<(String, usize)>>,
    runs: HashMap<String, Vec<Run>>,
    context: Map<String, Value>,
    variables: Map<String, Value>,
    workflow: Option<Value>,
    env: Option<Value>,
    source: Vec<OwnedSource>,
}

impl JsonContext {
    /// Only these items, each `{"json": …}`.
    #[must_use]
    pub fn of_items(items: Vec<Value>) -> Self {
        Self { input: ItemList(items), mode: "manual".to_owned(), ..Self::default() }
    }

    /// These items in the surroundings that `context` describes.
    ///
    /// # Errors
    /// A key of the context that has another shape than documented.
    pub fn new(items: Vec<Value>, context: &Value) -> Result<Self, ContextError> {
        let mut this = Self::of_items(items);
        let text = |key: &str| context.get(key).and_then(Value::as_str).map(str::to_owned);
        this.node = text("node");
        this.mode = text("mode").unwrap_or_else(|| "manual".to_owned());
        this.run_index = index(context.get("runIndex"));
        this.workflow = context.get("workflow").cloned();
        this.env = context.get("env").filter(|env| env.is_object()).cloned();
        this.context = object(context, "nodeContext")?;
        for node in list(context, "nodes")? {
            let name = node.get("name").and_then(Value::as_str).ok_or_else(|| wrong("nodes", "objects with a name"))?;
            this.nodes.insert(name.to_owned(), node.clone());
        }
        for (name, key) in [("$execution", "execution"), ("$vars", "vars"), ("$secrets", "secrets")] {
            if let Some(value) = context.get(key).filter(|value| !value.is_null()) {
                this.variables.insert(name.to_owned(), value.clone());
            }
        }
        this.variables.extend(object(context, "additional")?);
        this.read_connections(&object(context, "connections")?);
        for (name, runs) in object(context, "runData")? {
            let runs = runs.as_array().ok_or_else(|| wrong("runData", "lists of runs"))?;
            let runs = runs.iter().map(Run::read).collect::<Result<_, _>>()?;
            this.runs.insert(name, runs);
        }
        this.source = this.sources_of_input();
        Ok(this)
    }

    /// The same for another item.
    #[must_use]
    pub const fn at(mut self, item_index: usize) -> Self {
        self.item_index = item_index;
        self
    }

    fn read_connections(&mut self, connections: &Map<String, Value>) {
        for (from, kinds) in connections {
            let Some(outputs) = kinds.get("main").and_then(Value::as_array) else { continue };
            for (output, targets) in outputs.iter().enumerate() {
                for target in targets.as_array().into_iter().flatten() {
                    if let Some(to) = target.get("node").and_then(Value::as_str) {
                        self.parents.entry(to.to_owned()).or_default().push((from.clone(), output));
                    }
                }
            }
        }
    }

    /// The input came from the last run of the node before.
    fn sources_of_input(&self) -> Vec<OwnedSource> {
        let parents = self.node.as_ref().and_then(|node| self.parents.get(node));
        let source = |(node, output): &(String, usize)| OwnedSource {
            node: node.clone(),
            output: *output,
            run: self.runs.get(node).map_or(0, |runs| runs.len().saturating_sub(1)),
        };
        parents.map_or_else(Vec::new, |parents| parents.iter().map(source).collect())
    }

    /// The output of an ancestor on the way here, nearest first.
    fn way_from(&self, wanted: &str) -> Option<usize> {
        let mut seen = HashSet::new();
        let mut next = vec![self.node.as_deref()?];
        while !next.is_empty() {
            let mut further = Vec::new();
            for node in next {
                for (parent, output) in self.parents.get(node).into_iter().flatten() {
                    if parent == wanted {
                        return Some(*output);
                    }
                    if seen.insert(parent.as_str()) {
                        further.push(parent.as_str());
                    }
                }
            }
            next = further;
        }
        None
    }
}

fn wrong(key: &str, shape: &str) -> ContextError {
    ContextError { message: format!("The context's '{key}' must hold {shape}") }
}

fn object(context: &Value, key: &str) -> Result<Map<String, Value>, ContextError> {
    match context.get(key) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(wrong(key, "an object")),
    }
}

pub fn list<'v>(context: &'v Value, key: &str) -> Result<&'v [Value], ContextError> {
    match context.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(wrong(key, "a list")),
    }
}

pub fn index(value: Option<&Value>) -> usize {
    value.and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok()).unwrap_or(0)
}

impl DataContext for JsonContext {
    fn input(&self) -> &dyn Items {
        &self.input
    }

    fn item_index(&self) -> usize {
        self.item_index
    }

    fn run_index(&self) -> usize {
        self.run_index
    }

    fn mode(&self) -> &str {
        &self.mode
    }

    fn current_node(&self) -> Option<NodeView<'_>> {
        self.node(self.node.as_deref()?)
    }

    fn node(&self, name: &str) -> Option<NodeView<'_>> {
        let node = self.nodes.get(name)?;
        let text = |key: &str| node.get(key).and_then(Value::as_str);
        Some(NodeView {
            name: text("name")?,
            id: text("id"),
            type_version: node.get("typeVersion").and_then(Value::as_f64),
            parameters: node.get("parameters").unwrap_or(&Value::Null),
            webhook_id: text("webhookId"),
        })
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        self.way_from(node)
    }

    fn is_ancestor(&self, node: &str) -> bool {
        self.way_from(node).is_some()
    }

    fn runs(&self, node: &str) -> Option<usize> {
        self.runs.get(node).map(Vec::len)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&dyn Items> {
        Some(self.runs.get(node)?.get(run)?.outputs.get(output)?)
    }

    fn outputs(&self, node: &str, run: usize) -> usize {
        self.runs.get(node).and_then(|runs| runs.get(run)).map_or(0, |run| run.outputs.len())
    }

    fn source(&self, node: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let sources = match node {
            None => &self.source,
            Some((node, run)) => &self.runs.get(node)?.get(run)?.source,
        };
        sources.get(input).map(|source| Source { node: &source.node, output: source.output, run: source.run })
    }

    fn node_context(&self, node: &str) -> Option<&Value> {
        self.context.get(node)
    }

    fn workflow(&self) -> Option<&Value> {
        self.workflow.as_ref()
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    fn env(&self) -> Option<&Value> {
        self.env.as_ref()
    }
}
