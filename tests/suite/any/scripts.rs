//! Expressions, code, and the values that go into the engine and come out of it.

use nodewright::{Item, Runtime};
use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Value, json};

use super::{cases, execute, isolated, shape};

/// Pieces of JavaScript and of what surrounds it.
fn tokens() -> impl Strategy<Value = String> {
    let pieces = [
        "$json", "$input", "$items()", "$itemIndex", "$('x')", "$node", "$now", "$parameter", "$jmespath($json,'a')", ".", "?.", "[",
        "]", "(", ")", "{", "}", "{{", "}}", ",", ";", ":", "?", "=>", "...", "=", "==", "===", "+", "-", "*", "**", "/", "%", "!",
        "~", "&&", "||", "??", "<", ">", "`", "${", "'", "\"", "\\", "/a/g", "//", "/*", "*/", "0", "1", "-1", "1e309", "1n", "0x",
        "'a'", "null", "undefined", "NaN", "this", "new", "function", "class", "async", "await", "yield", "return", "throw", "try",
        "catch", "for", "while", "if", "let", "const", "var", "in", "of", "typeof", "void", "delete", "x", "a", "n", "list", "text",
        "Object", "Array", "Array(1e9)", "String", "Symbol.iterator", "Proxy", "Reflect", "Promise", "JSON.stringify", "length",
        "constructor", "__proto__", "prototype", "map", "reduce", "sort", "repeat(1e9)", "padEnd(1e9)", "replace", "toString", "then",
        "toJSON", "valueOf", "while(1);", "for(;;){}", "(f=>f(f))(f=>f(f))", " ", "\n",
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
    let parameters = json!({ "assignments": { "assignments": [assignment] }, "options": { "ignoreConversionErrors": true } });
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
            prop_assert_eq!(&outcome.outputs[0][0].json, &given, "{}", source);
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
        prop_assert_eq!(&outcome.outputs[0][0].json, &json!({ "x": given, "y": [given] }));
    }
}

/// Numbers as JavaScript has them: all of one kind, written as integers where they are, without a negative zero in JSON.
fn as_numbers_of_javascript(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let double = number.as_f64().unwrap_or_default();
            #[expect(clippy::cast_possible_truncation, reason = "checked to be an integer in range")]
            let whole = double as i64;
            #[expect(clippy::cast_precision_loss, reason = "within 2^53")]
            let is_whole = double.abs() <= 9_007_199_254_740_992.0 && whole as f64 == double;
            *value = if is_whole { json!(whole) } else { json!(double) };
        }
        Value::Array(list) => list.iter_mut().for_each(as_numbers_of_javascript),
        Value::Object(members) => members.values_mut().for_each(as_numbers_of_javascript),
        _ => {}
    }
}
