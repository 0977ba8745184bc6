//! The engine: which node comes next.

use std::{collections::HashMap, sync::Arc};

use nodewright::{
    ErrorKind, Host, Item, NodeError, NodeJson, Prepared, Result, Runtime, Source, Steps, Workflow,
    serde_json::{self, Map, Value},
};

/// Runs of nodes in one execution: a workflow that loops for ever ends here.
const MOST_RUNS: usize = 1_000;

/// Runs one workflow.
pub struct Engine {
    workflow: Arc<Workflow>,
    /// Every node that the trigger leads to.
    prepared: HashMap<String, Prepared>,
    trigger: String,
    /// What keeps the steps of its nodes, and the name of the execution.
    durable: Option<(Arc<dyn Steps>, String)>,
}

/// A connection: an output of a node that leads to an input of another.
struct Connection {
    from: String,
    output: usize,
    to: String,
    input: usize,
}

/// A node that is to run: what has come to its inputs, and from where.
struct Next {
    node: String,
    inputs: Vec<Option<(Vec<Item>, Origin)>>,
}

/// A run of a node.
#[derive(Clone, Debug)]
pub struct Done {
    /// The items of every output.
    pub outputs: Vec<Vec<Item>>,
    origins: Vec<Option<Origin>>,
}

/// An output of a node's run.
#[derive(Clone, Debug)]
struct Origin {
    node: String,
    output: usize,
    run: usize,
}

impl Engine {
    /// An engine for a workflow export. Nothing is executed before all of its nodes are known to be good.
    ///
    /// # Errors
    /// A node behind the trigger that cannot be executed, by its name.
    pub fn new(runtime: &Runtime, export: &Value, trigger: &str) -> Result<Self> {
        let workflow: Workflow = serde_json::from_value(export.clone()).map_err(|e| refuse(e.to_string()))?;
        let connections = connections(&workflow);
        let mut reached = vec![trigger.to_owned()];
        let mut prepared = HashMap::new();
        let mut place = 0;
        while let Some(name) = reached.get(place).cloned() {
            for to in connections.iter().filter(|one| one.from == name).map(|one| &one.to) {
                if !reached.contains(to) {
                    let node = NodeJson::from_value(workflow.node(Some(to))?)?;
                    let ready = runtime.prepare_node(node).map_err(|error| error.in_node(to))?;
                    prepared.insert(to.clone(), ready);
                    reached.push(to.clone());
                }
            }
            place += 1;
        }
        Ok(Self { workflow: Arc::new(workflow), prepared, trigger: trigger.to_owned(), durable: None })
    }

    /// Keeps the steps of its nodes, in an execution of this name.
    #[must_use]
    pub fn in_steps(self, steps: Arc<dyn Steps>, execution: impl Into<String>) -> Self {
        Self { durable: Some((steps, execution.into())), ..self }
    }

    /// Runs it and gives what every node put out in each of its runs. `items` are those of the trigger.
    ///
    /// # Errors
    /// That of the node it ends with.
    pub async fn run(&self, items: Vec<Item>) -> Result<HashMap<String, Vec<Done>>> {
        let mut history =
            History { workflow: self.workflow.clone(), runs: HashMap::new(), kept: Map::new(), next: None };
        let started = Done { outputs: vec![items], origins: Vec::new() };
        let (mut ready, mut waiting) = (Vec::new(), Vec::new());
        self.hand_on(&self.trigger, &started, 0, &mut ready, &mut waiting);
        history.runs.insert(self.trigger.clone(), vec![started]);
        for _ in 0..MOST_RUNS {
            // A node whose other inputs never come runs with what it has.
            let Some(next) = ready.pop().or_else(|| (!waiting.is_empty()).then(|| waiting.remove(0))) else {
                return Ok(history.runs);
            };
            let (done, kept) = self.execute(&next, &history).await?;
            let runs = history.runs.entry(next.node.clone()).or_default();
            runs.push(done.clone());
            let run = runs.len() - 1;
            history.kept.extend(kept.map(|kept| (next.node.clone(), Value::Object(kept))));
            self.hand_on(&next.node, &done, run, &mut ready, &mut waiting);
        }
        Err(refuse(format!("The workflow has run {MOST_RUNS} nodes and is not done")))
    }

