//! Executions recorded under n8n, as `recorded/<node>.jsonl` has them, and what differs from them knowingly.

use std::{collections::HashMap, fs, path::Path, sync::Arc};

use nodewright::{Host, Item, NodeError, Outcome, Runtime, Source};
use nodewright_node_base as _;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// One recorded execution, or several in a row of a node that keeps something between them.
#[derive(Deserialize)]
struct Row {
    id: String,
    node: String,
    #[serde(rename = "typeVersion")]
    version: Value,
    #[serde(default)]
    parameters: Value,
    #[serde(default)]
    node_settings: Map<String, Value>,
    #[serde(default)]
    inputs: Vec<Vec<Value>>,
    /// The outputs; `null` in a place of several runs.
    output: Option<Value>,
    error: Option<Value>,
    step_inputs: Option<Vec<Vec<Vec<Value>>>>,
    steps: Option<Vec<Value>>,
    context: Option<Value>,
}

/// `[pattern of the id, why it differs]`, one a line.
#[derive(Deserialize)]
struct Known(String, String);

#[tokio::test(flavor = "multi_thread")]
async fn nodes_do_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    let mut files: Vec<_> = fs::read_dir(&folder).expect("recorded cases").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let known = read::<Known>(&folder.join("known.jsonl"));
    let (mut used, mut bad, mut total) = (vec![0; known.len()], Vec::new(), 0);
    for file in files.iter().filter(|file| !file.ends_with("known.jsonl")) {
        let rows = read::<Row>(file);
        let (mut good, count) = (0, rows.len());
        for row in &rows {
            let entry = known.iter().position(|Known(pattern, _)| row.id.contains(pattern));
            match (run(row).await, entry) {
                (Ok(()), _) => good += 1,
                (Err(_), Some(entry)) => used[entry] += 1,
                (Err(why), None) => bad.push(format!("{}: {why}", row.id)),
            }
        }
        println!("{}: {good} of {count} as recorded", file.file_stem().unwrap_or_default().display());
        total += count;
    }
    for (Known(pattern, reason), count) in known.iter().zip(&used) {
        println!("  {count} differ knowingly ({pattern}): {reason}");
        if *count == 0 {
            bad.push(format!("no row needs the exception '{pattern}' any more"));
        }
    }
    assert!(total >= LEAST, "only {total} rows");
    assert!(bad.is_empty(), "{} of {total} differ\n{}", bad.len(), bad.join("\n"));
}

/// Rows there are at least.
const LEAST: usize = 3636;

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{}: {e}: {line}", path.display()))).collect()
}

async fn run(row: &Row) -> Result<(), String> {
    let mut node = json!({
        "name": "Node", "type": format!("n8n-nodes-base.{}", row.node), "typeVersion": row.version, "parameters": row.parameters,
    });
    node.as_object_mut().into_iter().for_each(|node| node.extend(row.node_settings.clone()));
    let runtime = Runtime::builder().time_zone("UTC").build().map_err(|e| e.to_string())?;
    let (Some(inputs), Some(steps)) = (&row.step_inputs, &row.steps) else {
        let outcome = execute(&runtime, &node, &row.inputs, Before::of(&row.inputs, Value::Null)).await;
        return compare(&outcome, row.output.as_ref(), row.error.as_ref());
    };
    let mut context = json!({});
    for (step, (inputs, expected)) in inputs.iter().zip(steps).enumerate() {
        let outcome = execute(&runtime, &node, inputs, Before::of(inputs, context.clone())).await;
        compare(&outcome, expected.get("output").or(Some(expected)), expected.get("error"))
            .map_err(|why| format!("step {step}: {why}"))?;
        if let Ok(Outcome { kept: Some(kept), .. }) = outcome {
            context = kept.into();
        }
    }
    match &row.context {
        Some(wanted) if *wanted != context => Err(format!("context {context} instead of {wanted}")),
        _ => Ok(()),
    }
}

async fn execute(runtime: &Runtime, node: &Value, inputs: &[Vec<Value>], before: Before) -> Result<Outcome, NodeError> {
    let mut inputs: Vec<Vec<Item>> = inputs.iter().map(|items| items.iter().map(item).collect()).collect();
    let further = inputs.split_off(inputs.len().min(1));
    let prepared = runtime.prepare(node)?;
    let execution = prepared.execution(inputs.pop().unwrap_or_default()).further_inputs(further);
    execution.host(Arc::new(before)).outcome().await
}

fn item(value: &Value) -> Item {
    serde_json::from_value(value.clone()).expect("an item")
}

/// The nodes `In1`, `In2` … that the items came from, and what the node kept.
struct Before {
    outputs: HashMap<String, Vec<Item>>,
    context: Value,
    /// The workflow's own nodes as it stores them.
    nodes: HashMap<String, Value>,
    workflow: Value,
    execution: Value,
}

