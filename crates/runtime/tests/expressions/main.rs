//! What expressions see of the workflow around a node, as far as its host tells, and their time zone.

mod echo;
mod holds;

use std::sync::Arc;

use nodewright::{
    ErrorKind, Host, Item, NodeDescription, PairedItem, Prepared, Result, Runtime, Scope, Source,
    serde_json::{Value, json},
};

fn runtime() -> Runtime {
    let description = NodeDescription { subtitle: Some("={{ $now.zoneName }}".into()), ..NodeDescription::default() };
    Runtime::builder().registry(echo::registry(description)).time_zone("Asia/Tokyo").build().expect("a runtime")
}

/// What a parameter `say` is for the second of two items.
async fn said(prepared: &Prepared, host: Option<Arc<dyn Host>>) -> Result<Value> {
    let items = vec![Item::new(json!({ "n": 1 })), Item::new(json!({ "n": 2 }))];
    let mut execution = prepared.execution(items);
    if let Some(host) = host {
        execution = execution.host(host);
    }
    let outcome = execution.outcome().await?;
    Ok(outcome.outputs[0].last().map_or(Value::Null, |item| item.json["say"].clone()))
}

/// `Start` and `Other` lead to `Join`, which ran twice, and that to `Echo`; `Other` leads over its second output.
struct Workflow {
    variables: Value,
    workflow: Value,
    env: Value,
    context: Value,
    nodes: Value,
    start: Vec<Item>,
    other: Vec<Item>,
    /// By run; the items are linked to the one input or the other.
    join: [Vec<Item>; 2],
}

impl Workflow {
    fn new() -> Self {
        let linked = |json: Value, item: usize, input: usize| {
            let mut linked = Item::new(json);
            linked.paired_item = serde_json::from_value::<PairedItem>(json!({ "item": item, "input": input })).ok();
            linked
        };
        Self {
            variables: json!({ "$vars": { "greeting": "hello" }, "$execution": { "id": "77" } }),
            workflow: json!({ "id": "w1", "name": "Orders", "active": true }),
            env: json!({ "STAGE": "test" }),
            context: json!({ "Join": { "currentRunIndex": 4 }, "Echo": { "seen": 2 } }),
            nodes: json!({
                "Start": { "name": "Start", "type": "start", "parameters": { "path": "/in" } },
                "Other": { "name": "Other", "type": "other", "parameters": {} },
                "Join": { "name": "Join", "type": "join", "parameters": { "mode": "append" } },
            }),
            start: vec![Item::new(json!({ "id": "s0" })), Item::new(json!({ "id": "s1" }))],
            other: vec![Item::new(json!({ "id": "o0" }))],
            join: [
                vec![linked(json!({ "from": "first run" }), 0, 0)],
                vec![linked(json!({ "from": "start" }), 1, 0), linked(json!({ "from": "other" }), 0, 1)],
            ],
        }
    }
}

impl Host for Workflow {
    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    fn workflow(&self) -> Option<&Value> {
        Some(&self.workflow)
    }

    fn run_index(&self) -> usize {
        3
    }

    fn mode(&self) -> &str {
        "trigger"
    }

    fn node_context(&self, node: &str) -> Option<&Value> {
        self.context.get(node)
    }

    fn env(&self) -> Option<&Value> {
        Some(&self.env)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.nodes.get(name)
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        match node {
            "Start" | "Join" => Some(0),
            "Other" => Some(1),
            _ => None,
        }
    }

    fn runs(&self, node: &str) -> Option<usize> {
        match node {
            "Start" | "Other" => Some(1),
            "Join" => Some(2),
            _ => None,
        }
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        match (node, run, output) {
            ("Start", 0, 0) => Some(&self.start),
            ("Other", 0, 0) => Some(&[]),
            ("Other", 0, 1) => Some(&self.other),
            ("Join", run, 0) => self.join.get(run).map(Vec::as_slice),
            _ => None,
        }
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        match (run, input) {
            (None, 0) => Some(Source { node: "Join", output: 0, run: 1 }),
            (Some(("Join", _)), 0) => Some(Source { node: "Start", output: 0, run: 0 }),
            (Some(("Join", 1)), 1) => Some(Source { node: "Other", output: 1, run: 0 }),
            _ => None,
        }
    }
}

