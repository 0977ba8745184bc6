//! What a realm gives, what it refuses, and what is left of it.

use nodewright_quickjs::js::{Exception, Result, Value as JsValue};
use nodewright_quickjs::{Asks, Call, Failure, Host, Js, Limit, NoHost, Options, Realm, Script};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use std::time::Duration;

const TIME: Duration = Duration::from_secs(20);
/// For what never ends.
const BRIEF: Duration = Duration::from_millis(100);

fn realm(options: &Options) -> Realm {
    Realm::new(options, |_, _| Ok(())).expect("a realm")
}

fn run(realm: &mut Realm, source: &str, argument: Value) -> std::result::Result<Option<Value>, Failure> {
    run_within(TIME, realm, source, argument)
}

fn run_within(
    time: Duration,
    realm: &mut Realm,
    source: &str,
    argument: Value,
) -> std::result::Result<Option<Value>, Failure> {
    let limit = Limit::within(time);
    realm.call(&Call { script: &Script::new(source), argument: &argument, limit: &limit, host: &NoHost })
}

/// The name of a failure, and its text.
fn told(failure: &Failure) -> (&'static str, String) {
    let kind = match failure {
        Failure::Syntax(_) => "syntax",
        Failure::TooDeep => "deep",
        Failure::OutOfTime => "time",
        Failure::OutOfMemory => "memory",
        Failure::Exception(_) => "exception",
        Failure::Result(_) => "result",
        _ => "other",
    };
    (kind, failure.to_string())
}

#[test]
fn json_goes_in_and_out() {
    let mut realm = realm(&Options::default());
    for (source, argument, result) in [
        (
            "(x) => x",
            json!({ "b": [1, 0.1, "ä😀", null, true], "__proto__": 1 }),
            Some(json!({ "b": [1, 0.1, "ä😀", null, true], "__proto__": 1 })),
        ),
        ("() => undefined", json!(null), None),
        ("() => () => 1", json!(null), None),
        ("() => [undefined, NaN, () => 1]", json!(null), Some(json!([null, null, null]))),
        ("() => new Date(0)", json!(null), Some(json!("1970-01-01T00:00:00.000Z"))),
        ("() => '\\ud83d'", json!(null), Some(json!("\u{fffd}"))),
        ("() => 0.1 + 0.2", json!(null), Some(json!(0.1 + 0.2))),
        ("function () { return this === globalThis }", json!(null), Some(json!(true))),
    ] {
        // An anonymous function stands in parentheses.
        let source = format!("({source})");
        assert_eq!(run(&mut realm, &source, argument).expect(&source), result, "{source}");
    }
    assert!(realm.is_reusable());
}

