//! What functions of `Math` give, to the last digit: math.tsv has it from Node 24 (see math.mjs).

#![cfg(feature = "js")]

use nodewright_expression::{Engine, JsonContext};
use serde_json::json;

const FUNCTIONS: &str = include_str!("math.tsv");
/// V8's own `cbrt` and `log10`, and its builds of `sin`, `cos` and `log`, round some results the other way.
const MOST_OFF: usize = 12;

#[test]
fn functions_give_the_digits_of_v8() {
    let context = JsonContext::of_items(vec![json!({ "json": {} })]);
    for engine in [Engine::builder().build(), Engine::builder().scripts_only().build()] {
        let (mut off, mut count) = (Vec::new(), 0);
        for line in FUNCTIONS.lines() {
            let (code, expected) = line.split_once('\t').expect("an expression and a number");
            let expected: f64 = expected.parse().expect("a number");
            count += 1;
            let template = engine.compile(&format!("={{{{ {code} }}}}")).expect("an expression");
            let actual =
                engine.evaluate(&template, &context).expect(code).and_then(|value| value.as_f64()).expect(code);
            if actual != expected {
                let last_digit = (actual - expected).abs() <= expected.abs() * 4.5e-16;
                assert!(last_digit, "{code} is {actual}, not {expected}");
                off.push(format!("{code} is {actual}, not {expected}"));
            }
        }
        assert!(count > 1_000, "only {count} expressions");
        assert!(off.len() <= MOST_OFF, "{} of {count}:\n{}", off.len(), off.join("\n"));
    }
}
