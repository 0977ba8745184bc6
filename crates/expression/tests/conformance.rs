//! Every recorded expression gives what n8n gave.
#![cfg(all(feature = "intl", feature = "js"))]

use nodewright_expression::{Backend, Engine, EngineBuilder, Error, Evaluated, JsonContext, Pace};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The text of a function, and the name of what cannot be iterated: each evaluator puts them in its own words, as n8n's
/// engines do.
#[cfg(feature = "js")]
const ALIKE: &[&str] = &["expr/0040", "expr/0612"];

/// Cases in the recording.
const LEAST: usize = 728;
/// Of those, the ones that need no JavaScript engine.
#[cfg(feature = "js")]
const LEAST_NATIVE: usize = 600;

fn read(name: &str) -> String {
    let path = format!("{}/../../tests/conformance/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The case's items as they went through the nodes before.
fn context(base: &Value, case: &Value) -> JsonContext {
    let items = match case["items"].as_array() {
        Some(items) => items.clone(),
        None => vec![case["json"].clone()],
    };
    let started = items.iter().enumerate().map(|(index, item)| {
        let mut item = item.clone();
        item["fromStart"] = index.into();
        json!({ "json": item })
    });
    let passed = items.iter().enumerate().map(|(index, item)| json!({ "json": item, "pairedItem": { "item": index } }));
    let mut context = base.clone();
    context["runData"] = json!({
        "Start": [{ "source": [], "items": started.collect::<Vec<_>>() }],
        "Mid Node": [{ "source": [{ "previousNode": "Start" }], "items": passed.clone().collect::<Vec<_>>() }],
    });
    let index = case["itemIndex"].as_u64().unwrap_or(0) as usize;
    JsonContext::new(passed.collect(), &context).expect("a context").at(index)
}

fn engine(case: &Value) -> EngineBuilder {
    let mut builder = Engine::builder().zone(case["tz"].as_str().unwrap_or("UTC")).expect("a zone");
    if let Some(now) = case["now"].as_str() {
        // The recorded moments are all the same one.
        assert_eq!(now, "2024-06-15T12:34:56.789Z");
        builder = builder.now(1_718_454_896_789.0);
    }
    builder
}

fn evaluate(engine: &Engine, base: &Value, case: &Value) -> (Result<Evaluated, Error>, Option<Backend>) {
    let template = match engine.compile(case["expr"].as_str().expect("an expression")) {
        Ok(template) => template,
        Err(error) => return (Err(error), None),
    };
    let context = context(base, case);
    let result = match case["returnObjectAsString"].as_bool() {
        Some(true) => engine.evaluate_shown(&template, &context, &Pace::Full),
        _ => engine.evaluate_typed(&template, &context, &Pace::Full),
    };
    (result, Some(template.backend()))
}

/// Equal to the last digit and with the keys in the same order, 1 and 1.0 alike.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| left.0 == right.0 && same(left.1, right.1))
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        _ => left == right,
    }
}

/// Whether an outcome is what one of n8n's engines gave.
fn is_right(result: &Result<Evaluated, Error>, case: &Value) -> bool {
    let others = case["differs"].as_object().into_iter().flat_map(|differs| differs.values());
    std::iter::once(case).chain(others).any(|right| match (result, right.get("expected"), right.get("error")) {
        (Ok(evaluated), Some(expected), _) => same(&evaluated.value, expected),
        (Err(error), _, Some(recorded)) => {
            let message = recorded["message"].as_str().unwrap_or_default();
            // The text of what n8n's engine cannot hand over is the engine's own.
            message.contains("could not be cloned") || error.message == message
        }
        _ => false,
    })
}

fn base() -> Value {
    serde_json::from_str(&read("expressions-context.json")).expect("JSON")
}

fn cases() -> Vec<Value> {
    let text = read("expressions.jsonl");
    let cases: Vec<_> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(cases.len() >= LEAST, "only {} cases", cases.len());
    cases
}

/// What the native evaluator answers, the JavaScript engine answers too.
#[cfg(feature = "js")]
#[test]
fn both_evaluators_agree() {
    let base = base();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for case in cases() {
        let (native, backend) = evaluate(&engine(&case).build(), &base, &case);
        if backend != Some(Backend::Native) {
            continue;
        }
        count += 1;
        let (script, _) = evaluate(&engine(&case).scripts_only().build(), &base, &case);
        let agree = match (&native, &script) {
            (Ok(native), Ok(script)) => same(&native.value, &script.value) && native.type_name == script.type_name,
            (Err(native), Err(script)) => native.class == script.class && native.message == script.message,
            _ => false,
        };
        if !agree && !ALIKE.contains(&case["id"].as_str().unwrap_or_default()) {
            wrong.push(format!("{} {} → native {native:?}, script {script:?}", case["id"], case["expr"]));
        }
    }
    assert!(count >= LEAST_NATIVE, "only {count} without the JavaScript engine");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[allow(clippy::print_stdout)] // how many took which way
fn recorded_expressions() {
    let base = base();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases() {
        let (result, backend) = evaluate(&engine(&case).build(), &base, &case);
        let kind = backend.map_or("refused".to_owned(), |backend| format!("{backend:?}").to_lowercase());
        *counts.entry(kind).or_default() += 1;
        if backend == Some(Backend::Script) && cfg!(not(feature = "js")) {
            continue;
        }
        let lacks_locale = result.as_ref().is_err_and(|error| error.message.contains("needs the feature intl"));
        if cfg!(not(feature = "intl")) && lacks_locale {
            continue;
        }
        if !is_right(&result, &case) {
            let right = case.get("expected").or_else(|| case.get("error"));
            wrong.push(format!("{} {} → {result:?}, not {right:?}", case["id"], case["expr"]));
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
