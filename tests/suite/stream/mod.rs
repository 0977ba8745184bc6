//! Executions on a stream of items: the same results as on all of them, with only a few held.

mod command;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use futures_util::{StreamExt, pin_mut, stream};
use nodewright::{Cancellation, Emission, ErrorKind, Item, NodeError, Outcome, Runtime};
use nodewright_node_base as _;
use serde_json::{Value, json};

/// More than code is given at once.
const ITEMS: usize = 600;

fn node(node_type: &str, version: f64, parameters: &Value) -> Value {
    json!({
        "name": "Node", "type": format!("n8n-nodes-base.{node_type}"), "typeVersion": version, "parameters": parameters,
    })
}

fn set(value: &str) -> Value {
    let assignment = json!({ "id": "1", "name": "x", "type": "string", "value": value });
    node("set", 3.4, &json!({ "assignments": { "assignments": [assignment] }, "options": {} }))
}

/// `if` or `filter` for every third item.
fn decide(node_type: &str) -> Value {
    let equals = json!({ "type": "number", "operation": "equals" });
    let condition = json!({ "id": "1", "leftValue": "={{ $json.n % 3 }}", "rightValue": 0, "operator": equals });
    let options = json!({ "caseSensitive": true, "leftValue": "", "typeValidation": "strict", "version": 2 });
    let conditions = json!({ "options": options, "combinator": "and", "conditions": [condition] });
    node(node_type, 2.2, &json!({ "conditions": conditions, "options": {} }))
}

fn code(source: &str) -> Value {
    node("code", 2.0, &json!({ "mode": "runOnceForEachItem", "jsCode": source }))
}

fn with(mut node: Value, setting: &str, value: impl Into<Value>) -> Value {
    node[setting] = value.into();
    node
}

fn items() -> Vec<Item> {
    (0..ITEMS).map(|n| Item::new(json!({ "n": n, "list": [n, "b"] }))).collect()
}

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

/// What comes of a stream of `items`, and the error that ended it.
async fn streamed(node: &Value, items: Vec<Item>) -> (Outcome, Option<NodeError>) {
    let execution = runtime().prepare(node).expect("a node").execution_of(stream::iter(items).map(Ok));
    let mut outcome = Outcome::empty(execution.outputs());
    let results = execution.stream();
    pin_mut!(results);
    while let Some(result) = results.next().await {
        match result {
            Ok(emission) => outcome.push(emission),
            Err(error) => return (outcome, Some(error)),
        }
    }
    (outcome, None)
}

/// As JSON, without what differs between any two executions.
fn shown(outcome: &Outcome) -> Value {
    fn without_times(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.shift_remove("timestamp");
                members.values_mut().for_each(without_times);
            }
            Value::Array(list) => list.iter_mut().for_each(without_times),
            _ => {}
        }
    }
    let mut shown = json!(outcome.outputs);
    without_times(&mut shown);
    shown
}

#[tokio::test]
async fn gives_what_an_execution_on_all_items_gives() {
    let throws =
        "if ($json.n % 100 === 7) throw new Error('no ' + $itemIndex); return { json: { n: $json.n, i: $itemIndex } }";
    let counts = "const kept = $getWorkflowStaticData('node'); kept.n = (kept.n ?? 0) + 1; return { json: kept }";
    let function = "item.twice = item.n * 2; return item";
    let routing = json!({ "values": [{ "outputKey": "a", "conditions": decide("if")["parameters"]["conditions"] }] });
    for node in [
        set("={{ $json.n * 2 }} of {{ $itemIndex }}, {{ $input.item.json.n }}"),
        set("={{ $json.list.map(x => x + x).join() }} {{ JSON.stringify($input.item.pairedItem) }}"),
        set("fixed"),
        with(set("={{ $('Nobody').item }}"), "onError", "continueRegularOutput"),
        with(set("={{ $json.n % 2 ? $('Nobody').item : 1 }}"), "onError", "continueErrorOutput"),
        with(set("={{ $json.n }}"), "executeOnce", true),
        with(set("={{ $json.n }}"), "disabled", true),
        decide("if"),
        decide("filter"),
        node("switch", 3.2, &json!({ "mode": "rules", "rules": routing, "options": { "fallbackOutput": "extra" } })),
        node("noOp", 1.0, &json!({})),
        node("splitOut", 1.0, &json!({ "fieldToSplitOut": "list", "options": {} })),
        code("return { json: { m: $json.n + 1, i: $itemIndex, item: $input.item.json.n } }"),
        code("return $json.n % 2 ? null : $input.item"),
        code("return { json: { x: $evaluateExpression('{{ $json.n + 1000 * $itemIndex }}') } }"),
        code(counts),
        with(code(throws), "onError", "continueRegularOutput"),
        with(code(throws), "onError", "continueErrorOutput"),
        node("functionItem", 1.0, &json!({ "functionCode": function })),
        with(
            node(
                "functionItem",
                1.0,
                &json!({ "functionCode": "if (item.n === 400) throw new Error('x'); return item" }),
            ),
            "onError",
            "continueRegularOutput",
        ),
    ] {
        let (outcome, error) = streamed(&node, items()).await;
        assert!(error.is_none(), "{node}: {error:?}");
        let all = runtime().prepare(&node).expect("a node").execute(items()).await.expect("a result");
        let (streamed, all) = (shown(&outcome), shown(&all));
        assert_eq!(streamed, all, "{node}");
        let executed_once = node.get("executeOnce").is_some();
        let count: usize = outcome.outputs.iter().map(Vec::len).sum();
        assert!(if executed_once { count == 1 } else { count >= ITEMS / 3 }, "{node}: {count} items");
    }
}

