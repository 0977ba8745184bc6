//! What expressions have been used for to get out of where they run, or to take it down: each is refused, stopped or
//! harmless, and the next evaluation is as if it had not been.
#![cfg(all(feature = "intl", feature = "js"))]

use nodewright_expression::{Engine, EngineBuilder, JsonContext, Limits};
use serde_json::{Value, json};
use std::time::Duration;

/// How an attempt ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// n8n's error, of which this is a part.
    Refused(&'static str),
    /// No value.
    Undefined,
    /// Out of time or memory, or nothing because the engine gave up before that.
    Stopped,
    /// A value that gives nothing away.
    Harmless(&'static str),
}

use End::{Harmless, Refused, Stopped, Undefined};

const CONSTRUCTOR: End = Refused("invalid constructor function call");
const SECURITY: End = Refused("due to security concerns");

const ATTEMPTS: &[(&str, End)] = &[
    // The way to the function that turns text into code.
    (r#"={{ [].constructor.constructor("return 1")() }}"#, CONSTRUCTOR),
    ("={{ (()=>{}).  constructor('return 1')() }}", CONSTRUCTOR),
    (r#"={{ []["constructor"] }}"#, SECURITY),
    (r#"={{ []["con" + "structor"] }}"#, SECURITY),
    (r#"={{ [][["constructor"]] }}"#, SECURITY),
    ("={{ []?.[`constructor`] }}", SECURITY),
    (r#"={{ []["\u0063onstructor"] }}"#, SECURITY),
    (
        r#"={{ []["constru\
ctor"] }}"#,
        SECURITY,
    ),
    (r"={{ [].\u0063onstructor }}", SECURITY),
    (r#"={{ [][{ toString: () => "constructor" }] }}"#, SECURITY),
    (r#"={{ ((n) => [][{ toString() { return n++ ? "constructor" : "length" } }])(0) }}"#, Harmless("0")),
    (r#"={{ (({ constructor: c }) => c)([]) }}"#, SECURITY),
    (r#"={{ (({ ["constructor"]: c }) => c)([]) }}"#, SECURITY),
    (r#"={{ (({ a: { constructor: c } = [] }) => c)({}) }}"#, SECURITY),
    (r#"={{ (function () { return this.process })() }}"#, Harmless("{}")),
    ("={{ Function('return 1')() }}", Undefined),
    ("={{ new Function('return 1')() }}", Undefined),
    ("={{ eval('1') }}", Undefined),
    ("={{ (0, eval)('1') }}", Undefined),
    ("={{ setTimeout('1') }}", Undefined),
    ("={{ globalThis.eval }}", Undefined),
    ("={{ (async function () {}).constructor }}", CONSTRUCTOR),
    (r#"={{ (async () => {})["constr" + "uctor"]("return 1")() }}"#, SECURITY),
    (r#"={{ (function* () {})["constr" + "uctor"]("yield 1")() }}"#, SECURITY),
    (r#"={{ Object.entries(function* () {}).length }}"#, Harmless("0")),
    ("={{ class A extends Function {} }}", SECURITY),
    ("={{ (class extends (() => Function)() {}) }}", SECURITY),
    ("={{ import('fs') }}", Refused("Imports are not supported")),
    ("={{ require('fs') }}", Undefined),
    ("={{ process.mainModule }}", SECURITY),
    ("={{ process.binding('fs') }}", SECURITY),
    ("={{ process.env.PATH }}", Undefined),
    ("={{ $env.PATH }}", Refused("access to env vars denied")),
    // Prototypes and what hides behind them.
    ("={{ ({}).__proto__ }}", SECURITY),
    (r#"={{ ({})["__pro" + "to__"] }}"#, SECURITY),
    ("={{ Object.prototype }}", SECURITY),
    ("={{ Object.getPrototypeOf([]) }}", SECURITY),
    ("={{ Object.setPrototypeOf([], null) }}", SECURITY),
    (r#"={{ Object["getProto" + "typeOf"]([]) }}"#, SECURITY),
    ("={{ Reflect.getPrototypeOf([]) }}", SECURITY),
    ("={{ Reflect.ownKeys({}) }}", Undefined),
    ("={{ new Proxy({}, { get: () => 1 }).x }}", Undefined),
    ("={{ ({}).__defineGetter__('x', () => 1) }}", SECURITY),
    ("={{ Object.defineProperty({}, 'x', {}) }}", SECURITY),
    ("={{ Object.getOwnPropertyDescriptors([]) }}", SECURITY),
    (r#"={{ Object.assign([], { length: 0 }).pollute }}"#, Undefined),
    (r#"={{ JSON.parse('{"__proto__": {"polluted": 1} }').polluted }}"#, Undefined),
    (r#"={{ Object.assign({}, JSON.parse('{"__proto__": {"polluted": 1} }')).polluted }}"#, Undefined),
    ("={{ [].map.caller }}", SECURITY),
    ("={{ (function () { return arguments.callee })() }}", SECURITY),
    ("={{ Error.prepareStackTrace = (e, s) => s }}", SECURITY),
    ("={{ Error.captureStackTrace({}) }}", Undefined),
    ("={{ Error.stackTraceLimit }}", Undefined),
    // n8n's own names.
    ("={{ ((__sanitize) => 1)() }}", SECURITY),
    ("={{ (() => { const ___n8n_data = 1; return 1 })() }}", SECURITY),
    ("={{ new (class { __sanitize = 1 })() }}", SECURITY),
    ("={{ (() => { let __nw_scope = 1; return __nw_scope })() }}", Harmless("1")),
    ("={{ (class { static x = ((__nw_key) => 1)() }).x }}", Harmless("1")),
    (r#"={{ extend({}, "constructor", []) }}"#, SECURITY),
    (r#"={{ extend({}, { toString: () => "constructor" }, []) }}"#, Refused("")),
    (r#"={{ $jmespath([], "constructor") }}"#, SECURITY),
    (r#"={{ $jmespath([], "\"cons\\u0074ructor\"") }}"#, SECURITY),
    (r#"={{ $fromAI("constructor") }}"#, Refused("Invalid parameter key")),
    // Conversions that run code.
    ("={{ +{ valueOf() { throw new Error('x') } } }}", Undefined),
    ("={{ `${{ toString: () => [] } }` }}", Refused("Expression evaluation failed")),
    ("={{ ({ [Symbol.toPrimitive]: () => 'constructor' }) + '' }}", Harmless("\"constructor\"")),
    (r#"={{ [][{ [Symbol.toPrimitive]: () => "constructor" }] }}"#, SECURITY),
    // Endless work.
    ("={{ (() => { while (true) {} })() }}", Stopped),
    ("={{ (() => { for (;;) {} })() }}", Stopped),
    ("={{ (() => { try { while (true) {} } catch { return 1 } finally { return 2 } })() }}", Stopped),
    ("={{ [1].chunk(-1) }}", Stopped),
    (r#"={{ /^(a+)+$/.test("a".repeat(40) + "!") }}"#, Stopped),
    (r#"={{ "a".repeat(40).replace(/(a|aa)+$x/g, "") }}"#, Stopped),
    (
        "={{ (function* () { while (true) yield 1 })().next().value + [...(function* () { while (true) yield 1 })()] }}",
        Stopped,
    ),
    ("={{ (() => { const f = () => f() + f(); return f() })() }}", Undefined),
    ("={{ (() => { const f = (x) => [x].map(f); return f(1) })() }}", Undefined),
    ("={{ JSON.stringify((() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a })()) }}", Stopped),
    ("={{ (() => { const a = []; a.push(a); return a.join() })() }}", Harmless("\"\"")),
    ("={{ (() => { const a = {}; a.a = a; return a })() }}", Refused("")),
    // Loops that the JavaScript engine does not interrupt.
    ("={{ [].reverse.call({ length: 2 ** 32 }) }}", Stopped),
    ("={{ [].concat.call({ length: 2 ** 40 }, 1) }}", Harmless("[{\"length\": 1099511627776}, 1]")),
    ("={{ (() => { const a = []; a.length = 2 ** 32 - 1; a.reverse(); return 1 })() }}", Stopped),
    ("={{ (() => { const a = []; a.length = 2 ** 32 - 1; return a.map(x => x).length })() }}", Stopped),
    ("={{ Array.from({ length: 2 ** 32 }, Math.max).length }}", Stopped),
    ("={{ String.raw({ raw: { length: 2 ** 40 } }) }}", Stopped),
    ("={{ (class { static x = ('a'.repeat(5e5) + 'b').indexOf('a'.repeat(2e5) + 'b') }).x }}", Harmless("300000")),
    ("={{ (class { static x = 'a'.repeat(1e6).split('a'.repeat(1e5) + 'b').length }).x }}", Harmless("1")),
    // The same with the JavaScript engine and what is around it taking turns.
    ("={{ (class { static x = ((f) => f(f))((f) => !'a'.isEmpty() && f(f)) }).x }}", Stopped),
    ("={{ (class { static x = ((f) => f(f))((f) => 'a'.toTitleCase() + f(f)) }).x }}", Stopped),
    ("={{ (class { static x = ((f) => f(f))((f) => [new Date(0).toString(), f(f)]) }).x }}", Stopped),
    ("={{ (class { static x = ((f) => f(f))((f) => ({ get a() { return f(f) } })) }).x }}", Stopped),
    ("={{ (class { static x = ((f) => f(f))((f) => ({ get a() { return [{ b: f(f) }].isEmpty() } })) }).x }}", Stopped),
    (
        "={{ (class { static x = ((f) => f(f))((f) => $evaluateExpression(['{', '{ 1 }', '}'].join('')) + f(f)) }).x }}",
        Stopped,
    ),
    // Endless data.
    (r#"={{ "x".repeat(1e9) }}"#, Stopped),
    (r#"={{ "x".repeat(2 ** 40) }}"#, Undefined),
    (r#"={{ "x".padEnd(5e8) }}"#, Stopped),
    ("={{ Array(1e9).fill(0) }}", Stopped),
    ("={{ Array.from({ length: 1e9 }) }}", Stopped),
    ("={{ numberList(1, 1e9) }}", Stopped),
    ("={{ (() => { let s = 'x'; while (true) s += s; })() }}", Stopped),
    ("={{ (() => { const a = []; while (true) a.push(a.slice()); })() }}", Stopped),
    ("={{ (() => { const a = []; a[4294967294 - 1] = 1; return a.length })() }}", Harmless("4294967294")),
    ("={{ (() => { const a = []; a[4294967294 - 1] = 1; return a })() }}", Stopped),
    ("={{ new Uint8Array(1e9).length }}", Stopped),
    (r#"={{ "x,".repeat(1e7).split(",").length }}"#, Stopped),
    (r#"={{ JSON.parse("[" + "1,".repeat(1e7) + "1]").length }}"#, Stopped),
    (r#"={{ ("[" + "1,".repeat(1e7) + "1]").parseJson().length }}"#, Stopped),
    (r#"={{ JSON.stringify("\u0001".repeat(4e7)).length }}"#, Stopped),
    (r#"={{ "\ufdfa".repeat(5e6).normalize("NFKD").length }}"#, Stopped),
];

fn end(engine: &Engine, text: &str) -> Result<Option<Value>, String> {
    let context = JsonContext::of_items(vec![json!({ "json": { "a": 1 } })]);
    let template = engine.compile(text).map_err(|error| error.message)?;
    engine.evaluate(&template, &context).map_err(|error| error.message)
}

fn is_expected(end: &Result<Option<Value>, String>, expected: End) -> bool {
    match (end, expected) {
        (Err(message), _) if cfg!(not(feature = "js")) && message.contains("needs a JavaScript engine") => true,
        (Err(message), Refused(part)) => message.contains(part),
        (Err(message), Stopped) => {
            ["timed out", "memory limit", "nests too deep"].iter().any(|limit| message.contains(limit))
        }
        // An engine may refuse a size before it is reached, which is a RangeError like any other.
        (Ok(None), Undefined | Stopped) => true,
        (Ok(Some(value)), Harmless(expected)) => {
            serde_json::from_str::<Value>(expected).is_ok_and(|json| json == *value)
        }
        _ => false,
    }
}

fn check(builder: &EngineBuilder, skipped: &[&str]) {
    let engine = builder.clone().limits(Limits { time: Duration::from_millis(300), ..Limits::default() }).build();
    let mut wrong = Vec::new();
    for (text, expected) in ATTEMPTS.iter().filter(|(text, _)| !skipped.contains(text)) {
        let first = end(&engine, text);
        if !is_expected(&first, *expected) {
            wrong.push(format!("{text} → {first:?}, not {expected:?}"));
        }
        let next = end(&engine, "={{ [({}).polluted, [].length, $json.a, typeof Object.keys] }}");
        if next != Ok(Some(json!([null, 0, 1, "function"]))) {
            wrong.push(format!("after {text}: {next:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn attempts_fail() {
    check(&Engine::builder(), &[]);
}

#[cfg(feature = "js")]
#[test]
fn attempts_fail_in_the_javascript_engine() {
    // Here `__proto__` becomes a prototype, as it does in V8; nothing outside of the expression has it.
    let skipped = [r#"={{ Object.assign({}, JSON.parse('{"__proto__": {"polluted": 1} }')).polluted }}"#];
    check(&Engine::builder().scripts_only(), &skipped);
}

#[test]
fn deep_source_is_refused() {
    let engine = Engine::default();
    for (open, close) in
        [("(", ")"), ("[", "]"), ("!", ""), ("a?", ":1"), ("x=>", ""), ("{a:", "}"), ("-", ""), ("`${", "}`")]
    {
        let text = format!("={{{{ {} 1 {} ", open.repeat(50_000), close.repeat(50_000));
        assert_eq!(end(&engine, &text), Err("The expression nests deeper than 1000 levels".to_owned()), "{open}");
    }
    let size = 2 * 1024 * 1024;
    let long = format!("={{{{ '{}' }}}}", "x".repeat(size));
    let refused = "The expression has 2097156 bytes of code, and at most 1048576 are taken; put data into an item";
    assert_eq!(end(&engine, &long), Err(refused.to_owned()));
    let chain = format!("={{{{ 1{} }}}}", "+1".repeat(10_000));
    assert_eq!(end(&engine, &chain), Ok(Some(json!(10_001))));
}

#[test]
fn deep_source_is_read() {
    let engines = [
        Engine::default(),
        #[cfg(feature = "js")]
        Engine::builder().scripts_only().build(),
    ];
    for (engine, levels) in engines.iter().zip([900, 300]) {
        for (open, inner, close, expected) in [
            ("(", "1", ")", json!(1)),
            ("!", "1", "", json!(true)),
            ("1?", "1", ":2", json!(1)),
            ("Math.max(", "1", ")", json!(1)),
            ("", "$json", "?.['a']", json!(null)),
            ("", "'a'", ".trim()", json!("a")),
            ("`${", "1", "}`", json!("1")),
        ] {
            // What one level of the source is in levels of the tree.
            let levels = if matches!((open, close), ("`${", _) | (_, ".trim()")) { levels / 2 } else { levels };
            let text = format!("={{{{ [{}{inner}{}][0] }}}}", open.repeat(levels), close.repeat(levels));
            assert_eq!(end(engine, &text).map(Option::unwrap_or_default), Ok(expected), "{levels} times {open}{close}");
        }
    }
}

#[test]
fn items_do_not_change() {
    let engine = Engine::default();
    let item = json!({ "json": { "list": [3, 1, 2], "inner": { "a": 1 } } });
    let context = JsonContext::of_items(vec![item.clone()]);
    for (text, expected) in [
        ("={{ $json.list.sort() }}", json!([1, 2, 3])),
        ("={{ ($json.list.push(4), $json.list.length) }}", json!(4)),
        ("={{ (delete $json.inner.a, Object.keys($json.inner)) }}", json!([])),
        (
            "={{ (() => { $json.inner.b = 2; return $json })() }}",
            json!({ "list": [3, 1, 2], "inner": { "a": 1, "b": 2 } }),
        ),
        ("={{ $json }}", item["json"].clone()),
    ] {
        let template = engine.compile(text).expect(text);
        assert_eq!(engine.evaluate(&template, &context), Ok(Some(expected)), "{text}");
    }
}
