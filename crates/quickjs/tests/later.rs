//! Host functions that answer later: a future on the host's runtime settles a promise of the realm.

use nodewright_quickjs::js::{Exception, Result, Value as JsValue};
use nodewright_quickjs::{Asks, Call, Failure, Host, Js, Limit, NoHost, Options, Pending, Realm, Script};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::Barrier;

const TIME: Duration = Duration::from_secs(10);

/// Its work is done by the tasks of a runtime that the realm's thread is no part of.
struct Service<'s> {
    runtime: &'s Handle,
    /// Three that meet get on together.
    meeting: Arc<Barrier>,
}

impl Host for Service<'_> {
    fn begin<'js>(&self, js: &Js<'js>, operation: &str, request: JsValue<'js>) -> Result<Pending> {
        let request = js.to_json(request).ok().flatten().unwrap_or_default();
        let meeting = Arc::clone(&self.meeting);
        let operation = match operation {
            "double" | "meet" | "fail" | "never" => operation.to_owned(),
            other => return Err(Exception::throw_range(&js.ctx, &format!("not {other}"))),
        };
        let task = self.runtime.spawn(async move {
            match operation.as_str() {
                "double" => Ok(json!(request.as_i64().unwrap_or(0) * 2)),
                "meet" => {
                    meeting.wait().await;
                    Ok(request)
                }
                "fail" => Err("the service is away".to_owned()),
                _ => std::future::pending().await,
            }
        });
        Ok(Box::pin(async move { task.await.map_err(|error| error.to_string())? }))
    }
}

fn ask_later<'js>(js: &Js<'js>, asks: &Asks<'js>) -> Result<()> {
    js.ctx.globals().set("later", asks.later.clone())
}

fn realm() -> Realm {
    Realm::new(&Options::default(), ask_later).expect("a realm")
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_time().build().expect("a runtime")
}

fn run(
    realm: &mut Realm,
    runtime: &Runtime,
    source: &str,
    busy: Duration,
) -> std::result::Result<Option<Value>, Failure> {
    let host = Service { runtime: runtime.handle(), meeting: Arc::new(Barrier::new(3)) };
    let (script, limit) = (Script::new(source), Limit::within(TIME));
    let call = Call { script: &script, argument: &json!([1, 2, 3]), limit: &limit, host: &host };
    runtime.block_on(realm.call_async(&call, busy))
}

#[test]
fn answers_settle_promises() {
    let (runtime, mut realm) = (runtime(), realm());
    for (source, result) in [
        ("(list) => list.length", Ok(json!(3))),
        ("async (list) => list.length", Ok(json!(3))),
        ("async () => await later('double', 21)", Ok(json!(42))),
        ("() => later('double', 21)", Ok(json!(42))),
        (
            "async (list) => { let sum = 0; for (const n of list) sum += await later('double', n); return sum }",
            Ok(json!(12)),
        ),
        ("(list) => Promise.all(list.map((n) => later('meet', n)))", Ok(json!([1, 2, 3]))),
        (
            "async () => { try { await later('fail') } catch (error) { return `${error}` } }",
            Ok(json!("Error: the service is away")),
        ),
        ("async () => await later('fail')", Err("Error: the service is away")),
        ("async () => { await later('double', 1); throw new TypeError('after') }", Err("TypeError: after")),
        ("async () => await later('other')", Err("RangeError: not other")),
        ("async () => await { then(resolve) { resolve('thenable') } }", Ok(json!("thenable"))),
    ] {
        let given = run(&mut realm, &runtime, source, TIME).map_err(|failure| failure.to_string());
        assert_eq!(given, result.map(Some).map_err(str::to_owned), "{source}");
        assert!(realm.is_reusable(), "{source}");
    }
}

#[test]
fn what_never_ends_is_told_apart() {
    let runtime = runtime();
    let brief = Duration::from_millis(100);
    for (source, expected) in [
        ("() => new Promise(() => {})", "The code waits for a promise that is never settled"),
        ("async () => { while (true) await 0 }", "The code ran out of time"),
        ("async () => { await later('double', 1); while (true); }", "The code ran out of time"),
        (
            "async () => { const all = []; while (true) { all.push(new Array(1e5).fill(0)); await 0 } }",
            "The code ran out of memory",
        ),
        (
            "async (list) => { for (let n = 0; n < 20000; n++) list.push(later('never')); }",
            "RangeError: More than 10000 answers are waited for at once",
        ),
    ] {
        let mut realm = realm();
        let busy = if expected.ends_with("out of time") { brief } else { TIME };
        let failure = run(&mut realm, &runtime, source, busy).expect_err(source);
        assert_eq!(failure.to_string(), expected, "{source}");
        assert!(!realm.is_reusable(), "{source}");
    }
}

/// Another realm runs while one waits.
#[test]
fn dropping_a_call_spoils_its_realm() {
    let (runtime, mut waiting, mut other) = (runtime(), realm(), realm());
    let host = Service { runtime: runtime.handle(), meeting: Arc::new(Barrier::new(3)) };
    let limit = Limit::within(TIME);
    let never = Script::new("async () => await later('never')");
    let soon = Script::new("async () => await later('double', 4)");
    runtime.block_on(async {
        let never = Call { script: &never, argument: &json!(null), limit: &limit, host: &host };
        let soon = Call { script: &soon, argument: &json!(null), limit: &limit, host: &host };
        tokio::select! {
            biased;
            ended = waiting.call_async(&never, TIME) => panic!("nothing answers: {ended:?}"),
            answer = other.call_async(&soon, TIME) => assert_eq!(answer.expect("an answer"), Some(json!(8))),
        }
    });
    assert!(!waiting.is_reusable());
    assert!(other.is_reusable());
}

#[test]
fn a_host_without_answers_says_so() {
    let (script, limit) = (Script::new("async () => await later('anything')"), Limit::within(TIME));
    let call = Call { script: &script, argument: &json!(null), limit: &limit, host: &NoHost };
    let failed = runtime().block_on(realm().call_async(&call, TIME)).map_err(|failure| failure.to_string());
    assert_eq!(failed, Err("TypeError: no such operation: anything".to_owned()));
}
