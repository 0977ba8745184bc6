//! `evaluate`: the runtime's own evaluator, in its zone, unless the call says otherwise.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use nodewright::{Expression, Expressions, Registry, Result, Runtime, Scope};
use nodewright_server::Api;
use serde_json::{Value, json};

fn api(zone: Option<&str>) -> Api {
    let runtime = Runtime::builder().registry(Registry::new());
    let runtime = zone.into_iter().fold(runtime, |runtime, zone| runtime.time_zone(zone));
    Api::new(runtime.build().expect("a runtime"))
}

/// What `evaluate` answers to these parameters: its answer, or the error's message.
async fn answer(api: &Api, params: Value) -> Result<Value, String> {
    let answer = api.call("evaluate", params).await.map_err(|e| e.message().to_owned())?;
    Ok(serde_json::to_value(answer).expect("JSON"))
}

#[tokio::test]
async fn the_zone_is_that_of_the_runtime_unless_the_call_names_one() {
    let at = "2024-06-15T12:00:00Z";
    for (of_runtime, params, expected) in [
        (None, json!({}), "America/New_York"),
        (Some("Asia/Tokyo"), json!({}), "Asia/Tokyo"),
        (Some("Asia/Tokyo"), json!({ "zone": null }), "Asia/Tokyo"),
        (Some("Asia/Tokyo"), json!({ "zone": "Europe/Berlin" }), "Europe/Berlin"),
        (Some("Asia/Tokyo"), json!({ "now": at }), "Asia/Tokyo"),
        (None, json!({ "zone": "UTC", "now": at }), "UTC"),
    ] {
        let mut call = params.clone();
        call["expression"] = "={{ $now.zoneName }}".into();
        let expected = json!({ "type": "string", "value": expected });
        assert_eq!(answer(&api(of_runtime), call).await, Ok(expected), "{of_runtime:?} {params}");
    }
}

#[tokio::test]
async fn a_stopped_clock_is_of_one_call_alone() {
    let (api, expression) = (api(Some("UTC")), "={{ $now.toISO() }}");
    let at = "2024-06-15T12:34:56.789Z";
    for (zone, expected) in [("UTC", at), ("Asia/Tokyo", "2024-06-15T21:34:56.789+09:00")] {
        let call = json!({ "expression": expression, "now": at, "zone": zone });
        assert_eq!(answer(&api, call).await, Ok(json!({ "type": "string", "value": expected })));
    }
    let later = answer(&api, json!({ "expression": expression })).await.expect("a value");
    assert!(later["value"].as_str().expect("a text") > "2025", "{later}");
}

#[tokio::test]
async fn what_is_wrong_with_a_call_is_said() {
    for (params, expected) in [
        (json!({}), "The parameters of the call are malformed: 'expression' is missing"),
        (
            json!({ "expression": "", "zone": "Mars/X" }),
            "Unknown time zone 'Mars/X'; use an IANA name such as Europe/Berlin, UTC, or an offset such as UTC+2",
        ),
        (json!({ "expression": "", "now": "noon" }), "'noon' is not a time; write it as 2024-06-15T12:34:56.789Z"),
        (
            json!({ "expression": "", "context": { "nodes": [1] } }),
            "The context is malformed: The context's 'nodes' must hold objects with a name",
        ),
        (json!({ "expression": "={{ 1 + }}" }), "invalid syntax"),
    ] {
        assert_eq!(answer(&api(None), params.clone()).await, Err(expected.to_owned()), "{params}");
    }
}

/// A host's own evaluator: gives what stands after the `=`, with the item's `n`. Counts what it compiles.
#[derive(Clone, Default)]
struct Own {
    compiled: Arc<AtomicUsize>,
    zones: Arc<Mutex<Vec<String>>>,
    has_zones: bool,
}

impl Expressions for Own {
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>> {
        self.compiled.fetch_add(1, Ordering::Relaxed);
        Ok(Arc::new(Text(text[1..].to_owned())))
    }

    fn in_zone(&self, zone: &str) -> Result<Option<Arc<dyn Expressions>>> {
        self.zones.lock().expect("no panic").push(zone.to_owned());
        Ok(self.has_zones.then(|| Arc::new(self.clone()) as _))
    }
}

struct Text(String);

impl Expression for Text {
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>> {
        let n = &scope.items[scope.index].json["n"];
        Ok(match &*self.0 {
            "nothing" => None,
            "n" => Some(n.clone()),
            text => Some(text.into()),
        })
    }
}

fn api_of(own: &Own) -> Api {
    let runtime = Runtime::builder().registry(Registry::new()).expressions(Arc::new(own.clone()));
    Api::new(runtime.build().expect("a runtime"))
}

#[tokio::test]
async fn a_hosts_own_evaluator_is_used() {
    let items = json!([{ "json": { "n": 1 } }, { "json": { "n": [2] } }]);
    for (params, expected) in [
        (json!({ "expression": "=hello" }), json!({ "type": "string", "value": "hello" })),
        (json!({ "expression": "=nothing" }), json!({ "type": "undefined", "value": { "$undefined": true } })),
        (json!({ "expression": "=n" }), json!({ "type": "null", "value": null })),
        (json!({ "expression": "=n", "items": items }), json!({ "type": "number", "value": 1 })),
        (json!({ "expression": "=n", "items": items, "itemIndex": 1 }), json!({ "type": "array", "value": [2] })),
        (json!({ "expression": "n", "items": items }), json!({ "type": "string", "value": "n" })),
    ] {
        let own = Own::default();
        assert_eq!(answer(&api_of(&own), params.clone()).await, Ok(expected), "{params}");
        let is_expression = params["expression"].as_str().is_some_and(|text| text.starts_with('='));
        assert_eq!(own.compiled.load(Ordering::Relaxed), usize::from(is_expression));
    }
}

#[tokio::test]
async fn what_a_hosts_own_evaluator_does_not_know_is_refused() {
    for (params, has_zones, refused) in [
        (json!({ "context": {} }), true, Some("context")),
        (json!({ "now": "2024-06-15T12:00:00Z" }), true, Some("now")),
        (json!({ "returnObjectAsString": true }), true, Some("returnObjectAsString")),
        (json!({ "returnObjectAsString": false }), true, None),
        (json!({ "zone": "Asia/Tokyo" }), false, Some("zone")),
        (json!({ "zone": "Asia/Tokyo" }), true, None),
    ] {
        let own = Own { has_zones, ..Own::default() };
        let mut call = params.clone();
        call["expression"] = "=hello".into();
        let said = answer(&api_of(&own), call).await.err();
        let expected = refused.map(|name| {
            format!("The expressions of this runtime are its host's own, which take no '{name}'; leave it out")
        });
        assert_eq!(said, expected, "{params}");
        let asked = params["zone"].as_str().map(str::to_owned);
        assert_eq!(*own.zones.lock().expect("no panic"), Vec::from_iter(asked), "{params}");
    }
}