#[tokio::test]
async fn expressions_see_what_the_host_tells() {
    let (runtime, host) = (runtime(), Arc::new(Workflow::new()));
    for (expression, expected) in [
        ("={{ $vars.greeting + $execution.id }}", json!("hello77")),
        ("={{ $workflow.id + $workflow.name + $workflow.active }}", json!("w1Orderstrue")),
        ("={{ $mode + $runIndex }}", json!("trigger3")),
        ("={{ $env.STAGE }}", json!("test")),
        // What nodes keep
        ("={{ $('Join').context.currentRunIndex }}", json!(4)),
        ("={{ $node['Join'].context.currentRunIndex }}", json!(4)),
        ("={{ $input.context.currentRunIndex }}", json!(4)),
        // Nodes and their parameters
        ("={{ $('Start').params.path + $input.params.mode }}", json!("/inappend")),
        ("={{ $node['Start'].parameter.path }}", json!("/in")),
        ("={{ $prevNode.name + $prevNode.outputIndex + $prevNode.runIndex }}", json!("Join01")),
        // Runs and outputs
        ("={{ $('Join').first().json.from }}", json!("start")),
        ("={{ $('Join').first(0, 0).json.from }}", json!("first run")),
        ("={{ $('Join').all(0, 1).length }}", json!(2)),
        ("={{ $('Other').all().length }}", json!(1)),
        ("={{ $items('Start').length }}", json!(2)),
        ("={{ $('Start').isExecuted }}", json!(true)),
        // The second item came from `Join`, and there over its second input; the first one did not.
        ("={{ $('Join').item.json.from }}", json!("other")),
        ("={{ $itemIndex === 1 ? $('Other').item.json.id : '' }}", json!("o0")),
    ] {
        let node = json!({ "name": "Echo", "type": "echo", "parameters": { "say": expression } });
        let prepared = runtime.prepare(&node).expect(expression);
        assert_eq!(said(&prepared, Some(host.clone())).await.expect(expression), expected, "{expression}");
    }
}

#[tokio::test]
async fn what_the_host_does_not_know_is_an_error() {
    let (runtime, host) = (runtime(), Arc::new(Workflow::new()));
    // The first item is linked to one of `Start`, the second is not.
    for (expression, item) in [("={{ $('Nowhere').first().json }}", 0), ("={{ $('Start').item.json.id }}", 1)] {
        let node = json!({ "name": "Echo", "type": "echo", "parameters": { "say": expression } });
        let error = said(&runtime.prepare(&node).expect(expression), Some(host.clone())).await.expect_err(expression);
        assert_eq!((error.kind(), error.item_index()), (ErrorKind::Expression, Some(item)));
    }
}

