//! Retries, links, error outputs: the cases recorded from n8n's engine, through a node that does what a case says.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use nodewright::{
    Effect, ErrorKind, Item, Node, NodeDescription, NodeError, Outcome, Parameters, Registry, Result, Runtime, Version,
    VersionedNode,
    core::{AllItems, Batch, Context, Plan, Session},
};
use nodewright_http::error::{Said, api_error};
use nodewright_tests::cases::{self, Case, defined};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

/// Rows whose values JSON, and so an [`Item`], cannot hold.
const KNOWN: &[(&str, &str)] = &[
    ("returns-null", "a node that returns nothing at all: here a node returns its outputs"),
    ("returns-item-without-json", "an item always has json"),
    ("returns-undefined-json", "an item always has json"),
    ("returns-non-array-inner", "an output is a list by its type"),
    ("item-errors-shape-error#2", "an error object inside json is no JSON"),
    ("item-errors-shape-error-onerror-continueregularoutput#2", "an error object inside json is no JSON"),
    ("item-errors-shape-error-onerror-continueerroroutput#2", "an error object inside json is no JSON"),
];

#[tokio::test(start_paused = true)]
async fn one_node_as_recorded() {
    let mut results = Vec::new();
    for case in cases::read("execution.jsonl", "execute", 63) {
        results.push((case.id.clone(), execute(&case).await));
    }
    cases::verdict("execute", results, KNOWN);
}

async fn execute(case: &Case) -> std::result::Result<(), String> {
    let input = defined(&case.input);
    let plan = match input.get("attemptsPlan") {
        Some(Value::Array(attempts)) => attempts.clone(),
        _ => vec![input.clone()],
    };
    let outputs = input["outputs"].as_array().map_or(1, Vec::len);
    let items: Vec<Item> = serde_json::from_value(input["items"].clone()).map_err(|e| e.to_string())?;
    let node = Arc::new(Planned::new(plan, outputs));
    let outcome = run(&node, &input["node"], items).await?;

    let expected = defined(&case.expected);
    let mut seen = json!({ "attempts": node.attempts() });
    if expected.get("waitMs").is_some() {
        seen["waitMs"] = json!(node.waits());
    }
    report(&outcome, &expected, &mut seen);
    let unseen = ["workflowError"];
    let wanted: Value = expected
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(k, _)| !unseen.contains(&k.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    if seen == wanted { Ok(()) } else { Err(format!("{seen} instead of {wanted}")) }
}

/// What an outcome looks like in the words of the cases, as far as a case says it.
fn report(outcome: &Result<Outcome>, expected: &Value, seen: &mut Value) {
    let error = match outcome {
        Ok(outcome) => {
            seen["output"] =
                outcome.outputs.iter().map(|items| items.iter().map(recorded).collect::<Value>()).collect();
            outcome.error.as_ref()
        }
        Err(error) => Some(error),
    };
    if expected.get("status").is_some() {
        seen["status"] = json!(if error.is_some() { "error" } else { "success" });
    }
    if let Some(error) = error {
        seen["taskError"] = reduced(error, &expected["taskError"]);
    }
}

/// An item with its error reduced to name and message, as the cases have it.
fn recorded(item: &Item) -> Value {
    let mut json = serde_json::to_value(item).expect("items are JSON");
    if let Some(error) = &item.error {
        json["error"] = json!({ "name": error.name(), "message": error.message() });
    }
    json
}

/// The parts of an error that a case names.
fn reduced(error: &NodeError, expected: &Value) -> Value {
    let json = serde_json::to_value(error).expect("errors are JSON");
    expected.as_object().into_iter().flatten().map(|(key, _)| (key.clone(), json[key].clone())).collect()
}

#[tokio::test(start_paused = true)]
async fn chains_as_recorded() {
    let mut results = Vec::new();
    for case in cases::read("execution_chain.jsonl", "chain", 11) {
        results.push((case.id.clone(), chain(&case).await));
    }
    cases::verdict("chain", results, &[]);
}

/// Runs the node A of a chain, then hands each of its outputs to a node that hands it on.
async fn chain(case: &Case) -> std::result::Result<(), String> {
    let items: Vec<Item> = serde_json::from_value(case.input["items"].clone()).map_err(|e| e.to_string())?;
    let node = Arc::new(Planned::new(vec![attempt_of_chain(&case.input["a"])], 1));
    let a = run(&node, &case.input["node"], items).await?;
    let expected = &case.expected["nodes"];

    let (outputs, error) = match &a {
        Ok(outcome) => (Some(&outcome.outputs), outcome.error.as_ref()),
        Err(error) => (None, Some(error)),
    };
    let written =
        |outputs: &Vec<Vec<Item>>| outputs.iter().map(|o| o.iter().map(recorded).collect::<Value>()).collect::<Value>();
    compare("A", outputs.map(written), expected["A"][0].get("output"))?;
    if let Some(wanted) = expected["A"][0].get("error") {
        let error = error.ok_or("A gave no error")?;
        compare("A's error", Some(reduced(error, wanted)), Some(wanted))?;
    }
    for (name, index) in [("Out0", 0), ("Err", 1)] {
        let input = outputs.and_then(|outputs| outputs.get(index)).filter(|items| !items.is_empty());
        let output = match input {
            Some(items) => {
                let next = Arc::new(Planned::new(vec![json!({ "ret": "input" })], 1));
                Some(written(&run(&next, &json!({}), items.clone()).await?.map_err(|e| e.to_string())?.outputs))
            }
            None => None,
        };
        compare(name, output, expected[name][0].get("output"))?;
    }
    Ok(())
}

/// The chain cases describe what A does in words.
fn attempt_of_chain(a: &Value) -> Value {
    let thrown = match a["throw"].as_str() {
        Some("Error") => Some(json!({ "kind": "Error", "message": "boom" })),
        Some(_) => Some(json!({ "kind": "NodeOperationError", "message": "op boom" })),
        None => None,
    };
    match (thrown, a["returns"].as_str()) {
        (Some(error), _) => json!({ "throwE": error }),
        (_, Some(text)) if text.starts_with("[[{") => json!({ "ret": [[
            { "json": { "ok": 0 }, "pairedItem": { "item": 0 } },
            { "json": { "error": "bad" }, "pairedItem": { "item": 1 } },
        ]] }),
        (_, Some(text)) if text.starts_with("3 items") => {
            json!({ "ret": [[{ "json": { "ok": 0 } }, { "json": { "error": "bad" } }, { "json": { "ok": 2 } }]] })
        }
        _ => json!({ "ret": [[]] }),
    }
}

fn compare(what: &str, seen: Option<Value>, wanted: Option<&Value>) -> std::result::Result<(), String> {
    if seen.as_ref() == wanted { Ok(()) } else { Err(format!("{what} gave {seen:?} instead of {wanted:?}")) }
}

async fn run(node: &Arc<Planned>, settings: &Value, items: Vec<Item>) -> std::result::Result<Result<Outcome>, String> {
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("planned", &[]).version(Version::ONE, node.clone()));
    let runtime = Runtime::builder().registry(registry).build().map_err(|e| e.to_string())?;
    let mut json = json!({ "name": "A", "type": "planned", "parameters": {} });
    json.as_object_mut().into_iter().for_each(|map| map.extend(settings.as_object().cloned().unwrap_or_default()));
    let prepared = runtime.prepare(&json).map_err(|e| e.to_string())?;
    Ok(prepared.execute(items).await)
}

