//! One recorded execution: run it again, say what differs.

use std::{collections::BTreeMap, sync::Arc};

use nodewright_core::{
    Item, NodeError, Value,
    serde_json::{self, Map, json},
};

use super::server::{Recorded, Seen};
use crate::harness::{Harness, Ran, Sent};

/// What may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Which requests are sent.
    Requests,
    /// The query of a request.
    Query,
    /// The body of a request.
    Body,
    /// The items that come out.
    Items,
    /// The error, or whether there is one.
    Outcome,
}

/// What differs from the record, by aspect.
pub type Differences = BTreeMap<Aspect, String>;

/// Runs a case again.
pub async fn replay(harness: &Harness, case: &Value, own: &[&str]) -> (Differences, Vec<Seen>) {
    let server = Arc::new(Recorded::new(&case["requests"], harness.no_route.clone()));
    let ran = run_case(harness, case, server.clone()).await;
    let (seen, left) = server.result();
    let mut differences = Differences::new();
    compare_requests(&seen, &left, own, &mut differences);
    compare_outcome(case, &ran, &mut differences);
    (differences, seen)
}

async fn run_case(harness: &Harness, case: &Value, server: Arc<Recorded>) -> Ran {
    let object = |key: &str| case[key].as_object().unwrap();
    let input: Vec<Item> = serde_json::from_value(case["input"].clone()).unwrap();
    harness.run_with(object("credentials"), object("parameters"), &input, server).await
}

fn compare_requests(seen: &[Seen], left: &[Value], own: &[&str], differences: &mut Differences) {
    let mut say = |aspect, text| {
        differences.entry(aspect).or_insert(text);
    };
    for request in left {
        say(Aspect::Requests, format!("not sent: {} {}", request["method"], request["target"]));
    }
    for Seen { method, path, query, body, recorded, decoded, .. } in seen {
        let Some(recorded) = recorded else {
            say(Aspect::Requests, format!("sent besides: {method} {path}?{query}"));
            continue;
        };
        if *decoded {
            say(Aspect::Requests, format!("encoded: {} -> {path}", recorded["target"]));
        }
        let (theirs, ours) = (pairs(recorded["query"].as_str().unwrap(), own), pairs(query, own));
        if theirs != ours && !decoded {
            say(Aspect::Query, format!("{theirs:?} -> {ours:?}"));
        }
        let theirs = recorded_body(recorded);
        if theirs != *body {
            say(Aspect::Body, format!("{theirs:?} -> {body:?}"));
        }
    }
}

/// The pairs of a query in any order, but for those that are only meant for the node itself.
fn pairs<'q>(query: &'q str, own: &[&str]) -> Vec<&'q str> {
    let here = |pair: &&str| pair.split_once('=').is_some_and(|(name, _)| own.contains(&name));
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty() && !here(pair)).collect();
    pairs.sort_unstable();
    pairs
}

fn recorded_body(request: &Value) -> Sent {
    if let Some(parts) = request["multipart"].as_array() {
        return Sent::Multipart(parts.iter().map(recorded_part).collect());
    }
    match request["body"].as_str() {
        Some(text) if !text.is_empty() => Sent::Json(serde_json::from_str(text).unwrap()),
        _ => Sent::Nothing,
    }
}

fn recorded_part(part: &Value) -> [String; 4] {
    let headers: Vec<_> = part["headers"].as_array().unwrap().iter().map(|h| h.as_str().unwrap()).collect();
    let between = |start: &str, end: &str| {
        let from_start = headers.iter().find_map(|header| Some(header.split_once(start)?.1));
        from_start.map_or_else(String::new, |rest| rest.split(end).next().unwrap_or_default().to_owned())
    };
    [
        between(" name=\"", "\""),
        between("filename=\"", "\""),
        between("Content-Type: ", ";"),
        part["base64"].as_str().unwrap().to_owned(),
    ]
}

fn compare_outcome(case: &Value, ran: &Ran, differences: &mut Differences) {
    let theirs = recorded_error(case);
    let own = ran.error.as_ref().map(said);
    if theirs != own {
        differences.insert(Aspect::Outcome, format!("{theirs:?} -> {own:?}"));
        return;
    }
    if theirs.is_some() {
        return;
    }
    let theirs: Vec<Value> = case["output"][0].as_array().into_iter().flatten().map(compared).collect();
    let own: Vec<Value> = ran.items.iter().map(|item| compared(&serde_json::to_value(item).unwrap())).collect();
    if theirs != own {
        differences.insert(Aspect::Items, format!("{} -> {}", Value::from(theirs), Value::from(own)));
    }
}

/// Message and HTTP status; of parameters that are missing, n8n's sentences.
fn recorded_error(case: &Value) -> Option<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let error = match &case["itemErrors"][0] {
        Value::Null => &case["error"],
        error => error,
    };
    let message = text(&error["message"])?;
    let sentences: Vec<_> = message.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    let message = if sentences.is_empty() { message } else { sentences.join("\n") };
    Some((message, text(&error["httpCode"])))
}

fn said(error: &NodeError) -> (String, Option<String>) {
    let missing = error.description().filter(|text| text.starts_with("Parameter "));
    (missing.unwrap_or(error.message()).to_owned(), error.http_code().map(str::to_owned))
}

/// JSON and files; pairing is up to the runtime.
fn compared(item: &Value) -> Value {
    let mut compared = Map::from_iter([("json".to_owned(), item["json"].clone())]);
    if let Some(binary) = item.get("binary") {
        compared.insert("binary".into(), binary.clone());
    }
    json!(compared)
}
