#![no_main]
//! JSON as items, through a node that looks at all of an item.

use nodewright::{
    Item,
    json::from_value,
    serde_json::{Value, json},
};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(Value::Array(values)) = nodewright_json::read(bytes) else { return };
    let items: Vec<Item> = values.into_iter().filter_map(|value| from_value(value).ok()).collect();
    for item in &items {
        let again: Item = from_value(json!(item)).expect("what is written can be read");
        assert_eq!(json!(again), json!(item));
    }
    let code = json!({ "jsCode": "return $input.all().map(item => ({ json: { item } }))" });
    let node = json!({ "name": "N", "type": "n8n-nodes-base.code", "typeVersion": 2, "parameters": code });
    fuzzed::execute(&fuzzed::RUNTIME, &node, items);
});
