//! Expressions, code, and the values that go into the engine and come out of it.

use nodewright::{Item, Runtime};
use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Value, json};

use super::{cases, execute, isolated, shape};

/// Pieces of JavaScript and of what surrounds it.
fn tokens() -> impl Strategy<Value = String> {
    let pieces = [
        "$json",
        "$input",
        "$items()",
        "$itemIndex",
        "$('x')",
        "$node",
        "$now",
        "$parameter",
        "$jmespath($json,'a')",
        ".",
        "?.",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "{{",
        "}}",
        ",",
        ";",
        ":",
        "?",
        "=>",
        "...",
        "=",
        "==",
        "===",
        "+",
        "-",
        "*",
        "**",
        "/",
        "%",
        "!",
        "~",
        "&&",
        "||",
        "??",
        "<",
        ">",
        "`",
        "${",
        "'",
        "\"",
        "\\",
        "/a/g",
        "//",
        "/*",
        "*/",
        "0",
        "1",
        "-1",
        "1e309",
        "1n",
        "0x",
        "'a'",
        "null",
        "undefined",
        "NaN",
        "this",
        "new",
        "function",
        "class",
        "async",
        "await",
        "yield",
        "return",
        "throw",
        "try",
        "catch",
        "for",
        "while",
        "if",
        "let",
        "const",
        "var",
        "in",
        "of",
        "typeof",
        "void",
        "delete",
        "x",
        "a",
        "n",
        "list",
        "text",
        "Object",
        "Array",
        "Array(1e9)",
        "String",
        "Symbol.iterator",
        "Proxy",
        "Reflect",
        "Promise",
        "JSON.stringify",
        "length",
        "constructor",
        "__proto__",
        "prototype",
        "map",
        "reduce",
        "sort",
        "repeat(1e9)",
        "padEnd(1e9)",
        "replace",
        "toString",
        "then",
        "toJSON",
        "valueOf",
        "while(1);",
        "for(;;){}",
        "(f=>f(f))(f=>f(f))",
        " ",
        "\n",
    ];
    vec(proptest::sample::select(pieces.to_vec()), 0..14).prop_map(|pieces| pieces.join(""))
}

fn engine() -> Runtime {
    let moment = std::time::Duration::from_millis(200);
    isolated().program_time(moment).expression_time(moment).build().expect("a runtime")
}

fn item() -> Item {
    Item::new(json!({ "n": 1, "a": null, "list": [3, 1, 2], "text": "text" }))
}

fn set(value: &str) -> Value {
    let assignment = json!({ "id": "1", "name": "x", "type": "string", "value": value });
    let parameters =
        json!({ "assignments": { "assignments": [assignment] }, "options": { "ignoreConversionErrors": true } });
    json!({ "name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "parameters": parameters })
}

fn code(source: &str) -> Value {
    let parameters = json!({ "mode": "runOnceForEachItem", "jsCode": source });
    json!({ "name": "Code", "type": "n8n-nodes-base.code", "typeVersion": 2, "parameters": parameters })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_expression_of_any_tokens(tokens in tokens()) {
        let _ = execute(&engine(), &set(&format!("={{{{ {tokens} }}}}")), vec![item()]);
    }

    #[test]
    fn an_expression_of_any_text(text in ".{0,60}") {
        let _ = execute(&engine(), &set(&format!("={text}")), vec![item()]);
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn code_of_any_tokens(tokens in tokens()) {
        let _ = execute(&engine(), &code(&tokens), vec![item()]);
        let _ = execute(&engine(), &code(&format!("return {tokens}")), vec![item()]);
    }

    /// JSON comes out of the engine as it went in.
    #[test]
    fn any_value_crosses_the_border(members in vec((shape::text(), shape::value()), 0..5)) {
        let mut given = Value::Object(Map::from_iter(members));
        as_numbers_of_javascript(&mut given);
        for source in ["return { json: $json }", "return { json: JSON.parse(JSON.stringify($json)) }"] {
            let runtime = isolated().build().expect("a runtime");
            let outcome = execute(&runtime, &code(source), vec![Item::new(given.clone())]).expect("a result");
            prop_assert_eq!(&first_of(&outcome), &given, "{}", source);
        }
    }

    /// And out of an expression.
    #[test]
    fn any_value_comes_out_of_an_expression(mut given in shape::value()) {
        as_numbers_of_javascript(&mut given);
        let mut node = set("");
        node["parameters"] = json!({ "mode": "raw", "jsonOutput": "={{ ({ x: $json.x, y: (() => { return [$json.x] })() }) }}", "options": {} });
        let runtime = isolated().build().expect("a runtime");
        let outcome = execute(&runtime, &node, vec![Item::new(json!({ "x": given }))]).expect("a result");
        prop_assert_eq!(&first_of(&outcome), &json!({ "x": given, "y": [given] }));
    }
}

/// All numbers of one kind, as JavaScript has them: an integer may be written in two ways.
fn as_numbers_of_javascript(value: &mut Value) {
    match value {
        // Zero has no sign in JSON.
        Value::Number(number) => *value = json!(number.as_f64().unwrap_or_default() + 0.0),
        Value::Array(list) => list.iter_mut().for_each(as_numbers_of_javascript),
        Value::Object(members) => members.values_mut().for_each(as_numbers_of_javascript),
        _ => {}
    }
}

fn first_of(outcome: &nodewright::Outcome) -> Value {
    let mut json = outcome.outputs[0][0].json.clone();
    as_numbers_of_javascript(&mut json);
    json
}
