//! What holds for any text.

use nodewright_expression::{Engine, JsonContext, Limits, Pace, Segment, split};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// Pieces of code that mean something when they meet.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{{", "}}", "(", ")", "[", "]", "{", "}", "=>", "=", "?.", "?", ":", ",", ";", "...", "`", "${", "'", "\"",
        "/", "\\", "$json", "a", "1", "0x", "1n", "in", "of", "new", "function", "class", "async", "await", "yield",
        "for", "let ", "return ", "typeof ", "**", "+", "-", "!", "&&", "??", "||", ".map", ".first()", "\n", " ", "é",
        "👍", "//", "/*", "*/", "this", "super", "static ", "get ", "#x", "\\u{61}", "\u{2028}",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn engine() -> Engine {
    Engine::builder().limits(Limits { time: Duration::from_millis(200), memory: 8 << 20 }).build()
}

fn evaluate(engine: &Engine, text: &str) {
    let context = JsonContext::of_items(vec![json!({ "json": { "a": [1, "x", null] } })]);
    if let Ok(template) = engine.compile(text) {
        let _ = engine.evaluate_typed(&template, &context, &Pace::Full);
    }
}

proptest! {
    #[test]
    fn any_text_is_taken(text in ".*") {
        evaluate(&engine(), &format!("={text}"));
        evaluate(&engine(), &format!("={{{{{text}}}}}"));
    }

    #[test]
    fn any_code_is_taken(code in soup()) {
        evaluate(&engine(), &format!("={{{{{code}}}}}"));
    }

    #[test]
    fn what_is_split_joins_again(text in r"([a-z ]|\{|\}|é)*") {
        let joined: String = split(&text)
            .into_iter()
            .map(|segment| match segment {
                Segment::Text(text) => text,
                Segment::Code(code) => format!("{{{{{code}}}}}"),
            })
            .collect();
        // Only an opening without a closing comes out with one.
        prop_assert!(joined == text || joined == format!("{text}}}}}") || format!("{joined}{{{{") == text, "{joined}");
    }

    #[test]
    fn data_goes_through_unchanged(value in json_value()) {
        let engine = Engine::default();
        let context = JsonContext::of_items(vec![json!({ "json": { "value": value } })]);
        for text in ["={{ $json.value }}", "={{ [$json.value][0] }}", "={{ ({ ...$json }).value }}"] {
            let template = engine.compile(text).expect(text);
            prop_assert_eq!(engine.evaluate(&template, &context), Ok(Some(value.clone())));
        }
        let template = engine.compile("={{ JSON.parse(JSON.stringify($json.value)) }}").expect("an expression");
        prop_assert_eq!(engine.evaluate(&template, &context), Ok(Some(value)));
    }
}

/// Data as an item may hold it; numbers that JavaScript knows exactly.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..9_007_199_254_740_991).prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z]{1,3}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
