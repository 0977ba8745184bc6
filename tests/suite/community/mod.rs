//! Real community nodes, from npm, executed from their descriptions: what n8n was recorded to do with them.

mod replay;

use std::{collections::BTreeSet, process::Command, sync::Arc};

use nodewright::{
    CredentialType, Credentials, Item, NodeDescription, NodeError, Outcome, Registry, Runtime, Value,
    serde_json::{self, json},
};
use nodewright_declarative::Declarative;
use nodewright_testkit::{RecordedRequest, Script, ScriptedServer, recorded, skip};
use nodewright_tests::root;

/// What belongs to the connection, and what each client says for itself.
const CONNECTION: [&str; 5] = ["host", "connection", "accept-encoding", "content-length", "user-agent"];

#[tokio::test(flavor = "multi_thread")]
async fn real_nodes_do_as_recorded() {
    let Some(descriptions) = descriptions() else { return };
    let folder = root().join("tests/community");
    let types = &recorded(folder.join("credentials.json"), 1)[0];
    let mut bad = Vec::new();
    let rows = recorded(folder.join("declarative.jsonl"), 125);
    for row in &rows {
        let description = descriptions.iter().find(|one| one["name"] == row["node"]).expect("its description");
        if let Err(why) = run(row, description, types).await {
            bad.push(format!("{}: {why}", row["id"]));
        }
    }
    assert!(bad.is_empty(), "{} of {} differ\n{}", bad.len(), rows.len(), bad.join("\n"));
}

/// Every operation that needs no code is planned.
#[test]
fn every_operation_of_real_nodes_is_planned() {
    let Some(descriptions) = descriptions() else { return };
    // Triggers are code.
    for description in descriptions.into_iter().filter(|one| one.get("requestDefaults").is_some()) {
        let runtime = runtime(&description, &json!({}), Credentials::new()).expect("a runtime");
        let all = operations(&description);
        assert!(all.len() > 5, "{} operations of {}", all.len(), description["name"]);
        for (resource, operation) in all {
            let parameters = json!({ "resource": resource, "operation": operation });
            let node = json!({ "type": format!("test.{}", text(&description["name"])), "parameters": parameters });
            match runtime.prepare(&node) {
                Ok(_) => {}
                Err(error) => assert!(
                    error.message().contains("is code: operation") || error.name() == "WorkflowHasIssuesError",
                    "{resource}.{operation}: {error:?}"
                ),
            }
        }
    }
}

/// Resources and operations of a description.
fn operations(description: &Value) -> Vec<(String, String)> {
    let properties = description["properties"].as_array().expect("properties");
    let choosers = properties.iter().filter(|property| property["name"] == "operation");
    let of_property = choosers.flat_map(|property| {
        let resources = property["displayOptions"]["show"]["resource"].as_array().cloned().unwrap_or_default();
        let choices = property["options"].as_array().cloned().unwrap_or_default();
        resources.into_iter().flat_map(move |resource| {
            let of = move |choice: &Value| (text(&resource).to_owned(), text(&choice["value"]).to_owned());
            choices.iter().map(of).collect::<Vec<_>>()
        })
    });
    of_property.collect()
}

/// What the packages say of their nodes; nothing where there is no npm.
fn descriptions() -> Option<Vec<Value>> {
    let described = Command::new("node").arg(root().join("tests/community/describe.mjs")).output();
    match described {
        Ok(output) if output.status.success() => {
            Some(serde_json::from_slice(&output.stdout).expect("a list of descriptions"))
        }
        Ok(output) => {
            skip(&format!("community nodes cannot be had: {}", String::from_utf8_lossy(&output.stderr).trim()));
            None
        }
        Err(_) => {
            skip("community nodes come from npm, which is not there");
            None
        }
    }
}

