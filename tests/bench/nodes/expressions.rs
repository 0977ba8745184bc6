//! Expressions on an item of about 1 kB and on one of 100 kB, as `../expressions/n8n.js` evaluates them under n8n.

use std::{collections::BTreeMap, hint::black_box};

use nodewright_expression::{Engine, JsonContext};
use serde_json::{Value, json};

/// `{size: {kind: nanoseconds}}`. What is named `script: …` is written to run in QuickJS here, and left out.
pub fn measure() -> Value {
    let cases: Value = serde_json::from_str(include_str!("../expressions/cases.json")).expect("JSON");
    let rows = (0..cases["rows"]["count"].as_u64().expect("a number")).map(|id| {
        let mut row = cases["rows"]["row"].clone();
        row["id"] = id.into();
        row
    });
    let mut large = cases["small"].clone();
    large["rows"] = rows.collect();
    let engine = Engine::builder().zone("UTC").expect("a zone").build();
    let expressions = cases["expressions"].as_object().expect("expressions");
    let of = |item: &Value| -> BTreeMap<&str, f64> {
        let context = JsonContext::of_items(vec![json!({ "json": item })]);
        let kinds = expressions.iter().filter(|(kind, text)| {
            !kind.starts_with("script:") && (item.get("rows").is_some() || !text.to_string().contains("rows"))
        });
        let figure = |(kind, text): (&'_ String, &Value)| {
            let template = engine.compile(text.as_str().expect("a text")).expect(kind);
            assert!(matches!(engine.evaluate(&template, &context), Ok(Some(_))), "{kind} has a value");
            super::nanos(|| drop(black_box(engine.evaluate(black_box(&template), &context))))
        };
        kinds.map(|(kind, text)| (kind.as_str(), figure((kind, text)))).collect()
    };
    json!({ "small": of(&cases["small"]), "large": of(&large) })
}
