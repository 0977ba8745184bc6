//! Limits that are not JavaScript's are named, and there is room for what Node.js has room for.
#![cfg(feature = "js")]

use nodewright_expression::{Engine, JsonContext};
use serde_json::{Value, json};

const ARGUMENTS: &str =
    "A call with more than 65,535 arguments is not supported; use reduce instead of spreading the list";
const LETTERS: &str = "A regular expression may have 65536 letters at most";
const MEMORY: &str = "Expression exceeded memory limit";

/// Limits that Node.js does not have, or has elsewhere, are errors that name them: never undefined, and nothing that a
/// `catch` keeps. Those of memory and time are above.
const LIMITS: &[(&str, &str)] = &[
    ("={{ Math.max(...Array(1e5).fill(1)) }}", ARGUMENTS),
    ("={{ (() => { try { return Math.max(...Array(1e5).fill(1)) } catch { return 'kept' } })() }}", ARGUMENTS),
    ("={{ (() => { try { return Math.max(...Array(1e5).fill(1)) } catch ({ name }) { return name } })() }}", ARGUMENTS),
    ("={{ BigInt('9'.repeat(1e6)) > 1n }}", "A BigInt with more than a million bits is not supported"),
    (
        "={{ new RegExp('(a)'.repeat(300)).test('x') }}",
        "The regular expression is too large for the JavaScript engine (too many captures)",
    ),
    ("={{ new RegExp('(?:'.repeat(6e4) + ')'.repeat(6e4)).test('x') }}", LETTERS),
    ("={{ new RegExp('a|'.repeat(1e6)).test('b') }}", LETTERS),
    ("={{ 'b'.match('a|'.repeat(1e6)) }}", LETTERS),
    ("={{ (() => { const a = []; a[2 ** 32 - 2] = 1; return a.indexOf(1) })() }}", MEMORY),
    (
        "={{ (() => { try { const a = []; for (;;) a.push('a'.repeat(1e6) + a.length) } catch { return 1 } finally { return 2 } })() }}",
        MEMORY,
    ),
    (
        "={{ '['.repeat(600).concat(']'.repeat(600)).parseJson() }}",
        "JSON is nested more than 500 levels deep (line 1, column 501)",
    ),
    (
        "={{ (() => { let a = []; for (let i = 0; i < 3e5; i++) a = [a]; return a })() }}",
        "The expression, or its result, nests too deep",
    ),
];

fn end(engine: &Engine, text: &str) -> Result<Option<Value>, String> {
    let context = JsonContext::of_items(vec![json!({ "json": { "a": 1 } })]);
    let template = engine.compile(text).map_err(|error| error.message)?;
    engine.evaluate(&template, &context).map_err(|error| error.message)
}

#[test]
fn limits_are_named_and_cannot_be_caught() {
    for builder in [Engine::builder(), Engine::builder().scripts_only()] {
        let engine = builder.build();
        for (text, expected) in LIMITS {
            match end(&engine, text) {
                Err(message) => assert_eq!(message, *expected, "{text}"),
                Ok(value) => panic!("{text} → {value:?}"),
            }
        }
    }
}

/// What Node.js has room for.
#[test]
fn has_the_room_that_javascript_has() {
    for builder in [Engine::builder(), Engine::builder().scripts_only()] {
        let engine = builder.build();
        for (text, expected) in [
            ("={{ ((f) => f(f, 8000))((f, n) => n ? 1 + f(f, n - 1) : 0) }}", json!(8000)),
            ("={{ (() => { const f = (n) => n ? 1 + f(n - 1) : 0; return f(8000) })() }}", json!(8000)),
            ("={{ JSON.parse('['.repeat(5000) + ']'.repeat(5000)).length }}", json!(1)),
            (
                "={{ (() => { let a = []; for (let i = 0; i < 1000; i++) a = [a]; return String(a) + a.flat(Infinity).length })() }}",
                json!("0"),
            ),
            ("={{ 'b'.match('(?:'.repeat(300) + ')'.repeat(300)).length }}", json!(1)),
            ("={{ Array(2 ** 32 - 1).length }}", json!(4_294_967_295_u32)),
            ("={{ '\\ufdfa'.repeat(1000).normalize('NFKD').length }}", json!(18_000)),
            ("={{ 'e\\u0301\\ud83dx'.normalize().length }}", json!(3)),
            ("={{ JSON.parse('[' + '1,'.repeat(1e6) + '1]').length }}", json!(1_000_001)),
            ("={{ (() => { try { throw [1, 2] } catch ([a, b]) { return a + b } })() }}", json!(3)),
            ("={{ (() => { try { throw 5 } catch (e) { var e = 6; return e } })() }}", json!(6)),
            ("={{ (() => { try { null.x } catch { return 'caught' } })() }}", json!("caught")),
            (
                "={{ (() => { class A extends RegExp {} const a = new A('x', 'g'); return [a.test('x'), a instanceof RegExp, a.flags] })() }}",
                json!([true, true, "g"]),
            ),
            (
                "={{ (() => { const a = /x/g; return [RegExp(a) === a, new RegExp(a).flags, new RegExp().source] })() }}",
                json!([true, "g", "(?:)"]),
            ),
        ] {
            assert_eq!(end(&engine, text), Ok(Some(expected)), "{text}");
        }
    }
}
