//! Without the feature `js`, what the native evaluator knows works, and the rest is refused.
#![cfg(not(feature = "js"))]

use nodewright_expression::{Engine, JsonContext};
use serde_json::json;

#[test]
fn what_needs_the_engine_is_refused() {
    let engine = Engine::default();
    let evaluate = |expression: &str| {
        let context = JsonContext::of_items(vec![json!({ "json": { "list": [3, 1, 2] } })]);
        let template = engine.compile(expression).map_err(|error| error.to_string())?;
        engine.evaluate(&template, &context).map_err(|error| error.to_string())
    };
    let refused = |uses| format!("This expression needs a JavaScript engine, which is not built in (it uses {uses})");
    for (expression, expected) in [
        ("={{ $json.list.max() + 1 }}", Ok(Some(json!(4)))),
        ("={{ $json.list.map(n => n * 2).join() }}", Ok(Some(json!("6,2,4")))),
        ("={{ (() => { let sum = 0; for (const n of $json.list) sum += n; return sum; })() }}", Err("statements")),
        ("={{ $json.list.sort().first() }}", Err("a change of data")),
        ("={{ $json.list.nothing() }}", Err("a method")),
        ("={{ new Map([[1, 2]]).get(1) }}", Err("a class other than Date")),
    ] {
        let expected = expected.map_err(refused);
        assert_eq!(evaluate(expression), expected, "{expression}");
    }
}
