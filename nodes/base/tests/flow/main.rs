//! Where items go, in cases beside those that were recorded.

use std::sync::Arc;

use nodewright::{
    Cancellation, ErrorKind, Host, Item, ItemRef, Loaded, NodeError, NodeJson, Outcome, PairedItem, Runtime, Source,
    SourceData,
};
use nodewright_node_base as _;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Execution {
    id: String,
    node: String,
    version: f64,
    #[serde(default)]
    settings: Map<String, Value>,
    parameters: Value,
    inputs: Vec<Vec<Value>>,
    /// The data of the items of each output; empty outputs at the end left out.
    output: Option<Vec<Vec<Value>>>,
    error: Option<String>,
}

fn runtime() -> Runtime {
    Runtime::builder().time_zone("UTC").build().expect("a runtime")
}

fn node(node: &str, version: f64, parameters: &Value, settings: Map<String, Value>) -> Value {
    let mut json = json!({ "name": "Node", "type": node, "typeVersion": version, "parameters": parameters });
    json.as_object_mut().expect("an object").extend(settings);
    json
}

async fn execute(node: &Value, inputs: &[Vec<Value>]) -> Result<Outcome, NodeError> {
    let mut inputs = inputs.iter().map(|items| items.iter().cloned().map(Item::new).collect());
    let execution = runtime().prepare(node)?.execution(inputs.next().unwrap_or_default());
    execution.further_inputs(inputs.collect()).outcome().await
}

fn data(outcome: &Outcome) -> Vec<Vec<Value>> {
    let mut outputs: Vec<Vec<Value>> =
        outcome.outputs.iter().map(|items| items.iter().map(|item| item.json.clone()).collect()).collect();
    while outputs.last().is_some_and(Vec::is_empty) {
        outputs.pop();
    }
    outputs
}

#[tokio::test]
async fn items_go_where_they_should() {
    for line in include_str!("executions.jsonl").lines() {
        let case: Execution = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let node = node(&case.node, case.version, &case.parameters, case.settings);
        match (execute(&node, &case.inputs).await, case.output, case.error) {
            (Ok(outcome), Some(mut wanted), None) => {
                while wanted.last().is_some_and(Vec::is_empty) {
                    wanted.pop();
                }
                assert_eq!(data(&outcome), wanted, "{}", case.id);
            }
            (Err(error), None, Some(wanted)) => assert_eq!(error.message(), wanted, "{}", case.id),
            (result, ..) => panic!("{}: {result:?}", case.id),
        }
    }
}

#[tokio::test]
async fn queries_are_worked_out_or_refused() {
    let trees = [
        json!({ "id": 1, "name": "oak", "o": { "deep": { "list": [1, 2] } } }),
        json!({ "id": 2, "name": "elm" }),
        json!({ "id": 3, "name": "ash" }),
        json!({ "id": 4, "name": "fir" }),
    ];
    let prices = [
        json!({ "tree": 1, "price": 7 }),
        json!({ "tree": 1, "price": 20 }),
        json!({ "tree": "2", "price": 5 }),
        json!({ "price": 99, "tree": "none" }),
    ];
    let inputs = [trees.to_vec(), prices.to_vec()];
    for line in include_str!("queries.jsonl").lines() {
        let (query, wanted): (String, Value) = serde_json::from_str(line).expect(line);
        let node = node("merge", 3.2, &json!({ "mode": "combineBySql", "query": query }), Map::new());
        let seen = match execute(&node, &inputs).await {
            Ok(outcome) => data(&outcome).concat().into(),
            Err(error) => Value::from(error.description().unwrap_or_default()),
        };
        assert_eq!(seen, wanted, "{query}");
    }
    // However it nests, a query ends with a result or an error.
    for query in [
        format!("SELECT {}1", "1+".repeat(590)),
        format!("SELECT {}", "(".repeat(590)),
        format!("SELECT 1{}", " IS NULL".repeat(290)),
    ] {
        let node = node("merge", 3.2, &json!({ "mode": "combineBySql", "query": query }), Map::new());
        let _ = execute(&node, &inputs).await;
    }
}

#[tokio::test]
async fn products_of_too_many_items_are_refused() {
    let inputs = vec![vec![json!({ "k": 1 }); 1001]; 2];
    let query = json!({ "mode": "combineBySql", "query": "SELECT COUNT(*) AS n FROM input1, input2" });
    for (version, parameters) in [
        (1.0, json!({ "mode": "multiplex" })),
        (3.2, json!({ "mode": "combine", "combineBy": "combineAll" })),
        (3.2, json!({ "mode": "combine", "combineBy": "combineByFields", "fieldsToMatchString": "k" })),
        (3.2, query),
    ] {
        let error = execute(&node("merge", version, &parameters, Map::new()), &inputs).await.expect_err("too many");
        assert_eq!(error.message(), "The inputs combine to more than 1000000 items", "{parameters}");
    }
}

