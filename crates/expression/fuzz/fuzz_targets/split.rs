//! Any text is split, and what is code without escapes joins to the same text again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nodewright_expression::{Segment, split};

fuzz_target!(|text: &str| {
    let segments = split(text);
    if text.contains('\\') {
        return;
    }
    let mut joined = String::new();
    for segment in &segments {
        match segment {
            Segment::Text(text) => joined.push_str(text),
            Segment::Code(code) => {
                joined.push_str("{{");
                joined.push_str(code);
                joined.push_str("}}");
            }
        }
    }
    // Only an opening without a closing comes out with one, or is gone where nothing follows it.
    assert!(joined == text || joined.strip_suffix("}}") == Some(text) || text.strip_suffix("{{") == Some(&joined));
});
