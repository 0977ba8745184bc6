//! Compat schemas accept what n8n itself accepted.

use std::collections::HashMap;
use std::fs;

use nodewright_properties::{NodeDescription, Version};
use nodewright_schema::{Profile, Validator, node};
use serde::Deserialize;
use serde_json::Value;

use crate::descriptions;

/// Verdicts in the recording.
const LEAST: usize = 1222;

/// What `getNodeParametersIssues` of n8n-workflow 2.41.0 says of parameters that `getNodeParameters` has normalised.
#[derive(Deserialize)]
struct Recorded {
    node: String,
    version: Version,
    parameters: Value,
    issues: Vec<String>,
}

#[test]
fn compat_accepts_what_n8n_accepted() {
    let Some(all) = descriptions::of_n8n() else { return };
    let find = |name: &str, version| {
        all.iter().find(|description| description.name == name && description.version.contains(version)).unwrap()
    };
    let recorded = fs::read_to_string(descriptions::folder("recorded").join("parameter-issues.jsonl")).unwrap();
    let mut validators: HashMap<(String, Version), Validator> = HashMap::new();
    let (mut different, mut count) = (Vec::new(), 0);
    for line in recorded.lines() {
        let case: Recorded = serde_json::from_str(line).unwrap();
        let description: &NodeDescription = find(&case.node, case.version);
        let validator = validators
            .entry((case.node.clone(), case.version))
            .or_insert_with(|| Validator::new(&node(description, case.version, Profile::Compat)).unwrap());
        if validator.is_valid(&case.parameters) != case.issues.is_empty() {
            different.push(format!("{} {}: n8n finds {:?}", case.node, case.version, case.issues));
        }
        count += 1;
    }
    eprintln!("{} of {count} recorded verdicts agree", count - different.len());
    assert!(count >= LEAST, "only {count} verdicts");
    assert!(different.is_empty(), "{different:#?}");
}
