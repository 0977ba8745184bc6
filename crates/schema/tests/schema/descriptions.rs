//! Where the tests take descriptions from.

use std::fs;
use std::path::{Path, PathBuf};

use nodewright_properties::NodeDescription;

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// A description of `tests/descriptions`.
pub fn read(name: &str) -> NodeDescription {
    let file = folder("descriptions").join(format!("{name}.json"));
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// The description of this project's node.
pub fn of_project() -> NodeDescription {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/directus/v1.node.json");
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// All descriptions of n8n-nodes-base, from npm; `None`, and a word why, where npm cannot be had.
pub fn of_n8n() -> Option<Vec<NodeDescription>> {
    match nodewright_testkit::n8n::descriptions() {
        Ok(file) => {
            let all: Vec<_> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
            assert_eq!(all.len(), nodewright_testkit::n8n::COUNT);
            Some(all)
        }
        Err(reason) => {
            nodewright_testkit::skip(&format!("n8n's descriptions are not checked: {reason}"));
            None
        }
    }
}