/// A node that does what a case says.
#[derive(Clone)]
struct Planned {
    description: Arc<NodeDescription>,
    script: Arc<Script>,
}

/// What it does, attempt by attempt; the last one repeats.
struct Script {
    plan: Vec<Value>,
    times: Mutex<Vec<Instant>>,
}

impl Planned {
    fn new(plan: Vec<Value>, outputs: usize) -> Self {
        let outputs = vec!["main"; outputs];
        let description = json!({ "displayName": "Planned", "name": "planned", "outputs": outputs, "properties": [] });
        let description = NodeDescription::deserialize(description).expect("a description");
        Self { description: Arc::new(description), script: Arc::new(Script { plan, times: Mutex::default() }) }
    }

    fn attempts(&self) -> usize {
        self.script.times.lock().expect("nobody panicked").len()
    }

    /// The pauses between attempts, floored to 100 ms.
    fn waits(&self) -> Vec<u64> {
        let times = self.script.times.lock().expect("nobody panicked");
        times.windows(2).map(|pair| (pair[1] - pair[0]).as_millis() as u64 / 100 * 100).collect()
    }
}

#[async_trait]
impl Node for Planned {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(self.clone()))
    }
}

#[async_trait]
impl Plan for Planned {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Write)
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::AllItems(Box::new(Attempts(self.script.clone()))))
    }
}

/// The script, for one execution.
struct Attempts(Arc<Script>);

#[async_trait]
impl AllItems for Attempts {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let script = &self.0;
        let mut times = script.times.lock().expect("nobody panicked");
        times.push(Instant::now());
        let attempt = &script.plan[times.len().min(script.plan.len()) - 1];
        if let Some(error) = attempt.get("throwE") {
            return Err(thrown(error));
        }
        match &attempt["ret"] {
            Value::String(_) => Ok(vec![batch.items().to_vec()]),
            Value::Object(plan) => Ok(vec![batch.items().iter().enumerate().map(|(i, _)| item_of(plan, i)).collect()]),
            outputs => {
                serde_json::from_value(outputs.clone()).map_err(|e| NodeError::new(ErrorKind::Input, e.to_string()))
            }
        }
    }
}

/// An item of `{itemErrors: [indexes], shape}`: good ones say so, failed ones in the shape that is asked for.
fn item_of(plan: &Map<String, Value>, index: usize) -> Item {
    let failed = plan["itemErrors"].as_array().is_some_and(|all| all.contains(&json!(index)));
    if !failed {
        return Item::new(json!({ "ok": index })).paired_with(index);
    }
    let message = format!("bad {index}");
    let error = || Some(NodeError::new(ErrorKind::Operation, &message));
    let item = match plan["shape"].as_str() {
        Some("json") => Item::new(json!({ "error": message })),
        Some("jsonerrextra") => Item::new(json!({ "error": message, "other": 1 })),
        Some("full") => Item { error: error(), ..Item::new(json!({ "error": message })) },
        _ => Item { error: error(), ..Item::empty() },
    };
    item.paired_with(index)
}

/// What a case throws.
fn thrown(error: &Value) -> NodeError {
    let message = error["message"].as_str().unwrap_or_default();
    match error["kind"].as_str() {
        Some("NodeApiError") => api_error(&error["response"], Said::default()),
        Some("NodeOperationError") => {
            let thrown = NodeError::new(ErrorKind::Operation, message);
            match error["options"]["description"].as_str() {
                Some(description) => thrown.with_description(description),
                None => thrown,
            }
        }
        _ => NodeError::new(ErrorKind::Operation, message).named("Error"),
    }
}
