#![no_main]
//! JSON as a node.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(node) = nodewright_json::read(bytes) else { return };
    fuzzed::execute(&fuzzed::RUNTIME, &node, vec![fuzzed::item()]);
});