    async fn execute(&self, next: &Next, history: &History) -> Result<(Done, Option<Map<String, Value>>)> {
        let node = &self.prepared[&next.node];
        let origins: Vec<_> =
            next.inputs.iter().map(|input| input.as_ref().map(|(_, origin)| origin.clone())).collect();
        let mut inputs =
            next.inputs.iter().map(|input| input.as_ref().map_or_else(Vec::new, |(items, _)| items.clone()));
        let host = History { next: Some((next.node.clone(), origins.clone())), ..history.clone() };
        let run = host.run_index();
        let execution = node.execution(inputs.next().unwrap_or_default()).further_inputs(inputs.collect());
        let mut execution = execution.host(Arc::new(host));
        if let Some((steps, name)) = &self.durable {
            execution = execution.id(format!("{name}:{}:{run}", next.node)).steps(steps.clone());
        }
        let outcome = execution.outcome().await?;
        Ok((Done { outputs: outcome.outputs, origins }, outcome.kept))
    }

    /// Hands the items of a run on: to nodes that are ready then, and to those that wait for other inputs too.
    fn hand_on(&self, node: &str, done: &Done, run: usize, ready: &mut Vec<Next>, waiting: &mut Vec<Next>) {
        let connections = connections(&self.workflow);
        // The first is to run first, so it is put on the stack last.
        for connection in connections.iter().filter(|connection| connection.from == node).rev() {
            let items = done.outputs.get(connection.output).filter(|items| !items.is_empty());
            let Some(items) = items.cloned() else { continue };
            let inputs =
                connections.iter().filter(|other| other.to == connection.to).map(|other| other.input + 1).max();
            let mut next = match waiting.iter().position(|next| is_free(next, connection)) {
                Some(index) => waiting.remove(index),
                None => Next { node: connection.to.clone(), inputs: vec![None; inputs.unwrap_or(1)] },
            };
            next.inputs[connection.input] =
                Some((items, Origin { node: node.to_owned(), output: connection.output, run }));
            match next.inputs.iter().all(Option::is_some) {
                true => ready.push(next),
                false => waiting.push(next),
            }
        }
    }
}

/// Whether the node waits for what the connection brings.
fn is_free(next: &Next, connection: &Connection) -> bool {
    next.node == connection.to && next.inputs[connection.input].is_none()
}

/// All connections of a workflow, in its order.
fn connections(workflow: &Workflow) -> Vec<Connection> {
    let mut all = Vec::new();
    for (from, kinds) in &workflow.connections {
        for (output, targets) in kinds["main"].as_array().into_iter().flatten().enumerate() {
            for target in targets.as_array().into_iter().flatten() {
                let Some(to) = target["node"].as_str() else { continue };
                let input = target["index"].as_u64().and_then(|input| usize::try_from(input).ok()).unwrap_or(0);
                all.push(Connection { from: from.clone(), output, to: to.to_owned(), input });
            }
        }
    }
    all
}

fn refuse(message: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Input, message)
}

/// What expressions see of the workflow: `$('Start').item`, `$workflow`, `$runIndex`.
#[derive(Clone)]
struct History {
    workflow: Arc<Workflow>,
    runs: HashMap<String, Vec<Done>>,
    /// What nodes keep between their runs.
    kept: Map<String, Value>,
    /// The node that runs now, and where its inputs came from.
    next: Option<(String, Vec<Option<Origin>>)>,
}

impl Host for History {
    fn run_index(&self) -> usize {
        let node = self.next.as_ref().map(|(node, _)| node);
        node.and_then(|node| self.runs.get(node)).map_or(0, Vec::len)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.workflow.node(Some(name)).ok()
    }

    fn node_context(&self, node: &str) -> Option<&Value> {
        self.kept.get(node)
    }

    /// Looks back from the node that runs now, over any number of others.
    fn output_towards(&self, node: &str) -> Option<usize> {
        let connections = connections(&self.workflow);
        let mut before = vec![self.next.as_ref()?.0.clone()];
        let mut index = 0;
        while let Some(current) = before.get(index).cloned() {
            for connection in connections.iter().filter(|connection| connection.to == current) {
                if connection.from == node {
                    return Some(connection.output);
                }
                if !before.contains(&connection.from) {
                    before.push(connection.from.clone());
                }
            }
            index += 1;
        }
        None
    }

    fn runs(&self, node: &str) -> Option<usize> {
        self.runs.get(node).map(Vec::len)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        self.runs.get(node)?.get(run)?.outputs.get(output).map(Vec::as_slice)
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let origins = match run {
            None => &self.next.as_ref()?.1,
            Some((node, run)) => &self.runs.get(node)?.get(run)?.origins,
        };
        let Origin { node, output, run } = origins.get(input)?.as_ref()?;
        Some(Source { node, output: *output, run: *run })
    }
}
