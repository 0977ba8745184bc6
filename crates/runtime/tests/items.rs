//! Driving a node item by item: order, pages, cancellation, what a host tells expressions.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use nodewright::{
    Cancellation, Effect, ErrorKind, Host, Item, Node, NodeDescription, NodeError, Parameters, Prepared, Property,
    Registry, Result, Runtime, Source, Version, VersionedNode,
    core::{Call, Context, EachItem, Job, Output, Plan, Session},
    properties::PropertyType,
    serde_json::{Value, json},
};

/// Emits `pages` pages of one item each, then gives a last item; fails `failures` times at the end of it.
#[derive(Clone, Default)]
struct Pages {
    description: Arc<NodeDescription>,
    pages: usize,
    failures: Arc<AtomicUsize>,
    attempts: Arc<AtomicUsize>,
}

#[async_trait]
impl Node for Pages {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(self.clone()))
    }
}

#[async_trait]
impl Plan for Pages {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Read)
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::EachItem(Box::new(self.clone())))
    }
}

impl EachItem for Pages {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        Ok(Box::new(Paging(self.clone(), parameters.get("say").cloned())))
    }
}

struct Paging(Pages, Option<Value>);

#[async_trait]
impl Job for Paging {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        self.0.attempts.fetch_add(1, Ordering::Relaxed);
        for page in 0..self.0.pages {
            call.emit(vec![Item::new(json!({ "item": call.index(), "page": page }))]).await?;
        }
        let fails =
            self.0.failures.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        if fails {
            return Err(NodeError::new(ErrorKind::Operation, "not this time"));
        }
        Ok(Output::one(json!({ "item": call.index(), "last": true, "say": self.1 })))
    }
}

fn prepare(node: &Pages, settings: Value) -> Prepared {
    let mut registry = Registry::new();
    let parameter = |name: &'static str| Property::new(name, name, PropertyType::Json, Value::Null);
    let properties = vec![parameter("say"), parameter("to")];
    let description = Arc::new(NodeDescription { properties, ..(*node.description).clone() });
    let node = Pages { description, ..node.clone() };
    registry.register(VersionedNode::new("pages", &[]).version(Version::ONE, Arc::new(node)));
    let runtime = Runtime::builder().registry(registry).build().expect("a runtime");
    let mut json = json!({ "name": "Pages", "type": "pages", "parameters": {} });
    json.as_object_mut().expect("an object").extend(settings.as_object().cloned().unwrap_or_default());
    runtime.prepare(&json).expect("a node")
}

#[tokio::test]
async fn pages_come_in_the_order_of_the_input() {
    for (items, pages, concurrency) in [(1, 0, 1), (1, 3, 1), (3, 2, 1), (3, 2, 3), (20, 5, 8)] {
        let prepared = prepare(&Pages { pages, ..Pages::default() }, json!({}));
        let outcome =
            prepared.execution(vec![Item::empty(); items]).concurrency(concurrency).outcome().await.expect("items");
        let seen: Vec<_> =
            outcome.outputs[0].iter().map(|item| (item.json["item"].clone(), item.json["page"].clone())).collect();
        let one = |item| (0..pages).map(move |page| (json!(item), json!(page))).chain([(json!(item), Value::Null)]);
        assert_eq!(seen, (0..items).flat_map(one).collect::<Vec<_>>(), "{items} items, {pages} pages");
        assert!(outcome.outputs[0].iter().all(|item| item.paired_item.is_some()));
    }
}

#[tokio::test]
async fn concurrency_out_of_its_bounds_is_refused_when_it_is_executed() {
    for (concurrency, works) in [(0, false), (1, true), (1024, true), (1025, false), (usize::MAX, false)] {
        let node = Pages::default();
        let outcome = prepare(&node, json!({})).execution(vec![Item::empty()]).concurrency(concurrency).outcome().await;
        let message = format!("concurrency must be between 1 and 1024, not {concurrency}");
        assert_eq!(outcome.err().map(|e| e.message().to_owned()), (!works).then_some(message));
        assert_eq!(node.attempts.load(Ordering::Relaxed), usize::from(works), "nothing is run where it is refused");
    }
}

#[tokio::test(start_paused = true)]
async fn what_has_been_handed_on_is_not_tried_again() {
    for (pages, attempts, succeeds) in [(0, 2, true), (2, 1, false)] {
        let node = Pages { pages, failures: Arc::new(AtomicUsize::new(1)), ..Pages::default() };
        let result = prepare(&node, json!({ "retryOnFail": true })).execute(vec![Item::empty()]).await;
        assert_eq!((node.attempts.load(Ordering::Relaxed), result.is_ok()), (attempts, succeeds), "{pages} pages");
    }
}

