//! JSON in expressions: digits, order of keys, what `JSON.parse` takes, its messages.
#![cfg(all(feature = "intl", feature = "js"))]

use nodewright_expression::{Engine, JsonContext};
use serde_json::{Value, json};

/// An item whose keys the host has in an order of its own.
fn item() -> Value {
    let mut item = json!({ "b": 1, "10": { "x": 1, "2": [{ "c": 1, "0": 2 }] }, "9": 3, "n": 411.950_000_000_000_05 });
    item["text"] = json!(r#"{"b": 411.95000000000005, "10": 1, "9": "cut \ud83d", "big": 1e400}"#);
    item["deep"] = json!(format!("{}1{}", "[".repeat(300), "]".repeat(300)));
    item["bad"] = json!("{\"a\": 1,}");
    item
}

/// Expression, and its value as `JSON.stringify` would write it. Both engines give it.
#[test]
fn json_is_as_javascript_has_it() {
    let whole = r#"{"9":3,"10":{"2":[{"0":2,"c":1}],"x":1},"b":1,"n":411.95000000000005}"#;
    let rows = [
        ("={{ $json.removeField('text').removeField('deep').removeField('bad') }}", whole),
        ("={{ $json['10'] }}", r#"{"2":[{"0":2,"c":1}],"x":1}"#),
        ("={{ [$json['10']['2']] }}", r#"[[{"0":2,"c":1}]]"#),
        ("={{ Object.keys($json).slice(0, 4) }}", r#"["9","10","b","n"]"#),
        ("={{ JSON.stringify($json['10']) }}", r#""{\"2\":[{\"0\":2,\"c\":1}],\"x\":1}""#),
        ("={{ $json.n + ' ' + JSON.parse('411.95000000000005') }}", r#""411.95000000000005 411.95000000000005""#),
        ("={{ JSON.parse($json.deep).flat(Infinity) }}", "[1]"),
        ("={{ $json.deep.parseJson().flat(Infinity) }}", "[1]"),
        ("={{ JSON.parse($json.text)['9'].length }}", "5"),
        ("={{ Object.keys(JSON.parse($json.text)) }}", r#"["9","10","b","big"]"#),
        ("={{ $json.text.parseJson().b }}", "411.95000000000005"),
        ("={{ JSON.parse($json.text)['9'].charCodeAt(4) }}", "55357"),
        (
            "={{ [JSON.parse('[1e400]')[0] > 1, JSON.parse('[-1e400]')[0] < 1, '1e400'.parseJson() > 1] }}",
            "[true,true,true]",
        ),
        (
            "={{ JSON.stringify(JSON.parse($json.text)) }}",
            r#""{\"9\":\"cut \\ud83d\",\"10\":1,\"b\":411.95000000000005,\"big\":null}""#,
        ),
    ];
    for engine in [Engine::default(), Engine::builder().scripts_only().build()] {
        for (expression, expected) in rows {
            let template = engine.compile(expression).expect("an expression");
            let context = JsonContext::of_items(vec![json!({ "json": item() })]);
            let value = engine.evaluate(&template, &context);
            assert_eq!(
                value.map(|value| value.unwrap_or_default().to_string()).as_deref(),
                Ok(expected),
                "{expression}"
            );
        }
    }
}

#[test]
fn json_parse_says_what_v8_says() {
    let engine = Engine::default();
    let expression =
        "={{ (() => { try { return JSON.parse($json.bad) } catch (e) { return e.name + ': ' + e.message } })() }}";
    let template = engine.compile(expression).expect("an expression");
    let value = engine.evaluate(&template, &JsonContext::of_items(vec![json!({ "json": item() })]));
    let said = "SyntaxError: Expected double-quoted property name in JSON at position 8 (line 1 column 9)";
    assert_eq!(value, Ok(Some(json!(said))));
}

#[test]
fn parse_json_keeps_half_of_a_pair() {
    let engine = Engine::default();
    let template = engine.compile("={{ $json.text.parseJson()['9'].charCodeAt(4) }}").expect("an expression");
    let value = engine.evaluate(&template, &JsonContext::of_items(vec![json!({ "json": item() })]));
    assert_eq!(value, Ok(Some(json!(0xd83d))));
}
