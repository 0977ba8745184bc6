//! `getNodeParameter` as recorded from n8n's engine: a node asks for a parameter of an item while it is executed.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use nodewright::{
    Effect, Item, Node, NodeDescription, Parameters, Registry, Result, Runtime, Version, VersionedNode,
    core::{AllItems, Batch, Context, Plan, ReadParameter, Session},
};
use nodewright_tests::cases::{self, Case};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Rows that differ knowingly.
const KNOWN: &[(&str, &str)] = &[];

#[tokio::test]
async fn parameters_of_items_as_recorded() {
    let mut results = Vec::new();
    for case in cases::read("execution.jsonl", "getNodeParameter", 159) {
        results.push((case.id.clone(), asked(&case).await));
    }
    cases::verdict("getNodeParameter", results, KNOWN);
}

async fn asked(case: &Case) -> std::result::Result<(), String> {
    let input = &case.input;
    let version = input["typeVersion"].as_f64().map_or(Version::ONE, Version::new);
    let description =
        json!({ "displayName": "Asks", "name": "asks", "version": version, "properties": input["properties"] });
    let description = NodeDescription::deserialize(description).map_err(|e| e.to_string())?;
    let node = Arc::new(Asks { description: Arc::new(description), question: Arc::new(Question::of(&input["call"])) });
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("asks", &[]).version(version, node.clone()));
    let runtime = Runtime::builder().registry(registry).build().map_err(|e| e.to_string())?;
    let node_json =
        json!({ "name": "Node", "type": "asks", "typeVersion": version, "parameters": input["parameters"] });
    let expected = &case.expected;
    let prepared = match runtime.prepare(&node_json) {
        Ok(prepared) => prepared,
        // In words of our own, and before anything is executed.
        Err(_) if expected.get("workflowNotStarted").is_some() => return Ok(()),
        // A malformed expression is refused when the node is made ready, with the same words.
        Err(error) if expected["error"]["message"] == error.message() => return Ok(()),
        Err(error) => return Err(format!("refused: {error}")),
    };
    let items: Vec<Item> = serde_json::from_value(input["items"].clone()).map_err(|e| e.to_string())?;
    prepared.execute(items).await.map_err(|e| e.to_string())?;
    let answer = node.question.answer.lock().expect("nobody panicked").take().ok_or("nothing was asked")?;
    let seen = match answer {
        Ok(value) => json!({ "value": value.unwrap_or_else(|| json!({ "$js": "undefined" })) }),
        Err(error) => json!({ "error": said(&serde_json::to_value(&error).map_err(|e| e.to_string())?) }),
    };
    let wanted = match expected.get("error") {
        Some(error) => json!({ "error": said(error) }),
        None => json!({ "value": plain(&expected["value"]) }),
    };
    if seen == wanted { Ok(()) } else { Err(format!("{seen} instead of {wanted}")) }
}

/// Recorded values that JSON has no words for arrive as JSON writes them.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) => match map.get("$js").and_then(Value::as_str) {
            Some("undefined") => value.clone(),
            Some("Date" | "DateTime" | "date") => {
                map.get("value").or_else(|| map.get("iso")).cloned().unwrap_or_default()
            }
            Some("regexp" | "RegExp") => json!({}),
            Some(_) => Value::Null,
            None => map.iter().map(|(key, value)| (key.clone(), plain(value))).collect::<Map<_, _>>().into(),
        },
        Value::Array(list) => list.iter().map(plain).collect(),
        other => other.clone(),
    }
}

/// What an error is called and what it says.
fn said(error: &Value) -> Value {
    ["name", "message", "description"]
        .iter()
        .map(|key| ((*key).to_owned(), error[*key].clone()))
        .collect::<Map<_, _>>()
        .into()
}

/// What a case asks, and what it was told.
struct Question {
    path: String,
    index: usize,
    read: ReadParameter,
    answer: Mutex<Option<Result<Option<Value>>>>,
}

impl Question {
    fn of(call: &Value) -> Self {
        let options = &call["options"];
        let read = ReadParameter {
            fallback: call.get("fallback").filter(|value| value["$js"] != "undefined").cloned(),
            raw_expressions: options["rawExpressions"] == true,
            extract_value: options["extractValue"] == true,
            ensure_type: options["ensureType"].as_str().map(|name| name.parse().expect("a known type")),
        };
        let index = call["itemIndex"].as_u64().map_or(0, |index| usize::try_from(index).expect("a small index"));
        let path = call["name"].as_str().expect("a name").to_owned();
        Self { path, index, read, answer: Mutex::new(None) }
    }
}

/// A node that asks for one parameter.
#[derive(Clone)]
struct Asks {
    description: Arc<NodeDescription>,
    question: Arc<Question>,
}

#[async_trait]
impl Node for Asks {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(self.clone()))
    }
}

#[async_trait]
impl Plan for Asks {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Read)
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::AllItems(Box::new(self.clone())))
    }
}

#[async_trait]
impl AllItems for Asks {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let Question { path, index, read, answer } = &*self.question;
        let given = batch.parameter(*index, path, read).await;
        *answer.lock().expect("nobody panicked") = Some(given);
        Ok(vec![Vec::new()])
    }
}