#[test]
fn failures_are_told_apart() {
    let deep = format!("() => {}1{}", "(".repeat(100_000), ")".repeat(100_000));
    let nested = "() => { let a = []; for (let i = 0; i < 1000; i++) a = [a]; return a }";
    for (source, kind, text, reusable) in [
        ("() => {", "syntax", "", true),
        (deep.as_str(), "deep", "The code nests too deep", false),
        ("() => { const f = () => f() + 1; return f() }", "deep", "The code nests too deep", false),
        ("() => { while (true); }", "time", "The code ran out of time", false),
        ("() => { while (true) try { while (true); } catch {} }", "time", "The code ran out of time", false),
        (
            "() => { const all = []; while (true) all.push(new Array(1000).fill(0)) }",
            "memory",
            "The code ran out of memory",
            false,
        ),
        ("() => 'x'.repeat(1e8)", "memory", "The code ran out of memory", false),
        ("() => { throw new TypeError('not that') }", "exception", "TypeError: not that", true),
        ("() => null.x", "exception", "TypeError: cannot read property 'x' of null", true),
        ("() => { throw 'text' }", "exception", "text", true),
        ("() => { throw { code: 1 } }", "exception", r#"{"code":1}"#, true),
        ("() => { throw undefined }", "exception", "undefined", true),
        (
            "() => { const e = new Error('x'); Object.defineProperty(e, 'name', { get() { throw 1 } }); throw e }",
            "exception",
            "x",
            true,
        ),
        ("() => { const a = []; a.push(a); return a }", "exception", "TypeError: circular reference", true),
        (nested, "result", "", true),
        ("() => 1n", "exception", "TypeError: BigInt are forbidden in JSON.stringify", true),
    ] {
        let mut realm = realm(&Options { memory: 16 << 20, ..Options::default() });
        let time = if kind == "time" { BRIEF } else { TIME };
        let failure = run_within(time, &mut realm, source, json!(null)).expect_err(source);
        let (found, message) = told(&failure);
        assert_eq!(found, kind, "{}: {message}", &source[..source.len().min(80)]);
        assert!(text.is_empty() || message == text, "{source}: {message}");
        assert_eq!(realm.is_reusable(), reusable, "{}", &source[..source.len().min(80)]);
    }
}

#[test]
fn a_flag_stops_what_runs() {
    let mut realm = realm(&Options::default());
    let limit = Limit::within(Duration::from_secs(600));
    limit.stop.store(true, Ordering::Relaxed);
    let call =
        Call { script: &Script::new("() => { while (true); }"), argument: &json!(null), limit: &limit, host: &NoHost };
    assert!(matches!(realm.call(&call), Err(Failure::OutOfTime)));
}

#[test]
fn a_stack_names_the_file() {
    let script = Script::new("() => {\n  throw new Error('here') }").named("package/index.js");
    let limit = Limit::within(TIME);
    let call = Call { script: &script, argument: &json!(null), limit: &limit, host: &NoHost };
    let Err(Failure::Exception(thrown)) = realm(&Options::default()).call(&call) else { panic!("it throws") };
    assert!(thrown.stack.as_deref().is_some_and(|stack| stack.contains("package/index.js:2:")), "{thrown:?}");
}

/// Loops of the engine's own that would take longer than anyone waits.
#[test]
fn loops_of_the_engine_are_bounded() {
    for source in [
        "() => [].reverse.call({ length: 2 ** 32 })",
        "() => [].indexOf.call({ length: 2 ** 53 - 1 }, 1)",
        "() => Array.from({ length: 2 ** 32 - 1 })",
        "() => [].concat({ length: 2 ** 50, [Symbol.isConcatSpreadable]: true })",
        "() => String.raw({ raw: { length: 2 ** 40 } })",
        "() => { const a = []; a[4e9] = 1; return a.map(() => 1).length }",
    ] {
        let failure = run(&mut realm(&Options::default()), source, json!(null)).expect_err(source);
        assert_eq!(told(&failure).0, "memory", "{source}");
    }
    // A search that is long by its product is interrupted.
    let search = "() => 'a'.repeat(8e6).indexOf('a'.repeat(4e5) + 'b')";
    let failure = run_within(BRIEF, &mut realm(&Options::default()), search, json!(null)).expect_err(search);
    assert_eq!(told(&failure).0, "time");
}

/// A long search in pieces finds what the engine's own finds.
#[test]
fn a_long_search_finds_the_same() {
    let found = r"(name) => {
        const wanted = 'ab'.repeat(50) + 'c';
        const text = ('x'.repeat(70) + wanted + 'ab'.repeat(300)).repeat(400) + wanted;
        const short = (text) => (Array.isArray(text) ? text.map((part) => part.length) : typeof text === 'string' ? [text.length, text.slice(0, 400)] : text);
        const all = {
            includes: [[wanted], [wanted, 1e5], [wanted, 1e9], ['d' + wanted], [wanted, NaN]],
            indexOf: [[wanted], [wanted, 71], [wanted, 2e5], [wanted, -5], [wanted + wanted], [wanted, 1e9]],
            lastIndexOf: [[wanted], [wanted, 1e5], [wanted, 0], [wanted, 70], [wanted, NaN], [wanted, -1], [wanted + 'd']],
            split: [[wanted], [wanted, 3], [wanted, 0], ['d' + wanted], [wanted, 2 ** 32 + 2]],
            replaceAll: [[wanted, '-'], [wanted, '[$&$$]'], [wanted, '$1$'], [wanted, undefined], ['d' + wanted, '-']],
        };
        return all[name].map((args) => short(text[name](...args)));
    }";
    let own = Options { bounded: false, ..Options::default() };
    for name in ["includes", "indexOf", "lastIndexOf", "split", "replaceAll"] {
        let expected = run(&mut realm(&own), found, json!(name)).expect(name);
        assert_eq!(run(&mut realm(&Options::default()), found, json!(name)).expect(name), expected, "{name}");
    }
}

