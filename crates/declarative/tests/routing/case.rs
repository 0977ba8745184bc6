//! One recorded execution, run again.

use std::sync::Arc;

use nodewright::{
    CredentialType, Credentials, Item, NodeDescription, NodeError, Outcome, Registry, Runtime, Value,
    serde_json::{self, Map, json},
};
use nodewright_declarative::Declarative;
use nodewright_testkit::{RecordedRequest, Script, ScriptedServer};

use crate::start::Start;

/// What the client says for itself, and what n8n leaves to the connection.
const CONNECTION: [&str; 4] = ["host", "connection", "accept-encoding", "content-length"];

/// Runs a row, and says what differs.
pub async fn run(row: &Value) -> Result<(), String> {
    let script: Script = serde_json::from_value(row["input"]["server"].clone()).map_err(|e| e.to_string())?;
    let server = ScriptedServer::start(script).map_err(|e| e.to_string())?;
    let row = here(row, &server.url());
    let outcome = execute(&row["input"]).await;
    let seen: Vec<_> = server.requests().iter().map(shown).collect();
    let expected = &row["expected"];
    requests(seen, expected)?;
    result(&outcome, expected)
}

fn here(row: &Value, url: &str) -> Value {
    serde_json::from_str(&row.to_string().replace("{{BASE}}", url)).expect("JSON")
}

async fn execute(input: &Value) -> Result<Outcome, NodeError> {
    let description: NodeDescription = serde_json::from_value(input["nodeType"].clone()).expect("a description");
    let mut node = input["node"].clone();
    node["name"] = "Node".into();
    node["type"] = format!("test.{}", description.name).into();
    let (mut registry, mut credentials) = (Registry::new(), Credentials::new());
    for (name, credential) in input["credentials"].as_object().into_iter().flatten() {
        let mut kind = json!({ "name": name, "displayName": name, "properties": [] });
        if let Some(authenticate) = credential.get("authenticate") {
            kind["authenticate"] = authenticate.clone();
        }
        registry.register_credential(serde_json::from_value::<CredentialType>(kind).expect("a credential type"));
        credentials = credentials.with(name, credential["data"].clone());
    }
    registry.register(Declarative::versions(&Arc::new(description), &["test"], None)?);
    let runtime = Runtime::builder().time_zone("UTC").registry(registry).credentials(credentials).build()?;
    let items: Vec<Item> = serde_json::from_value(input["items"].clone()).expect("items");
    let start = Arc::new(Start::new(&items));
    runtime.prepare(&node)?.execution(items).host(start).outcome().await
}

fn shown(request: &RecordedRequest) -> Value {
    let mut headers = Map::new();
    for (name, value) in &request.headers {
        if !CONNECTION.contains(&name.as_str()) {
            let value = String::from_utf8_lossy(value.as_bytes());
            // Where nobody says it, each says its own name.
            let value = if value.starts_with("nodewright/") { "n8n".into() } else { value };
            headers.insert(name.to_string(), value.into());
        }
    }
    json!({ "method": request.method, "url": request.target, "headers": headers, "body": request.text() })
}

fn requests(mut seen: Vec<Value>, expected: &Value) -> Result<(), String> {
    let mut wanted = expected["requests"].as_array().cloned().unwrap_or_default();
    if expected["requestsUnordered"] == true {
        let order = |request: &Value| format!("{} {}", request["url"], request["body"]);
        seen.sort_by_key(order);
        wanted.sort_by_key(order);
    }
    let readable = |requests: &[Value]| -> Vec<Value> {
        requests
            .iter()
            .map(|request| {
                let mut request = request.clone();
                if let Some(body) = request["body"].as_str().and_then(|body| serde_json::from_str::<Value>(body).ok()) {
                    request["body"] = body;
                }
                request
            })
            .collect()
    };
    let (seen, wanted) = (readable(&seen), readable(&wanted));
    match seen == wanted {
        true => Ok(()),
        false => Err(format!("requests {} instead of {}", Value::from(seen), Value::from(wanted))),
    }
}

fn result(outcome: &Result<Outcome, NodeError>, expected: &Value) -> Result<(), String> {
    let error = match outcome {
        Ok(outcome) => outcome.error.as_ref(),
        Err(error) => Some(error),
    };
    if let Some(wanted) = expected.get("error") {
        let Some(error) = error else { return Err(format!("no error instead of {wanted}")) };
        let error = serde_json::to_value(error).expect("JSON");
        let keys = if wanted.get("name").is_some() {
            &["name", "message", "description", "httpCode"][..]
        } else {
            &["message"]
        };
        for key in keys {
            // n8n has no text below the message of a missing credential; here it says what to fill in.
            let is_more = *key == "description" && error["name"] == "NodeOperationError" && wanted.get(key).is_none();
            if error.get(key) != wanted.get(key) && !is_more {
                return Err(format!("{key} of the error {error} instead of {wanted}"));
            }
        }
        for key in ["itemIndex", "runIndex"] {
            if let Some(place) = wanted["context"].get(key)
                && error["context"].get(key) != Some(place)
            {
                return Err(format!("{key} of the error {error} instead of {wanted}"));
            }
        }
        return Ok(());
    }
    if let Some(error) = error {
        return Err(format!("error {error:?}"));
    }
    let outputs = serde_json::to_value(&outcome.as_ref().expect("no error").outputs).expect("JSON");
    let (seen, mut wanted) = (compared(&outputs), compared(&expected["output"]));
    // A node that is not run has no output there, an empty one here.
    if wanted == json!([]) {
        wanted = json!([[]]);
    }
    match seen == wanted {
        true => Ok(()),
        false => Err(format!("output {seen} instead of {wanted}")),
    }
}

/// Errors as they are recorded; an item whose JSON is `undefined` has none.
fn compared(outputs: &Value) -> Value {
    let outputs = outputs.as_array().into_iter().flatten().map(|items| {
        let items = items.as_array().into_iter().flatten().map(|item| {
            let mut item = item.clone();
            if let Some(map) = item.as_object_mut() {
                map.retain(|_, value| !value.is_null());
                if let Some(error) = map.get_mut("error").and_then(Value::as_object_mut) {
                    error.retain(|key, _| {
                        ["name", "message", "description", "httpCode", "status", "code"].contains(&key.as_str())
                    });
                }
            }
            item
        });
        Value::Array(items.collect())
    });
    Value::Array(outputs.collect())
}