fn runtime(description: &Value, types: &Value, credentials: Credentials) -> Result<Runtime, NodeError> {
    let mut registry = Registry::new();
    for kind in types.as_object().into_iter().flatten().map(|(_, kind)| kind) {
        registry
            .register_credential(serde_json::from_value::<CredentialType>(kind.clone()).expect("a credential type"));
    }
    let description: NodeDescription = serde_json::from_value(description.clone()).expect("a description");
    registry.register(Declarative::versions(&Arc::new(description), &["test"], None)?);
    Runtime::builder().time_zone("UTC").registry(registry).credentials(credentials).build()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// `https://host` of a URL.
fn origin(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").expect("a whole URL");
    format!("{scheme}://{}", rest.split(['/', '?', '#']).next().unwrap_or_default())
}

async fn run(row: &Value, description: &Value, types: &Value) -> Result<(), String> {
    let script = json!({ "responses": row["responses"] });
    let script: Script = serde_json::from_value(script).map_err(|error| error.to_string())?;
    let server = ScriptedServer::start(script).map_err(|error| error.to_string())?;
    let sent = row["requests"].as_array().expect("requests");
    let services: BTreeSet<_> = sent.iter().map(|request| origin(text(&request["url"]))).collect();
    let here = |value: &Value| -> Value {
        let moved = services.iter().fold(value.to_string(), |text, service| text.replace(service, &server.url()));
        serde_json::from_str(&moved).expect("JSON")
    };
    let row = here(row);
    let outcome = execute(&row, &here(description), &here(types)).await;
    let seen: Vec<_> = server.requests().iter().map(shown).collect();
    compare_requests(seen, &row, &server.url())?;
    compare_result(&outcome, &row)
}

async fn execute(row: &Value, description: &Value, types: &Value) -> Result<Outcome, NodeError> {
    let mut node = row["node_settings"].as_object().cloned().unwrap_or_default();
    node.insert("name".into(), "Node".into());
    node.insert("type".into(), format!("test.{}", text(&row["node"])).into());
    node.insert("typeVersion".into(), row["typeVersion"].clone());
    node.insert("parameters".into(), row["parameters"].clone());
    let items: Vec<Item> = serde_json::from_value(row["items"].clone()).expect("items");
    let credentials = Credentials::from_json(&row["credentials"])?;
    runtime(description, types, credentials)?.prepare(&node.into())?.execute(items).await
}

fn shown(request: &RecordedRequest) -> Value {
    let headers = request.headers.iter().filter(|(name, _)| !CONNECTION.contains(&name.as_str()));
    let headers: serde_json::Map<_, _> =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into())).collect();
    json!({ "method": request.method, "url": request.target, "headers": headers, "body": body(&request.text()) })
}

/// JSON where it is some: the order of keys does not count.
fn body(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

fn compare_requests(mut seen: Vec<Value>, row: &Value, url: &str) -> Result<(), String> {
    let wanted = row["requests"].as_array().expect("requests").iter().map(|request| {
        let mut headers = request["headers"].clone();
        headers.as_object_mut().into_iter().for_each(|all| all.retain(|name, _| !CONNECTION.contains(&name.as_str())));
        let target = text(&request["url"]).strip_prefix(url).expect("it is moved here");
        json!({ "method": request["method"], "url": target, "headers": headers, "body": body(text(&request["body"])) })
    });
    let mut wanted: Vec<_> = wanted.collect();
    if row["requestsUnordered"] == true {
        let order = |request: &Value| format!("{} {}", request["url"], request["body"]);
        seen.sort_by_key(order);
        wanted.sort_by_key(order);
    }
    match seen == wanted {
        true => Ok(()),
        false => Err(format!("requests {} instead of {}", Value::from(seen), Value::from(wanted))),
    }
}

fn compare_result(outcome: &Result<Outcome, NodeError>, row: &Value) -> Result<(), String> {
    let error = match outcome {
        Ok(outcome) => outcome.error.as_ref(),
        Err(error) => Some(error),
    };
    match (error, row.get("error")) {
        (Some(error), Some(wanted)) => {
            let error = serde_json::to_value(error).expect("JSON");
            let keys = ["name", "message", "description", "httpCode", "messages"];
            match keys.iter().find(|key| wanted.get(**key).is_some_and(|text| error.get(**key) != Some(text))) {
                Some(key) => Err(format!("{key} of the error {error} instead of {wanted}")),
                None => Ok(()),
            }
        }
        (None, None) => {
            let outputs = json!(outcome.as_ref().map(|outcome| outcome.outputs.clone()).unwrap_or_default());
            let wanted = &row["output"];
            let seen = compared(outputs, wanted);
            match seen == *wanted {
                true => Ok(()),
                false => Err(format!("output {seen} instead of {wanted}")),
            }
        }
        (error, wanted) => Err(format!("error {error:?} instead of {wanted:?}")),
    }
}

/// The outputs with as much of an item's error as was recorded.
fn compared(mut outputs: Value, wanted: &Value) -> Value {
    for (output, items) in outputs.as_array_mut().into_iter().flatten().enumerate() {
        for (index, item) in items.as_array_mut().into_iter().flatten().enumerate() {
            let recorded = wanted.get(output).and_then(|items| items.get(index)?.get("error")?.as_object());
            if let (Some(error), Some(recorded)) = (item.get_mut("error").and_then(Value::as_object_mut), recorded) {
                error.retain(|key, _| {
                    recorded.contains_key(key) || ["name", "message", "description"].contains(&key.as_str())
                });
            }
        }
    }
    outputs
}
