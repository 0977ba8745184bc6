//! Patterns on texts, with what Node.js 24 answers: `[pattern, flags, text, groups or null or {"error"}]`.

use serde_json::{Value, json};

use super::Regex;
use crate::Error;

#[test]
fn answers_as_node_does() {
    let path =
        std::env::var("REGEX").unwrap_or_else(|_| format!("{}/tests/recorded/regex.jsonl", env!("CARGO_MANIFEST_DIR")));
    let mut differences = Vec::new();
    let rows = std::fs::read_to_string(path).unwrap();
    for row in rows.lines() {
        let row: Vec<Value> = serde_json::from_str(row).unwrap();
        let text = |index: usize| row[index].as_str().unwrap();
        let actual = match Regex::new(text(0), text(1)).and_then(|regex| regex.captures(text(2))) {
            Ok(groups) => json!(groups),
            Err(Error::InvalidRegexFlags { .. }) => json!({"error": "Invalid flags"}),
            Err(Error::InvalidRegex { pattern, flags, reason }) => {
                json!({"error": format!("/{pattern}/{flags}: {reason}")})
            }
            Err(error) => json!(error.to_string()),
        };
        if actual != row[3] {
            differences.push(format!("{} {} on {}: {} but {actual}", row[0], row[1], row[2], row[3]));
        }
    }
    let shown = &differences[..differences.len().min(20)];
    assert!(differences.is_empty(), "{} of {}\n{}", differences.len(), rows.lines().count(), shown.join("\n"));
}
