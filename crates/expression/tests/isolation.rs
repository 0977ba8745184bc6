//! The JavaScript engine is used again and again: nothing of one evaluation is seen by the next.
#![cfg(feature = "js")]

use nodewright_expression::{Engine, JsonContext};
use serde_json::{Value, json};

/// Ways to leave something behind, and what looks for it. All of them need the engine.
const TRACES: &[(&str, &str)] = &[
    ("Math.left = 1", "Math.left"),
    ("Math.max = () => 'left'", "Math.max(1, 2) === 2 ? undefined : 'left'"),
    ("Object.left = 1", "Object.left"),
    ("Object.keys.left = 1", "Object.keys.left"),
    ("Object.assign(Math, { left: 1 })", "Math.left"),
    ("Object.assign(JSON, { parse: () => 'left' })", "JSON.parse('1') === 1 ? undefined : 'left'"),
    ("Array.from.left = 1", "Array.from.left"),
    ("Date.parse.left = 1", "Date.parse.left"),
    ("Date.now = () => 1", "Date.now() === 1 ? 'left' : undefined"),
    ("Date.left = 1", "Date.left"),
    ("Error.left = 1", "Error.left"),
    ("TypeError.left = 1", "TypeError.left"),
    ("Symbol.left = 1", "Symbol.left"),
    ("[].map.left = 1", "[].map.left"),
    ("''.at.left = 1", "''.at.left"),
    ("[][Symbol.iterator]().next.left = 1", "[][Symbol.iterator]().next.left"),
    ("(function* () {})().next.left = 1", "(function* () {})().next.left"),
    ("(async () => {})().then.left = 1", "(async () => {})().then.left"),
    ("(5).toFixed.left = 1", "(5).toFixed.left"),
    ("(5).toLocaleString.left = 1", "(5).toLocaleString.left"),
    ("new Date(0).toString.left = 1", "new Date(0).toString.left"),
    ("/a/.exec.left = 1", "/a/.exec.left"),
    ("new Uint8Array(1).fill.left = 1", "new Uint8Array(1).fill.left"),
    ("[].push.call(Math, 1)", "Math.length"),
    ("[].push.apply([].concat, [1])", "[].concat[0]"),
    ("[].sort.call(Object.keys)", "Object.keys[0]"),
    ("left = 1", "left"),
    ("Math = 1", "typeof Math === 'number' ? 'left' : undefined"),
    ("$json = 1", "typeof $json === 'number' ? 'left' : undefined"),
    ("$json.left = 1", "$json.left"),
    ("$json.list.push(5)", "$json.list[3]"),
    ("$json.inner.left = 1", "$json.inner.left"),
    ("$input.item.json.left = 1", "$input.item.json.left"),
    ("$input.left = 1", "$input.left"),
    ("globalThis.left = 1", "globalThis.left"),
    ("window.left = 1", "window.left"),
    ("(((parts) => { parts.left = 1 })`a`)", "((parts) => parts.left)`a`"),
    ("(class { static left = (Math.left = 1) }).left", "Math.left"),
    ("(class A extends Array { static f() { return (super.from.left = 1) } }).f()", "Array.from.left"),
    ("({ f() { return (super.toString.left = 1) } }).f()", "({}).toString.left"),
    ("(async () => { await 0; Math.left = 1 })()", "Math.left"),
    ("(async () => { await 0; while (true) {} })()", "undefined"),
    ("((f) => f(f))((f) => f(f))", "undefined"),
    ("(() => { try { ((f) => f(f))((f) => f(f)) } catch { Math.left = 1 } })()", "Math.left"),
];

/// Makes the engine's own evaluator run it, whatever else is in it.
fn in_engine(code: &str) -> String {
    format!("={{{{ [(class {{ static x = 0 }}).x, ({code})][1] }}}}")
}

fn item() -> Value {
    json!({ "a": 1, "list": [3, 1, 2], "inner": { "b": 2 } })
}

