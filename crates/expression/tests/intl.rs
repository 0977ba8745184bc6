//! `Intl`, the orders of languages and sorting give what Node 24 gives (intl.jsonl, written by intl.mjs).

#![cfg(all(feature = "intl", feature = "js"))]

use nodewright_expression::{Engine, JsonContext};
use serde_json::{Value, json};

const CASES: &str = include_str!("intl.jsonl");
/// Each case is evaluated twice.
const LEAST: usize = 2 * 2518;
/// What is refused by name: ranges in other languages than English, words of Japanese, `Intl.DisplayNames`.
const MOST_REFUSED: usize = 30;

#[test]
fn gives_what_node_gives() {
    let context = JsonContext::of_items(vec![json!({ "json": {} })]);
    let engines = [("", Engine::builder().build()), (" in the engine", Engine::builder().scripts_only().build())];
    let (mut wrong, mut refused, mut count) = (Vec::new(), Vec::new(), 0);
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).expect("a case per line");
        let code = case["code"].as_str().expect("code");
        let caught =
            format!("(() => {{ try {{ return {code} }} catch (e) {{ return e.name + ': ' + e.message }} }})()");
        // What throws is caught in the engine; as it stands, it may be evaluated without it.
        let throws = case["expected"].as_str().is_some_and(|text| text.contains("Error: "));
        for (place, engine) in &engines {
            count += 1;
            let source = if throws { &caught } else { code };
            let template = engine.compile(&format!("={{{{ {source} }}}}")).expect("an expression");
            let actual = match engine.evaluate(&template, &context) {
                Ok(value) => value.map_or(Value::Null, plain),
                Err(error) => error.message.into(),
            };
            // As texts, so that the order of keys counts.
            let (said, expected) = (actual.to_string(), plain(case["expected"].clone()).to_string());
            match actual.as_str() {
                _ if said == expected => {}
                Some(text) if text.contains("is not built in") => refused.push(code.to_owned()),
                _ => wrong.push(format!("{code}{place}\n    expected {}\n    actual   {actual}", case["expected"])),
            }
        }
    }
    assert!(count >= LEAST, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(refused.len() <= MOST_REFUSED, "{} of {count} are refused:\n{}", refused.len(), refused.join("\n"));
}

/// Numbers by value: 1 and 1.0 are the same.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(elements) => elements.into_iter().map(plain).collect(),
        Value::Object(members) => Value::Object(members.into_iter().map(|(key, value)| (key, plain(value))).collect()),
        other => other,
    }
}
