//! Cases recorded from the real n8n: one JSON object a line.

use serde::Deserialize;
use serde_json::{Map, Value};

/// One recorded call: a function of n8n, its input, what it gave.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Unique in its file.
    pub id: String,
    /// The function.
    #[serde(rename = "fn")]
    pub function: String,
    /// What it was given.
    pub input: Value,
    /// What it gave.
    pub expected: Value,
}

/// The cases of `tests/conformance/<file>` for `function`, of which there are `least` at least.
///
/// # Panics
/// The file is missing, is not what it should be, or has fewer.
#[must_use]
pub fn read(file: &str, function: &str, least: usize) -> Vec<Case> {
    let path = crate::root().join("tests/conformance").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let all = text.lines().map(|line| serde_json::from_str::<Case>(line).unwrap_or_else(|e| panic!("{file}: {e}")));
    let cases: Vec<_> = all.filter(|case| case.function == function).collect();
    assert!(cases.len() >= least, "only {} cases of {function} in {file}", cases.len());
    cases
}

/// Recorded JSON without the keys whose value is JavaScript's `undefined`, which JSON leaves out.
pub fn defined(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(_, value)| value["$js"] != "undefined");
            Value::Object(kept.map(|(key, value)| (key.clone(), defined(value))).collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.iter().map(defined).collect()),
        other => other.clone(),
    }
}

/// Counts what passes, and holds a table of what differs knowingly: (pattern of the id, reason).
///
/// A case that differs and is not in the table fails, and so does an entry of the table that nothing needs any more.
///
/// # Panics
/// With every unexpected difference.
pub fn verdict(name: &str, results: Vec<(String, Result<(), String>)>, known: &[(&str, &str)]) {
    let total = results.len();
    let (mut passed, mut used, mut bad) = (0, vec![0usize; known.len()], Vec::new());
    for (id, result) in results {
        let entry = known.iter().position(|(pattern, _)| id.contains(pattern));
        match (result, entry) {
            (Ok(()), _) => passed += 1,
            (Err(_), Some(entry)) => used[entry] += 1,
            (Err(why), None) => bad.push(format!("{id}: {why}")),
        }
    }
    println!("{name}: {passed} of {total} as recorded");
    for ((pattern, reason), count) in known.iter().zip(&used) {
        println!("  {count} differ knowingly ({pattern}): {reason}");
        if *count == 0 {
            bad.push(format!("no case needs the exception '{pattern}' any more"));
        }
    }
    assert!(bad.is_empty(), "{name}: {} differ\n{}", bad.len(), bad.join("\n"));
}
