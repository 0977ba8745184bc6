//! Parameters as they are stored, resolved with the defaults of a description and looked over for issues.

use std::{fs, hint::black_box, sync::Arc};

use nodewright_properties::{NodeDescription, NodeState, Resolver};
use serde_json::{Map, Value, json};

/// The file is `{"description": …, "values": [parameters …]}`. `{"nanoseconds": of one resolution, "resolved": […]}`.
pub fn measure(file: &str) -> Value {
    let mut given: Value = serde_json::from_slice(&fs::read(file).expect("a file")).expect("JSON");
    let description: NodeDescription = serde_json::from_value(given["description"].take()).expect("a description");
    let values: Vec<Map<String, Value>> = serde_json::from_value(given["values"].take()).expect("parameters");
    let version = description.latest_version();
    let resolver = Resolver::new(Arc::new(description)).expect("a resolver");
    let resolve = |values| resolver.resolve(black_box(values), version, true, false).expect("parameters");
    let resolved: Vec<_> = values.iter().map(resolve).collect();
    let nanos = super::nanos(|| {
        for values in &values {
            let resolved = resolve(values);
            drop(black_box(resolver.issues(NodeState::new(&resolved), version)));
        }
    });
    json!({ "nanoseconds": nanos / values.len() as f64, "resolved": resolved })
}
