#![no_main]
//! Text as an expression.

use nodewright::serde_json::json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let assignments = json!([{ "id": "1", "name": "x", "type": "string", "value": format!("={text}") }]);
    let parameters = json!({ "assignments": { "assignments": assignments }, "options": {} });
    let node = json!({ "name": "N", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "parameters": parameters });
    fuzzed::execute(&fuzzed::RUNTIME, &node, vec![fuzzed::item()]);
});