#[tokio::test]
async fn a_wait_ends_when_it_is_cancelled() {
    let node = node("wait", 1.1, &json!({ "amount": 1, "unit": "days" }), Map::new());
    let cancellation = Cancellation::new();
    let prepared = runtime().prepare(&node).expect("a node");
    let execution = prepared.execution(vec![Item::empty()]).cancellation(cancellation.clone());
    let (result, ()) = tokio::join!(execution.outcome(), async { cancellation.cancel() });
    assert_eq!(result.expect_err("it was cancelled").kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn options_follow_other_parameters() {
    let rules = json!({ "values": [{ "outputKey": "first" }, {}] });
    for (name, version, parameters, path, wanted) in [
        (
            "switch",
            3.2,
            json!({ "rules": rules, "options": { "fallbackOutput": "none" } }),
            "options.fallbackOutput",
            json!(["none", "extra", 0, 1]),
        ),
        (
            "switch",
            2.0,
            json!({ "dataType": "number", "rules": { "rules": [{ "outputKey": "a" }] } }),
            "fallbackOutput",
            json!([-1, 0]),
        ),
        ("merge", 3.2, json!({ "mode": "chooseBranch", "numberInputs": 3 }), "useDataOfInput", json!([1, 2, 3])),
    ] {
        let node = node(name, version, &parameters, Map::new());
        let json = NodeJson::find(&node, None).expect("a node");
        let Ok(Loaded::Options(page)) = runtime().options(&json, path).load().await else {
            panic!("no options of {name} {version}")
        };
        let values: Value = page.options.into_iter().map(|option| option.value).collect();
        assert_eq!(values, wanted, "{name} {version}");
    }
}

/// A workflow in the second run of a loop: Start → Loop ⇄ Work, of whose second batch an item is here.
struct SecondBatch {
    node: Value,
    start: Vec<Item>,
    batch: Vec<Item>,
    work: Vec<Item>,
}

impl Host for SecondBatch {
    fn node(&self, name: &str) -> Option<&Value> {
        (name == "Start").then_some(&self.node)
    }

    fn output_towards(&self, _: &str) -> Option<usize> {
        Some(0)
    }

    fn runs(&self, node: &str) -> Option<usize> {
        Some(if node == "Loop" { 2 } else { 1 })
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        match (node, run, output) {
            ("Start", 0, 0) => Some(&self.start),
            ("Loop", 1, 0) => Some(&self.batch),
            ("Work", 0, 0) => Some(&self.work),
            _ => None,
        }
    }

    fn source(&self, run: Option<(&str, usize)>, _: usize) -> Option<Source<'_>> {
        let (node, run) = match run {
            None => ("Loop", 1),
            Some(("Loop", _)) => ("Work", 0),
            Some(_) => return None,
        };
        Some(Source { node, output: 0, run })
    }
}

#[tokio::test]
async fn items_of_a_loop_are_linked_to_where_it_began() {
    let from_start = SourceData { previous_node: "Start".into(), previous_node_output: 0, previous_node_run: 0 };
    let link = ItemRef { source_overwrite: Some(Box::new(from_start)), ..ItemRef::new(1) };
    let host = SecondBatch {
        node: json!({ "name": "Start", "type": "start", "typeVersion": 1, "parameters": {} }),
        start: vec![Item::new(json!({ "id": "a" })), Item::new(json!({ "id": "b" }))],
        batch: vec![Item { paired_item: Some(PairedItem::One(link)), ..Item::new(json!({ "id": "b" })) }],
        work: vec![Item::new(json!({ "id": "done" })).paired_with(0)],
    };
    let condition = json!({ "leftValue": "={{ $('Start').item.json.id }}", "rightValue": "b",
        "operator": { "type": "string", "operation": "equals" } });
    let conditions = json!({ "combinator": "and", "options": { "version": 2 }, "conditions": [condition] });
    let node = node("filter", 2.2, &json!({ "conditions": conditions }), Map::new());
    let prepared = runtime().prepare(&node).expect("a node");
    let outcome = prepared.execution(vec![Item::new(json!({ "id": "b" }))]).host(Arc::new(host)).outcome().await;
    assert_eq!(data(&outcome.expect("an outcome")), [[json!({ "id": "b" })]]);
}
