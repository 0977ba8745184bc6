#![no_main]
//! JSON as a file of credentials.

use nodewright::{Credentials, Item, serde_json::json};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = nodewright_json::read(bytes) else { return };
    let Ok(credentials) = Credentials::from_json(&value) else { return };
    let runtime = fuzzed::RUNTIME.with_credentials(credentials);
    let parameters = json!({ "resource": "items", "operation": "get", "collection": "t", "id": "1" });
    fuzzed::execute(&runtime, &json!({ "type": "directus", "parameters": parameters }), vec![Item::empty()]);
});
