#![no_main]
//! JSON as the description of a node, or several with their credential types.

use nodewright::{Runtime, serde_json::json};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = std::env::temp_dir().join(format!("fuzz-{}.node.json", std::process::id()));
    std::fs::write(&file, bytes).expect("a file");
    let Ok(runtime) = Runtime::builder().nodes(&file).build() else { return };
    for kind in runtime.registry().types() {
        let node = json!({ "name": "N", "type": kind.full_name(), "parameters": {} });
        let _ = runtime.prepare(&node);
    }
});
