//! Any code has a value or an error, within its limits, and the same again the second time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nodewright_expression::{Engine, JsonContext, Limits, Pace};
use serde_json::json;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits { time: Duration::from_millis(100), memory: 8 << 20 };

static CONTEXT: LazyLock<JsonContext> = LazyLock::new(|| {
    let item = json!({
        "id": 1, "name": "Jane Doe", "list": [3, 1, 2], "rows": [{ "a": 1, "b": "x" }, { "a": 2 }], "no": null,
        "date": "2024-05-17T10:20:30.000Z", "mail": "write to jane@example.org", "inner": { "deep": { "x": true } },
    });
    JsonContext::of_items(vec![json!({ "json": item })])
});

fuzz_target!(|code: &str| {
    let engine = Engine::builder().zone("UTC").expect("a zone").now(1.7e12).limits(LIMITS).build();
    let Ok(template) = engine.compile(&format!("={{{{{code}}}}}")) else { return };
    let start = Instant::now();
    let first = engine.evaluate_typed(&template, &*CONTEXT, &Pace::Full);
    assert!(start.elapsed() < 50 * LIMITS.time, "the time limit does not hold");
    // Chance and limits aside.
    if !code.contains("andom") && first.is_ok() {
        if let Ok(second) = engine.evaluate_typed(&template, &*CONTEXT, &Pace::Full) {
            assert_eq!(first.ok(), Some(second));
        }
    }
});
