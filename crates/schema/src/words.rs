//! What is said in a description because no keyword says it.

use serde_json::{Map, Value};

/// Adds a sentence to the description.
pub(crate) fn add(schema: &mut Map<String, Value>, sentence: &str) {
    let text = match schema.get("description").and_then(Value::as_str) {
        Some(known) if known.ends_with(['.', '…', '}', ']']) => format!("{known} {sentence}"),
        Some(known) => format!("{known}. {sentence}"),
        None => sentence.to_owned(),
    };
    schema.insert("description".into(), text.into());
}
