//! Any text compiles or is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nodewright_expression::Engine;

fuzz_target!(|text: &str| {
    // Without the cache of an engine that lives on.
    let engine = Engine::default();
    let _ = engine.compile(&format!("={text}"));
    let _ = engine.compile(&format!("={{{{{text}}}}}"));
});