#[tokio::test]
async fn expressions_see_their_siblings() {
    let runtime = runtime();
    for (say, expected) in [
        (
            json!({ "unit": "kg", "text": r#"={{ $parameter["&unit"].toUpperCase() }}"# }),
            json!({ "unit": "kg", "text": "KG" }),
        ),
        (
            json!({ "unit": "={{ $json.n }}", "text": r#"={{ $parameter["&unit"] * 10 }}"# }),
            json!({ "unit": 2, "text": 20 }),
        ),
        (
            json!({ "all": [{ "a": 1, "b": "={{ $parameter['&a'] }}" }, { "a": 2, "b": "={{ $parameter['&a'] }}" }] }),
            json!({ "all": [{ "a": 1, "b": 1 }, { "a": 2, "b": 2 }] }),
        ),
    ] {
        let node = json!({ "name": "Echo", "type": "echo", "parameters": { "say": say } });
        let prepared = runtime.prepare(&node).expect("a node");
        assert_eq!(said(&prepared, None).await.expect("a value"), expected);
    }
    // A list and the node itself are no siblings; n8n swallows the error about that.
    let asks = r#"={{ $parameter["&unit"] }}"#;
    for (say, expected) in
        [(json!(asks), json!(null)), (json!({ "list": [asks], "unit": 1 }), json!({ "list": [null], "unit": 1 }))]
    {
        let node = json!({ "name": "Echo", "type": "echo", "parameters": { "unit": "kg", "say": say } });
        assert_eq!(said(&runtime.prepare(&node).expect("a node"), None).await.expect("a value"), expected);
    }
}

#[test]
fn expressions_of_a_credential_see_itself() {
    let credentials = json!({ "subdomain": "eu", "host": "={{ $self.subdomain }}.example.com" });
    let scope = Scope { credentials: Some(&credentials), ..Scope::default() };
    for (expression, expected) in [
        ("={{ $self.subdomain }}", json!("eu")),
        ("=https://{{ $self.host }}/", json!("https://eu.example.com/")),
        ("={{ $credentials.subdomain }}", json!("eu")),
    ] {
        let compiled = runtime().expressions().compile(expression).expect(expression);
        assert_eq!(compiled.evaluate(&scope).expect(expression), Some(expected), "{expression}");
    }
}

#[test]
fn zones_that_do_not_exist_are_refused() {
    let unknown = "Unknown time zone 'Mars/X'; use an IANA name such as Europe/Berlin, UTC, or an offset such as UTC+2";
    let built = Runtime::builder().time_zone("Mars/X").build();
    assert_eq!(built.map(|_| ()).expect_err("no such zone").message(), unknown);
    let node = json!({ "name": "Echo", "type": "echo", "parameters": {} });
    let workflow = json!({ "nodes": [node], "connections": {}, "settings": { "timezone": "Mars/X" } });
    let prepared = runtime().prepare(&workflow);
    assert_eq!(prepared.map(|_| ()).expect_err("no such zone").message(), unknown);
}

#[tokio::test]
async fn expressions_are_in_the_time_zone_of_their_workflow() {
    let runtime = runtime();
    for (settings, zone) in [
        (json!({ "settings": { "timezone": "Europe/Berlin" } }), "Europe/Berlin"),
        (json!({ "settings": { "timezone": "America/Los_Angeles" } }), "America/Los_Angeles"),
        (json!({ "settings": { "timezone": "UTC" } }), "UTC"),
        (json!({ "settings": { "timezone": "DEFAULT" } }), "Asia/Tokyo"),
        (json!({ "settings": {} }), "Asia/Tokyo"),
        (json!({}), "Asia/Tokyo"),
    ] {
        let say = "={{ [$now.zoneName, $today.zoneName, $today.hour, DateTime.local(2024, 7, 1).zoneName, \
                   DateTime.fromISO('2024-07-01T00:00:00').toUTC().hour].join() }}";
        let node = json!({ "name": "Echo", "type": "echo", "parameters": { "say": say } });
        let mut workflow = json!({ "name": "W", "nodes": [node], "connections": {} });
        workflow.as_object_mut().expect("an object").extend(settings.as_object().cloned().unwrap_or_default());
        let hour = match zone {
            "Europe/Berlin" => 22,
            "America/Los_Angeles" => 7,
            "UTC" => 0,
            _ => 15,
        };
        for json in [workflow.clone(), json!([workflow])] {
            let prepared = runtime.prepare(&json).expect("a node");
            let said = said(&prepared, None).await.expect("a value");
            assert_eq!(said, json!(format!("{zone},{zone},0,{zone},{hour}")), "{settings}");
            assert_eq!(prepared.subtitle().await.expect("a subtitle").as_deref(), Some(zone));
            // Left to the JavaScript engine.
            let mut scripted = json.clone();
            let workflow = if scripted.is_array() { &mut scripted[0] } else { &mut scripted };
            workflow["nodes"][0]["parameters"]["say"] = json!("={{ BigInt(1) && $now.zoneName }}");
            let prepared = runtime.prepare(&scripted).expect("a node");
            assert_eq!(self::said(&prepared, None).await.expect("a value"), json!(zone));
        }
    }
}
