//! What was recorded of the original node.

use nodewright_core::serde_json::{self, Value};

/// A file of `tests/conformance`, one JSON value per line or one alone; `least` at least.
pub fn read(name: &str, least: usize) -> Vec<Value> {
    let path = format!("{}/../../tests/conformance/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let all: Vec<_> = serde_json::Deserializer::from_str(&text).into_iter().collect::<Result<_, _>>().unwrap();
    assert!(all.len() >= least, "only {} values in {name}", all.len());
    all
}
