//! Executions in steps: what a step is, what is tried again and when, and what is left of an execution whose process died.

mod journal;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use nodewright::{Builder, Credentials, Item, NodeError, Outcome, Runtime};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::root;
use serde::Deserialize;
use serde_json::{Value, json};

use journal::{Entry, Journal};

/// Other nodes than these two are in the crates.
use nodewright_node_base as _;
use nodewright_node_directus as _;

/// A node on items `{"n": 0}`, `{"n": 1}` …, on a service that answers the n-th item at `/…n…` with `answers[n]`, the last
/// of them again and again, and everything else with `{"id": n}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// With `$URL` for the service.
    node: Value,
    items: usize,
    #[serde(default)]
    answers: BTreeMap<String, Vec<Value>>,
    /// Names of the steps, and how many milliseconds are slept between them.
    steps: Vec<Value>,
    /// Requests by item; one each where it is left out.
    #[serde(default)]
    requests: BTreeMap<String, usize>,
    /// The error that ends it.
    #[serde(default)]
    error: Option<String>,
    /// The json of each item of every output, where it matters.
    #[serde(default)]
    outputs: Option<Value>,
}

struct Service {
    server: ScriptedServer,
    runtime: Runtime,
    node: Value,
}

impl Service {
    fn start(case: &Case) -> Self {
        let answers = case.answers.clone();
        let so_far: Mutex<HashMap<String, usize>> = Mutex::default();
        let server = ScriptedServer::start(move |request: &RecordedRequest| {
            let item = item_of(request);
            let mut so_far = so_far.lock().unwrap_or_else(PoisonError::into_inner);
            let times = so_far.entry(item.clone()).or_default();
            *times += 1;
            let usual = || Reply::json(&json!({ "data": { "id": item } }));
            let of_item = answers.get(&item).and_then(|replies| replies.get(*times - 1).or(replies.last()));
            of_item.map_or_else(usual, |reply| serde_json::from_value(reply.clone()).expect("a reply"))
        });
        let server = server.expect("a free port");
        let node: Value =
            serde_json::from_str(&case.node.to_string().replace("$URL", &server.url())).expect("still JSON");
        let directus = json!({ "url": server.url(), "accessToken": "a-secret-token" });
        let nodes = root().join("tests/suite/steps/desk.node.json");
        let builder = Runtime::builder().credentials(Credentials::new().with("directusApi", directus));
        let runtime = Builder::retries(builder, 0).nodes(nodes).build().expect("a runtime");
        Self { server, runtime: runtime.with_idempotency_header("Idempotency-Key").expect("a header"), node }
    }

    /// Executes it, until it ends or its process dies.
    async fn live(&self, items: usize, journal: Journal) -> Option<Result<Outcome, NodeError>> {
        let dead = journal.dead();
        let prepared = self.runtime.prepare(&self.node).expect("a node");
        let execution = prepared.execution(numbered(items)).id("e1 ä").steps(Arc::new(journal));
        tokio::select! {
            outcome = execution.outcome() => Some(outcome),
            () = dead.notified() => None,
        }
    }
}

fn numbered(items: usize) -> Vec<Item> {
    (0..items).map(|n| Item::new(json!({ "n": n }))).collect()
}

/// The number of the item that a request is for.
fn item_of(request: &RecordedRequest) -> String {
    let in_body = || request.json()?.get("n").map(Value::to_string);
    let last = request.path().rsplit('/').next().unwrap_or_default();
    let in_path = last.chars().all(|digit| digit.is_ascii_digit()).then(|| last.to_owned());
    in_path.filter(|text| !text.is_empty()).or_else(in_body).unwrap_or_default()
}

fn table() -> Vec<Case> {
    let table: Vec<Case> = serde_json::from_str(include_str!("cases.json")).expect("cases");
    assert!(table.len() >= 15, "{} cases", table.len());
    table
}