#[test]
fn a_frozen_realm_keeps_nothing() {
    let writes = "() => { globalThis.left = 1; Math.left = 1; Array.prototype.left = 1; Object.keys.left = 1 }";
    let looks = "() => [typeof left, Math.left, [].left, Object.keys.left].map((found) => found ?? null)";
    for (frozen, found) in [(true, json!(["undefined", null, null, null])), (false, json!(["number", 1, 1, 1]))] {
        let mut realm = realm(&Options { frozen, ..Options::default() });
        run(&mut realm, writes, json!(null)).expect("sloppy code may try");
        assert_eq!(run(&mut realm, looks, json!(null)).expect("a list"), Some(found));
        assert!(realm.is_reusable());
    }
}

#[test]
fn a_realm_with_work_left_is_not_used_again() {
    let mut realm = realm(&Options::default());
    run(&mut realm, "() => { (async () => { await 0 })() }", json!(null)).expect("nothing");
    assert!(!realm.is_reusable());
}

/// A host that borrows from its caller.
struct Counter<'c>(&'c str);

impl Host for Counter<'_> {
    fn answer<'js>(&self, js: &Js<'js>, operation: &str, [a, ..]: [JsValue<'js>; 3]) -> Result<JsValue<'js>> {
        match operation {
            "greet" => js.json(&json!(format!("{} {}", self.0, a.get::<String>()?))),
            other => Err(Exception::throw_range(&js.ctx, &format!("not {other}"))),
        }
    }
}

fn with_host<'js>(js: &Js<'js>, asks: &Asks<'js>) -> Result<()> {
    js.ctx.globals().set("ask", asks.now.clone())?;
    js.ctx.globals().set("later", asks.later.clone())
}

#[test]
fn a_host_answers_at_once() {
    let mut realm = Realm::new(&Options::default(), with_host).expect("a realm");
    let greeting = "Good day,".to_owned();
    let limit = Limit::within(TIME);
    for (source, result) in [
        ("(name) => ask('greet', name)", Ok("Good day, Jane")),
        ("() => { try { ask('other') } catch (error) { return `${error}` } }", Ok("RangeError: not other")),
        ("() => ask('other')", Err("RangeError: not other")),
        ("() => later('greet', 1)", Err("TypeError: 'greet' cannot be awaited here")),
    ] {
        let call =
            Call { script: &Script::new(source), argument: &json!("Jane"), limit: &limit, host: &Counter(&greeting) };
        let given = realm.call(&call).map_err(|failure| failure.to_string());
        assert_eq!(given, result.map(|text| Some(json!(text))).map_err(str::to_owned), "{source}");
    }
}

#[test]
fn a_setup_that_throws_is_an_error() {
    let failed = Realm::new(&Options::default(), |js, _| js.ctx.eval::<(), _>("throw new Error('not ready')"));
    assert_eq!(failed.err().map(|failure| failure.to_string()).as_deref(), Some("Error: not ready"));
    let small = Realm::new(&Options { memory: 10_000, ..Options::default() }, |_, _| Ok(()));
    assert!(small.is_err());
}