#[tokio::test]
async fn an_output_without_items_gets_one_where_the_node_says_so() {
    for items in [items(), vec![]] {
        let node = with(code("return null"), "alwaysOutputData", true);
        let (outcome, error) = streamed(&node, items).await;
        assert_eq!((outcome.outputs, error), (vec![vec![Item::empty()]], None));
    }
}

#[tokio::test]
async fn errors_count_from_the_start_of_the_stream() {
    for (node, before, text) in [
        (set("={{ $json.n === 300 ? $('Nobody').item : 1 }}"), 300, ""),
        // What the portion gave before its failure is gone with it, as on all items.
        (code("if ($json.n === 300) throw new Error('no'); return {}"), 256, ""),
        (code("return $json.n === 300 ? 5 : {}"), 256, "[item 300]"),
        (
            node(
                "functionItem",
                1.0,
                &json!({ "functionCode": "if (item.n === 300) throw new Error('no'); return item" }),
            ),
            256,
            "Item Index: 300",
        ),
    ] {
        let (outcome, error) = streamed(&node, items()).await;
        let error = error.expect("an error");
        assert_eq!((error.item_index(), outcome.outputs[0].len()), (Some(300), before), "{node}: {error:?}");
        assert!(error.message().contains(text), "{node}: {error}");
        let all = runtime().prepare(&node).expect("a node").execute(items()).await.expect_err("an error");
        assert_eq!((error.message(), error.item_index()), (all.message(), all.item_index()), "{node}");
    }
    // An error of the input comes behind the items before it.
    for node in [set("x"), code("return {}"), node("noOp", 1.0, &json!({}))] {
        let input =
            stream::iter([Ok(Item::empty()), Err(NodeError::new(ErrorKind::Input, "broken")), Ok(Item::empty())]);
        let results: Vec<_> = runtime().prepare(&node).expect("a node").execution_of(input).stream().collect().await;
        let [Ok(Emission { output: 0, .. }), Err(error)] = &results[..] else { panic!("{results:?}") };
        assert_eq!(error.message(), "broken");
    }
}

#[tokio::test]
async fn what_needs_all_items_is_refused() {
    let code = |source: &str| node("code", 2.0, &json!({ "mode": "runOnceForAllItems", "jsCode": source }));
    for node in [
        node("sort", 1.0, &json!({ "type": "random" })),
        node("aggregate", 1.0, &json!({ "aggregate": "aggregateAllItemData" })),
        node("limit", 1.0, &json!({ "maxItems": 1 })),
        node("removeDuplicates", 2.0, &json!({})),
        node("splitInBatches", 3.0, &json!({})),
        node("summarize", 1.1, &json!({})),
        code("return items"),
    ] {
        let (outcome, error) = streamed(&node, items()).await;
        let error = error.expect("an error");
        let named = format!("The node '{}' needs all items at once", node["type"].as_str().expect("a type"));
        assert!(error.message().starts_with(&named), "{error}");
        assert!(error.description().is_some_and(|text| text.contains("without --stream")), "{error:?}");
        assert_eq!(error.kind(), ErrorKind::Input, "{node}");
        assert!(outcome.outputs.iter().all(Vec::is_empty), "{node}");
    }
}

