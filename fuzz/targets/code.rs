#![no_main]
//! Text as code, with values that go into QuickJS and come out of it.

use nodewright::serde_json::json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let parameters = json!({ "mode": "runOnceForEachItem", "jsCode": text });
    let node = json!({ "name": "N", "type": "n8n-nodes-base.code", "typeVersion": 2, "parameters": parameters });
    fuzzed::execute(&fuzzed::RUNTIME, &node, vec![fuzzed::item()]);
});