#[tokio::test]
async fn a_failed_item_keeps_its_place() {
    for (settings, outputs) in [
        (json!({ "onError": "continueRegularOutput" }), vec![vec![0, 1, 2]]),
        (json!({ "continueOnFail": true }), vec![vec![0, 1, 2]]),
        (json!({ "onError": "continueErrorOutput" }), vec![vec![1, 2], vec![0]]),
    ] {
        let node = Pages { failures: Arc::new(AtomicUsize::new(1)), ..Pages::default() };
        let outcome = prepare(&node, settings.clone())
            .execution(vec![Item::empty(); 3])
            .concurrency(1)
            .outcome()
            .await
            .expect("items");
        let places = |items: &Vec<Item>| {
            items.iter().map(|item| json!(item)["pairedItem"]["item"].as_u64().expect("a link")).collect()
        };
        assert_eq!(outcome.outputs.iter().map(places).collect::<Vec<Vec<_>>>(), outputs, "{settings}");
        let failed = outcome.outputs.iter().flatten().find(|item| item.error.is_some()).expect("a failed item");
        assert_eq!(failed.json, json!({ "error": "not this time" }));
    }
}

#[tokio::test]
async fn a_cancelled_execution_ends_with_an_error() {
    let cancellation = Cancellation::new();
    cancellation.cancel();
    let prepared = prepare(&Pages::default(), json!({ "onError": "continueRegularOutput" }));
    let error = prepared.execution(vec![Item::empty()]).cancellation(cancellation).outcome().await.expect_err("an end");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Cancelled, "The execution was cancelled"));
}

/// A workflow in which `Start` ran before.
struct Workflow {
    variables: Value,
    start: Value,
    items: Vec<Item>,
}

impl Host for Workflow {
    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    fn run_index(&self) -> usize {
        3
    }

    fn mode(&self) -> &str {
        "trigger"
    }

    fn node(&self, name: &str) -> Option<&Value> {
        (name == "Start").then_some(&self.start)
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        (node == "Start").then_some(0)
    }

    fn runs(&self, node: &str) -> Option<usize> {
        (node == "Start").then_some(1)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        (node == "Start" && run == 0 && output == 0).then_some(&self.items)
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        (run.is_none() && input == 0).then_some(Source { node: "Start", output: 0, run: 0 })
    }
}

#[tokio::test]
async fn expressions_see_what_the_host_tells() {
    let host = Arc::new(Workflow {
        variables: json!({ "$vars": { "greeting": "hello" } }),
        start: json!({ "name": "Start", "type": "start", "typeVersion": 1, "parameters": {} }),
        items: vec![Item::new(json!({ "id": "first" })), Item::new(json!({ "id": "second" }))],
    });
    for (expression, expected) in [
        ("={{ $vars.greeting.toUpperCase() }}", json!(["HELLO", "HELLO"])),
        ("={{ $('Start').item.json.id }}", json!(["first", "second"])),
        ("={{ $('Start').all().length + $itemIndex }}", json!([2, 3])),
        ("={{ $mode + $runIndex }}", json!(["trigger3", "trigger3"])),
        ("={{ $json.n * 2 }}", json!([2, 4])),
        ("={{ $binary.file?.mimeType ?? 'none' }}", json!(["none", "none"])),
    ] {
        let prepared = prepare(&Pages::default(), json!({ "parameters": { "say": expression } }));
        let items = vec![Item::new(json!({ "n": 1 })), Item::new(json!({ "n": 2 }))];
        let outcome = prepared.execution(items).host(host.clone()).outcome().await.expect(expression);
        let said: Value = outcome.outputs[0].iter().map(|item| item.json["say"].clone()).collect();
        assert_eq!(said, expected, "{expression}");
    }
    let prepared = prepare(&Pages::default(), json!({ "parameters": { "say": "={{ $('Start').item.json.id }}" } }));
    let error = prepared.execute(vec![Item::empty()]).await.expect_err("there is no host");
    assert_eq!((error.kind(), error.name(), error.item_index()), (ErrorKind::Expression, "ExpressionError", Some(0)));
}

#[tokio::test]
async fn a_subtitle_is_evaluated_on_the_parameters() {
    for (subtitle, expected) in [
        (Some(r#"={{$parameter["say"] + ": " + $parameter["to"]}}"#), Some("hello: you")),
        (Some("plain"), Some("plain")),
        (None, None),
    ] {
        let description = NodeDescription { subtitle: subtitle.map(Into::into), ..NodeDescription::default() };
        let node = Pages { description: Arc::new(description), ..Pages::default() };
        let prepared = prepare(&node, json!({ "parameters": { "say": "hello", "to": "you" } }));
        assert_eq!(prepared.subtitle().await.expect("a subtitle").as_deref(), expected);
    }
}