impl Before {
    fn of(inputs: &[Vec<Value>], context: Value) -> Self {
        let outputs = inputs.iter().enumerate();
        let outputs = outputs.map(|(index, items)| (format!("In{}", index + 1), items.iter().map(item).collect()));
        let outputs: HashMap<_, _> = outputs.collect();
        let nodes = outputs.keys().map(|name| (name.clone(), json!({ "name": name, "parameters": {} }))).collect();
        let (workflow, execution) = (json!({ "id": "w", "name": "w", "active": false }), json!({ "mode": "test" }));
        Self { outputs, context, nodes, workflow, execution }
    }
}

impl Host for Before {
    fn variable(&self, name: &str) -> Option<&Value> {
        (name == "$execution").then_some(&self.execution)
    }

    fn workflow(&self) -> Option<&Value> {
        Some(&self.workflow)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.nodes.get(name)
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        self.outputs.contains_key(node).then_some(0)
    }

    fn runs(&self, node: &str) -> Option<usize> {
        self.outputs.contains_key(node).then_some(1)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        self.outputs.get(node).filter(|_| run == 0 && output == 0).map(Vec::as_slice)
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let name = ["In1", "In2", "In3", "In4", "In5"].get(input).filter(|_| run.is_none())?;
        Some(Source { node: name, output: 0, run: 0 })
    }

    fn node_context(&self, node: &str) -> Option<&Value> {
        (node == "Node").then_some(&self.context)
    }
}

fn compare(outcome: &Result<Outcome, NodeError>, output: Option<&Value>, error: Option<&Value>) -> Result<(), String> {
    let (outputs, failure) = match outcome {
        Ok(outcome) => (Some(json!(outcome.outputs)), outcome.error.as_ref()),
        Err(error) => (None, Some(error)),
    };
    match (failure, error) {
        (Some(failure), Some(wanted)) => {
            let seen = serde_json::to_value(failure).map_err(|e| e.to_string())?;
            for key in ["message", "description", "httpCode"] {
                let Some(wanted) = wanted.get(key).filter(|value| !value.is_null()) else { continue };
                if masked(&seen[key], wanted) != *wanted {
                    return Err(format!("error {key} {} instead of {wanted}", seen[key]));
                }
            }
        }
        (Some(failure), None) => return Err(format!("error {failure:?}")),
        (None, Some(wanted)) => return Err(format!("no error instead of {wanted}")),
        (None, None) => {}
    }
    let (Some(seen), Some(wanted)) = (outputs, output) else { return Ok(()) };
    let wanted = without_empty_ends(wanted);
    let seen = masked(&without_empty_ends(&seen), &wanted);
    match same(&seen, &wanted) {
        true => Ok(()),
        false => Err(format!("output {seen} instead of {wanted}")),
    }
}

/// Outputs without items at the end say nothing; of an error in an item its name and what it says count.
fn without_empty_ends(outputs: &Value) -> Value {
    let Value::Array(outputs) = outputs else { return outputs.clone() };
    let mut outputs = outputs.clone();
    while outputs.last().is_some_and(|items| items.is_null() || items.as_array().is_some_and(Vec::is_empty)) {
        outputs.pop();
    }
    for item in outputs.iter_mut().filter_map(Value::as_array_mut).flatten().filter_map(Value::as_object_mut) {
        item.retain(|_, value| !value.is_null());
        if let Some(Value::Object(error)) = item.get_mut("error") {
            error.retain(|key, value| {
                ["name", "message", "description", "httpCode"].contains(&key.as_str()) && !value.is_null()
            });
        }
    }
    outputs.into()
}

const VOLATILE: &str = "{{VOLATILE}}";

/// What differed between two recordings is taken as it comes.
fn masked(seen: &Value, wanted: &Value) -> Value {
    match (seen, wanted) {
        (_, Value::String(text)) if text == VOLATILE => wanted.clone(),
        (Value::String(seen), Value::String(text)) if text.contains(VOLATILE) => {
            let mut rest = Some(seen.as_str());
            for (index, part) in text.split(VOLATILE).enumerate() {
                rest = match rest {
                    Some(rest) if index == 0 => rest.strip_prefix(part),
                    Some(rest) => rest.find(part).map(|at| &rest[at + part.len()..]),
                    None => None,
                };
            }
            if rest.is_some() { wanted.clone() } else { json!(seen) }
        }
        (Value::Object(seen), Value::Object(wanted)) => {
            let entries = seen.iter().map(|(key, value)| {
                let value = wanted.get(key).map_or_else(|| value.clone(), |wanted| masked(value, wanted));
                (key.clone(), value)
            });
            Value::Object(entries.collect())
        }
        (Value::Array(seen), Value::Array(wanted)) => {
            let value = |(index, value): (usize, &Value)| {
                wanted.get(index).map_or_else(|| value.clone(), |wanted| masked(value, wanted))
            };
            seen.iter().enumerate().map(value).collect()
        }
        _ => seen.clone(),
    }
}

/// JSON as JavaScript compares it: numbers by value, keys of objects in any order.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}