#[tokio::test]
async fn expressions_that_see_other_items_are_refused_by_name() {
    for (expression, name) in [
        ("$input.all().length", "$input.all()"),
        ("$input.first().json.n", "$input.first()"),
        ("$input.last().json.n", "$input.last()"),
        ("$items().length", "$items()"),
        ("$item(0).$json.n", "$item(0)"),
        ("$item($itemIndex + 1).$json.n", "$item(301)"),
        ("$evaluateExpression('$json.n', 5)", "$evaluateExpression() for item 5"),
        ("$fromAI('key', 'text', 'string', 'x')", "$fromAI()"),
        // In the engine for whole JavaScript as well.
        ("(() => { const all = () => $input.all(); return all().length })()", "$input.all()"),
        ("(() => { for (const item of $items()) return item.json.n })()", "$items()"),
        ("(() => { const { first } = $input; return first().json.n })()", "$input.first()"),
    ] {
        // Also where it is not the first item, which would be the only one at hand.
        let guarded = format!("={{{{ $itemIndex < 300 ? $json.n : {expression} }}}}");
        let (outcome, error) = streamed(&set(&guarded), items()).await;
        let error = error.unwrap_or_else(|| panic!("{expression} gives {:?}", outcome.outputs[0].get(300)));
        let message = format!("{name} is not available where items come as a stream");
        assert_eq!((error.message(), error.item_index()), (message.as_str(), Some(300)), "{expression}");
        assert_eq!(outcome.outputs[0].len(), 300, "{expression}");
    }
    for source in [
        "return { json: { n: $input['all']().length } }",
        "return { n: $items().length }",
        "return { n: $input['first']().json.n }",
    ] {
        let (_, error) = streamed(&code(source), items()).await;
        let error = error.expect("an error");
        assert!(error.message().contains("is not available where items come as a stream"), "{source}: {error}");
    }
    // The item's own index is as good as none.
    let (outcome, error) = streamed(&set("={{ $item($itemIndex).$json.n }}"), items()).await;
    assert_eq!((error, outcome.outputs[0].len()), (None, ITEMS));
}

#[tokio::test]
async fn the_input_is_read_no_faster_than_results_are_taken() {
    for (node, ahead) in [(set("={{ $json.n }}"), 10), (decide("if"), 10), (code("return $json"), 2 * 256 + 1)] {
        let read = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&read);
        let endless = stream::repeat_with(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(Item::new(json!({ "n": 1 })))
        });
        let results = runtime().prepare(&node).expect("a node").execution_of(endless).stream();
        pin_mut!(results);
        for taken in 1..=1000 {
            results.next().await.expect("a result").expect("no error");
            let read = read.load(Ordering::Relaxed);
            assert!(read <= taken + ahead, "{read} items are read for {taken} results of {node}");
        }
    }
}

#[tokio::test]
async fn a_cancellation_ends_it_wherever_it_is() {
    // Waiting for the input, for an item, and for a program that does not end.
    for (node, count) in [(set("x"), 1), (code("return new Promise(() => {})"), 0), (code("for (;;) {}"), 0)] {
        let cancellation = Cancellation::new();
        let input = stream::iter([Ok(Item::empty())]).chain(stream::pending());
        let execution =
            runtime().prepare(&node).expect("a node").execution_of(input).cancellation(cancellation.clone());
        let results = execution.stream();
        pin_mut!(results);
        for _ in 0..count {
            results.next().await.expect("a result").expect("no error");
        }
        let (next, ()) = tokio::join!(results.next(), async {
            tokio::task::yield_now().await;
            cancellation.cancel();
        });
        let error = next.expect("an error").expect_err("an error");
        assert_eq!(error.kind(), ErrorKind::Cancelled, "{node}");
        assert!(results.next().await.is_none(), "{node}");
    }
}

#[test]
fn settings_are_those_of_any_execution() {
    let execution = runtime().prepare(&with(decide("if"), "onError", "continueErrorOutput")).expect("a node");
    assert_eq!(execution.execution_of(stream::empty()).outputs(), 3);
}
