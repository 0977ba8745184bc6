//! How long the expressions of `tests/bench/expressions/cases.json` take, on an item of about 1 kB and on one of 100 kB.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use nodewright_expression::{Engine, JsonContext};
use serde_json::{Map, Value, json};
use std::hint::black_box;

struct Cases {
    expressions: Map<String, Value>,
    /// By their size.
    items: [(&'static str, Value); 2],
}

fn cases() -> Cases {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/bench/expressions/cases.json");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut cases: Value = serde_json::from_str(&text).expect("JSON");
    let count = cases["rows"]["count"].as_u64().expect("a number");
    let row = |id: u64| {
        let mut row = cases["rows"]["row"].clone();
        row["id"] = id.into();
        row
    };
    let rows: Vec<Value> = (0..count).map(row).collect();
    let small = cases["small"].take();
    let mut large = small.clone();
    large["rows"] = rows.into();
    let Value::Object(expressions) = cases["expressions"].take() else { panic!("{path}: expressions are an object") };
    Cases { expressions, items: [("small", small), ("large", large)] }
}

fn evaluate(criterion: &mut Criterion) {
    let Cases { expressions, items } = cases();
    for (size, item) in items {
        let engine = Engine::builder().zone("UTC").expect("a zone").build();
        let has_rows = item.get("rows").is_some();
        let context = JsonContext::of_items(vec![json!({ "json": item })]);
        let mut group = criterion.benchmark_group(size);
        for (kind, text) in &expressions {
            let text = text.as_str().expect("a text");
            if text.contains("rows") && !has_rows {
                continue;
            }
            let template = engine.compile(text).expect(kind);
            assert!(matches!(engine.evaluate(&template, &context), Ok(Some(_))), "{kind} has a value");
            group.bench_function(kind, |bench| bench.iter(|| engine.evaluate(black_box(&template), &context)));
        }
    }
}

fn compile(criterion: &mut Criterion) {
    let Cases { expressions, items: [_, (_, item)] } = cases();
    let context = JsonContext::of_items(vec![json!({ "json": item })]);
    let mut group = criterion.benchmark_group("compile and evaluate");
    for kind in ["path", "rows100", "luxon"] {
        let text = expressions[kind].as_str().expect("a text");
        group.bench_function(kind, |bench| {
            bench.iter_batched(
                Engine::default,
                |engine| {
                    let template = engine.compile(text).expect(kind);
                    engine.evaluate(&template, &context)
                },
                BatchSize::SmallInput,
            );
        });
    }
}

criterion_group!(benches, evaluate, compile);
criterion_main!(benches);