#[tokio::test]
async fn steps_are_kept_and_tried_again() {
    for case in table() {
        let (service, entries) = (Service::start(&case), Arc::default());
        let outcome = service.live(case.items, Journal::new(&entries, None)).await.expect("nobody dies");
        let name = &case.name;
        let taken: Vec<Value> = entries.lock().expect("whole").iter().map(told).collect();
        assert_eq!(json!(taken), json!(case.steps), "{name}");
        match (&outcome, &case.error) {
            (Ok(_), None) => {}
            (Err(error), Some(expected)) => assert_eq!(error.to_string(), *expected, "{name}"),
            (outcome, expected) => panic!("{name}: {outcome:?} instead of {expected:?}"),
        }
        if let Some(expected) = &case.outputs {
            assert_eq!(shown(&outcome.expect("outputs")), *expected, "{name}");
        }
        let mut requests: BTreeMap<String, usize> = BTreeMap::new();
        for request in service.server.requests() {
            *requests.entry(item_of(&request)).or_default() += 1;
        }
        for (item, expected) in &case.requests {
            assert_eq!(requests.get(item).copied().unwrap_or_default(), *expected, "{name}: requests of item {item}");
        }
        keys_are_of_their_items(name, &service.server.requests());
    }
}

/// Wherever the process dies, the execution ends as it would have, and only the work of that moment is done twice, with the
/// same key.
#[tokio::test]
async fn an_execution_goes_on_where_its_process_died() {
    let mut deaths = 0;
    for case in table() {
        let alive = Service::start(&case);
        let whole = alive.live(case.items, Journal::new(&Arc::default(), None)).await.expect("nobody dies");
        let requests = alive.server.requests().len();
        let steps = case.steps.len();
        for dies_at in (0..steps).filter(|step| case.steps[*step].is_string()) {
            let name = format!("{} died at step {dies_at}", case.name);
            let (service, entries) = (Service::start(&case), Arc::default());
            assert_eq!(service.live(case.items, Journal::new(&entries, Some(dies_at))).await, None, "{name}");
            let kept = entries.lock().expect("whole").len();
            assert_eq!(kept, dies_at, "{name}");
            let outcome = service.live(case.items, Journal::new(&entries, None)).await.expect("nobody dies");
            keys_are_of_their_items(&name, &service.server.requests());
            if case.answers.is_empty() {
                assert_eq!(outcome, whole, "{name}");
                let again = service.server.requests().len() - requests;
                assert_eq!(again, sent_by(&case, dies_at), "{name}: requests that were sent again");
            }
            deaths += 1;
        }
    }
    assert!(deaths >= 40, "{deaths} deaths");
}

/// What an execution gives is the same in steps and without.
#[tokio::test]
async fn steps_change_nothing_of_the_outcome() {
    for case in table().iter().filter(|case| case.answers.is_empty()) {
        let service = Service::start(case);
        let in_steps = service.live(case.items, Journal::new(&Arc::default(), None)).await.expect("nobody dies");
        let prepared = service.runtime.prepare(&service.node).expect("a node");
        let at_once = prepared.execution(numbered(case.items)).id("e1 ä").outcome().await;
        assert_eq!(in_steps, at_once, "{}", case.name);
    }
}

/// How many requests the work of a step sends.
fn sent_by(case: &Case, step: usize) -> usize {
    let name = case.steps[step].as_str().unwrap_or_default();
    let sends = case.node["type"] != "n8n-nodes-base.set" && case.node["type"] != "n8n-nodes-base.if";
    let numbers: Vec<usize> = name.split(' ').filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        _ if !sends || case.node["disabled"] == true || case.error.is_some() => 0,
        [first, last] => last - first + 1,
        [_] => 1,
        _ => case.items,
    }
}

/// Every write has the key of its item, and no two items the same.
fn keys_are_of_their_items(name: &str, requests: &[RecordedRequest]) {
    for request in requests {
        let expected = match request.method.as_str() {
            "GET" => None,
            _ => Some(format!("e1 %C3%A4:{}", item_of(request))),
        };
        let key = request.header("idempotency-key").map(str::to_owned);
        // A node that needs all its items at once sends none.
        let is_whole = request.path().starts_with("/batched/");
        assert_eq!(key, expected.filter(|_| !is_whole), "{name}: {} {}", request.method, request.target);
    }
}

fn told(entry: &Entry) -> Value {
    match entry {
        Entry::Ran { name, key, .. } => {
            assert!(key.starts_with("e1 ä:"), "{key}");
            json!(name)
        }
        Entry::Slept(time) => json!(time.as_millis()),
    }
}

fn shown(outcome: &Outcome) -> Value {
    outcome.outputs.iter().map(|items| items.iter().map(|item| item.json.clone()).collect::<Value>()).collect()
}
