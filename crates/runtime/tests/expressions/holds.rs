//! What an expression without end does to its own execution, and what it does not do to others.

use std::time::{Duration, Instant};

use nodewright::{
    Cancellation, Item, NodeDescription, Outcome, Prepared, Result, Runtime,
    serde_json::{Value, json},
};

use crate::echo;

/// Never end within their time: in the native evaluator, in QuickJS, and in what QuickJS does without a call.
const ENDLESS: &[&str] = &[
    "={{ Array.from({ length: 1000 }, (_, i) => i).map(x => numberList(1, 100000).map(y => y * x)).length }}",
    "={{ (() => { for (;;); })() }}",
    "={{ (() => { const a = numberList(1, 300000); for (;;) [...a]; })() }}",
];

fn prepared(runtime: &Runtime, say: &str) -> Prepared {
    let node = json!({
        "name": "Echo", "type": "echo", "onError": "continueRegularOutput", "parameters": { "say": say },
    });
    runtime.prepare(&node).expect(say)
}

fn runtime() -> nodewright::Builder {
    Runtime::builder().registry(echo::registry(NodeDescription::default()))
}

fn items(count: usize) -> Vec<Item> {
    (0..count).map(|n| Item::new(json!({ "n": n }))).collect()
}

fn said(outcome: Result<Outcome>) -> Vec<Value> {
    let said = |item: &Item| item.json.get("say").or(item.json.get("error")).cloned().unwrap_or_default();
    outcome.expect("items").outputs[0].iter().map(said).collect()
}

#[tokio::test]
async fn the_worker_goes_on_and_cancelling_takes_effect() {
    let runtime = runtime().build().expect("a runtime");
    for say in ENDLESS {
        let cancellation = Cancellation::new();
        let executions = (0..4).map(|_| prepared(&runtime, say).execution(items(3)).cancellation(cancellation.clone()));
        let all: Vec<_> = executions.map(|execution| tokio::spawn(execution.outcome())).collect();
        // All of it on one thread: this timer fires in time only where none of them keeps the thread.
        let started = Instant::now();
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // An expression may run for five seconds.
        assert!(started.elapsed() < Duration::from_secs(4), "{say}");
        cancellation.cancel();
        for execution in all {
            let ended = execution.await.expect("no panic").expect_err("it was cancelled");
            assert_eq!(ended.message(), "The execution was cancelled", "{say}");
        }
        assert!(started.elapsed() < Duration::from_secs(4), "{say}");
    }
}

#[tokio::test]
async fn expressions_of_an_execution_have_a_time_in_all() {
    let runtime = runtime().expression_time(Duration::from_millis(100)).build().expect("a runtime");
    for say in ENDLESS {
        let said = said(prepared(&runtime, say).execute(items(50)).await);
        assert_eq!(said.len(), 50);
        assert_eq!(said[0], "Expression timed out", "{say}");
        assert_eq!(said[49], "The expressions of this execution have taken 0.1 s, all that they may", "{say}");
    }
}

#[tokio::test]
async fn what_takes_longer_than_a_moment_gives_its_value() {
    let runtime = runtime().build().expect("a runtime");
    for (say, expected) in [
        ("={{ (() => { let sum = $json.n; for (let i = 0; i < 10; i++) sum += i; return sum })() }}", json!([45, 46])),
        ("={{ numberList(1, 20000).map(n => n % 7).filter(n => n === $json.n).length }}", json!([2857, 2858])),
        ("={{ [...'x'.repeat(20000)].reduce((all, c) => all + c, '').length + $json.n }}", json!([20_000, 20_001])),
    ] {
        assert_eq!(json!(self::said(prepared(&runtime, say).execute(items(2)).await)), expected, "{say}");
    }
}
