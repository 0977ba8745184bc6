//! Cases beside a description: what a node is to send, and what it is to give for an answer.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use nodewright::{ErrorKind, NodeError, Runtime};
use nodewright_json::from_value;
use nodewright_server::{Api, requests::Execute};
use serde::Deserialize;
use serde_json::{Value, json};

use super::scripted::{Reply, Scripted};
use crate::{failure::Failure, input};

/// One execution without a service.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case {
    name: String,
    node: Value,
    credentials: Option<Value>,
    items: Option<Value>,
    #[serde(default)]
    answers: Vec<Reply>,
    /// What is sent, in this order. Of the headers those that are named; those of the credential have no value.
    requests: Vec<Wanted>,
    output: Option<Value>,
    /// What the error says.
    error: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    method: String,
    url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
}

/// Runs the cases of a file; how many there are, and which differ.
pub async fn run(runtime: &Runtime, file: &Path) -> Result<(usize, Vec<String>), Failure> {
    let cases: Vec<Case> = from_value(input::json(file, "file of cases")?).map_err(|error| {
        let message = format!("{} does not hold a list of cases: {error}", file.display());
        NodeError::new(ErrorKind::Input, message)
    })?;
    let mut wrong = Vec::new();
    for case in &cases {
        let said = |difference: String| format!("{}: {}: {difference}", file.display(), case.name);
        wrong.extend(differences(runtime, case).await.into_iter().map(said));
    }
    Ok((cases.len(), wrong))
}

async fn differences(runtime: &Runtime, case: &Case) -> Vec<String> {
    let api = Api::new(runtime.with_http(Arc::new(Scripted::new(case.answers.clone()))));
    let mut call = json!({ "node": case.node, "trace": true });
    for (key, value) in [("credentials", &case.credentials), ("items", &case.items)] {
        if let Some(value) = value {
            call[key] = value.clone();
        }
    }
    let call = match from_value::<Execute>(call) {
        Ok(call) => call,
        Err(error) => return vec![format!("it cannot be executed: {error}")],
    };
    let (sent, output, error) = match api.execute(call).await {
        Ok(done) => {
            let done = serde_json::to_value(done).unwrap_or_default();
            (done["requests"].clone(), Some(done["outputs"].clone()), None)
        }
        Err(error) => {
            let whole = serde_json::to_value(&error).unwrap_or_default();
            (whole["context"]["requests"].clone(), None, Some(error.message().to_owned()))
        }
    };
    let mut all = requests(&case.requests, sent.as_array().map_or(&[][..], Vec::as_slice));
    match (&case.error, error) {
        (Some(wanted), Some(got)) if *wanted == got => {}
        (None, None) => {}
        (Some(wanted), Some(got)) => all.push(format!("the error is {got:?} instead of {wanted:?}")),
        (Some(wanted), None) => all.push(format!("there is no error, and {wanted:?} was expected")),
        (None, Some(got)) => all.push(format!("it fails: {got}")),
    }
    if let (Some(wanted), Some(got)) = (&case.output, output)
        && *wanted != got
    {
        all.push(format!("the output is {got} instead of {wanted}"));
    }
    all
}

fn requests(wanted: &[Wanted], sent: &[Value]) -> Vec<String> {
    let mut all = Vec::new();
    for (index, wanted) in wanted.iter().enumerate() {
        let Some(got) = sent.get(index) else {
            all.push(format!("request {index} is not sent: {} {}", wanted.method, wanted.url));
            continue;
        };
        let mut differ = |what: &str, got: &Value, wanted: Value| {
            if *got != wanted {
                all.push(format!("request {index}: its {what} is {got} instead of {wanted}"));
            }
        };
        differ("method", &got["method"], json!(wanted.method));
        differ("URL", &got["url"], json!(wanted.url));
        if let Some(body) = &wanted.body {
            differ("body", &got["body"], body.clone());
        }
        for (name, value) in &wanted.headers {
            differ(&format!("header '{name}'"), &got["headers"][name.to_lowercase()], json!(value));
        }
    }
    for further in sent.iter().skip(wanted.len()) {
        all.push(format!("sent as well: {} {}", further["method"], further["url"]));
    }
    all
}