fn evaluate(engine: &Engine, context: &JsonContext, text: &str) -> Result<Option<Value>, String> {
    let template = engine.compile(text).map_err(|error| format!("{text}: {error:?}"))?;
    engine.evaluate(&template, context).map_err(|error| error.message)
}

#[test]
fn nothing_is_left_behind() {
    let engine = Engine::default();
    let context = JsonContext::of_items(vec![json!({ "json": item() })]);
    let mut wrong = Vec::new();
    for (leave, look) in TRACES {
        for _ in 0..2 {
            // How it ends is of no interest here.
            let left = evaluate(&engine, &context, &in_engine(leave));
            let found = evaluate(&engine, &context, &in_engine(look));
            if !matches!(found, Ok(None | Some(Value::Null))) {
                wrong.push(format!("{leave} ({left:?}) left {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(evaluate(&engine, &context, &in_engine("$json")), Ok(Some(item())));
}

#[test]
fn items_come_one_after_the_other() {
    let engine = Engine::default();
    let items = (0..100).map(|n| json!({ "json": { "n": n, "rows": (0..n).collect::<Vec<_>>() } })).collect();
    let context = JsonContext::of_items(items);
    let template = engine
        .compile("={{ (class { static x = $json.n + ':' + $json.rows.length + ':' + ($json.rows.push(1), $json.n++, $json.n) }).x }}")
        .expect("an expression");
    for n in 0..100 {
        let expected = format!("{n}:{n}:{}", n + 1);
        assert_eq!(engine.evaluate(&template, &context.clone().at(n)), Ok(Some(json!(expected))));
    }
}

/// What frozen prototypes must not get in the way of.
#[test]
fn own_objects_can_be_written_to() {
    let engine = Engine::default();
    let context = JsonContext::of_items(vec![json!({ "json": item() })]);
    for (code, expected) in [
        ("((e) => { e.message = 'b'; e.name = 'N'; return `${e}` })(new Error('a'))", json!("N: b")),
        ("((e) => { e.message = 'b'; return e.message })(new TypeError())", json!("b")),
        ("((o) => { o.toString = () => 'own'; return `${o}` })({})", json!("own")),
        ("((o) => { o.hasOwnProperty = 1; return Object.keys(o) })({})", json!(["hasOwnProperty"])),
        ("((o) => { o.valueOf = () => 4; return o * 2 })({})", json!(8)),
        ("((a) => { a.map = () => 1; return a.map() })([])", json!(1)),
        ("((d) => { d.toJSON = () => 'own'; return JSON.stringify(d) })(new Date(0))", json!("\"own\"")),
        ("((m) => { m.get = () => 1; return m.get('x') })(new Map())", json!(1)),
        ("((f) => { f.call = 1; return f.call })(() => 1)", json!(1)),
        ("Object.assign({}, { toString: 1, valueOf: 2 })", json!({ "toString": 1, "valueOf": 2 })),
        (
            "['toString', 'valueOf'].reduce((o, k) => { o[k] = 1; return o }, {})",
            json!({ "toString": 1, "valueOf": 1 }),
        ),
    ] {
        assert_eq!(evaluate(&engine, &context, &in_engine(code)), Ok(Some(expected)), "{code}");
    }
}

/// Large pieces of an item come when they are touched, and look as if they had been there.
#[test]
fn large_items_read_as_small_ones() {
    let engine = Engine::default();
    let rows: Vec<Value> = (0..50).map(|id| json!({ "id": id, "text": "x".repeat(100) })).collect();
    let large: serde_json::Map<String, Value> = (0..50).map(|n| (format!("k{n}"), json!(n))).collect();
    let item = json!({ "rows": rows, "large": large, "text": "y".repeat(10_000), "nested": { "rows": rows } });
    let context = JsonContext::of_items(vec![json!({ "json": item })]);
    for (code, expected) in [
        ("$json.rows.length", json!(50)),
        ("$json.rows", item["rows"].clone()),
        ("$json", item.clone()),
        ("({ ...$json })", item.clone()),
        ("JSON.parse(JSON.stringify($json))", item.clone()),
        ("$json.rows[40].id", json!(40)),
        ("[$json.rows[40].id, $json.rows[0].id, $json.rows.at(-1).id]", json!([40, 0, 49])),
        ("$json.rows[40] === $json.rows[40] && $json.rows.map((row) => row)[40] === $json.rows[40]", json!(true)),
        ("$json.rows[50] === undefined && !(50 in $json.rows) && 49 in $json.rows", json!(true)),
        ("Array.isArray($json.rows)", json!(true)),
        ("$json.rows.map((row) => row.id).filter((id) => id > 47)", json!([48, 49])),
        ("[...$json.rows].length", json!(50)),
        ("Object.keys($json.rows).length", json!(50)),
        ("((rows) => { rows.length = 2; return rows })($json.rows)", json!([rows[0], rows[1]])),
        ("((rows) => { rows[0] = 1; rows.splice(1); return $json.rows })($json.rows)", json!([1])),
        ("($json.rows[3].id = 'new', $json.rows)[3].id", json!("new")),
        ("((rows) => { rows.sort((a, b) => b.id - a.id); return $json.rows[0].id })($json.rows)", json!(49)),
        ("($json.rows.push(1), $json.rows.length)", json!(51)),
        ("$json.rows.concat([1]).length", json!(51)),
        ("Object.isFrozen(Object.freeze($json.rows)) && $json.rows.length", json!(50)),
        ("(Object.freeze($json), $json.large.k7)", json!(7)),
        ("($json.large = 1, $json.large)", json!(1)),
        ("($json.large.k1 = 'new', $json.large.k1)", json!("new")),
        ("(delete $json.large, 'large' in $json)", json!(false)),
        ("Object.keys($json)", json!(["rows", "large", "text", "nested"])),
        ("$json.text.length", json!(10_000)),
        ("$json.nested.rows[1].id", json!(1)),
        ("Object.entries($json.large).length", json!(50)),
        ("$input.first().json.rows[2].id", json!(2)),
    ] {
        assert_eq!(evaluate(&engine, &context, &in_engine(code)), Ok(Some(expected)), "{code}");
    }
    assert_eq!(evaluate(&engine, &context, "={{ $json }}"), Ok(Some(item)));
}

/// Free names are asked for when they are read first; those that are written to live in the call.
#[test]
fn free_names_are_read_and_written() {
    let engine = Engine::default();
    let context = JsonContext::of_items(vec![json!({ "json": item() })]);
    for (code, expected) in [
        ("$json === $json && $json.list === $json.list", json!(true)),
        ("($json.a = 5, $json.a)", json!(5)),
        ("[1, 2].map((n) => n + $json.a)", json!([2, 3])),
        ("(Math = 5, Math)", json!(5)),
        ("((Math) => Math + 1)(1)", json!(2)),
        ("[(() => { ({ Math } = { Math: 5 }); return Math })(), Number(6)]", json!([5, 6])),
        ("(() => { for (Math of [1, 2]); return Math })()", json!(2)),
        ("(n = 1, n++, ++n, n)", json!(3)),
        ("(missing ??= 2, missing)", json!(2)),
        (
            "[typeof missing, typeof Math, typeof $json, typeof undefined]",
            json!(["undefined", "object", "object", "undefined"]),
        ),
        ("(globalThis.left = 1, globalThis.left)", json!(1)),
        ("typeof new Intl.NumberFormat('en').format", json!("function")),
        ("new Date(0) instanceof Date && Date.UTC(1970, 0) === 0", json!(true)),
        ("((__nw_0) => __nw_0 + $json.a)(1)", json!(2)),
    ] {
        assert_eq!(evaluate(&engine, &context, &in_engine(code)), Ok(Some(expected)), "{code}");
    }
}
