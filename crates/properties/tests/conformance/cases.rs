//! Recorded cases: one JSON object a line, `{"id", "fn", "input", "expected"}`.
//!
//! Values that JSON cannot hold are `{"$js": name}`, a failure is `{"$throws": message}`. The folder is the project's
//! `tests/conformance`, or the one that the environment variable `CASES` names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// One recorded call.
#[derive(Deserialize)]
struct Case {
    id: String,
    r#fn: String,
    input: Value,
    expected: Value,
}

/// Functions that give parts of a description: read as types, they are written in an order of their own.
const DESCRIPTIONS: [&str; 2] = ["findDisplayedProperty", "mergeNodeProperties"];

/// How many differences a failing test shows.
const SHOWN: usize = 20;

/// Runs every case of a file in the folder of recorded cases, of which there are `least` at least.
pub fn check(file: &str, least: usize, run: impl Fn(&str, &Input) -> Option<Value>) {
    // Another folder may have fewer.
    let least = if env::var_os("CASES").is_some() { 1 } else { least };
    check_file(&folder().join(file), least, run);
}

/// As [`check`], of a file in this crate's `tests/recorded`.
pub fn check_own(file: &str, least: usize, run: impl Fn(&str, &Input) -> Option<Value>) {
    check_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded").join(file), least, run);
}

/// Runs every case of a file, whose functions are given by `run`, and fails if one differs. `None` skips a function that
/// is not this crate's.
fn check_file(file: &Path, least: usize, run: impl Fn(&str, &Input) -> Option<Value>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences = Vec::new();
    let text = fs::read_to_string(file).unwrap();
    let file = file.display();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let Some(actual) = run(&case.r#fn, &Input(case.input)) else {
            continue;
        };
        *counts.entry(case.r#fn.clone()).or_default() += 1;
        if !same(&actual, &comparable(&case.expected), !DESCRIPTIONS.contains(&case.r#fn.as_str())) {
            differences.push(format!("{}\n  expected {}\n  actual   {actual}", case.id, case.expected));
        }
    }
    eprintln!("{file}: {counts:?}");
    let count: usize = counts.values().sum();
    assert!(count >= least, "only {count} cases in {file}");
    let shown = &differences[..differences.len().min(SHOWN)];
    assert!(differences.is_empty(), "{} cases of {file} differ:\n{}", differences.len(), shown.join("\n"));
}

fn folder() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    env::var_os("CASES").map_or(own, PathBuf::from)
}

/// The input of a case.
pub struct Input(Value);

impl Input {
    /// A part of the input; what is missing or `undefined` is `null`.
    pub fn get(&self, key: &str) -> &Value {
        match self.0.get(key) {
            Some(value) if value.get("$js") != Some(&json!("undefined")) => value,
            _ => &Value::Null,
        }
    }

    /// A part of the input as it stands.
    pub fn raw(&self, key: &str) -> &Value {
        &self.0[key]
    }

    pub fn read<T: DeserializeOwned>(&self, key: &str) -> T {
        let value = self.get(key);
        T::deserialize(value).unwrap_or_else(|error| panic!("{key} is {value}: {error}"))
    }

    pub fn text(&self, key: &str) -> &str {
        self.get(key).as_str().unwrap_or_default()
    }

    pub fn flag(&self, key: &str) -> bool {
        self.get(key).as_bool().unwrap_or_default()
    }

    pub fn map(&self, key: &str) -> Map<String, Value> {
        self.get(key).as_object().cloned().unwrap_or_default()
    }
}

/// What a case file says for `undefined`.
pub fn undefined() -> Value {
    json!({"$js": "undefined"})
}

/// What a case file says for a failure.
pub fn throws(message: &str) -> Value {
    json!({"$throws": message})
}

/// What is compared of an expected value: of an error its name, message and description.
fn comparable(expected: &Value) -> Value {
    let kept = |error: &Value| -> Value {
        let parts = ["name", "message", "description"].into_iter();
        parts.filter_map(|part| Some((part.to_owned(), error.get(part)?.clone()))).collect::<Map<_, _>>().into()
    };
    match (expected.get("error"), expected.get("workflowNotStarted")) {
        (Some(error), _) if error.is_object() => json!({"error": kept(error)}),
        (_, Some(error)) => json!({"workflowNotStarted": {"message": error["message"]}}),
        _ => expected.clone(),
    }
}

/// Equal, numbers as JavaScript holds them, and with the keys in the same order where that is promised.
fn same(a: &Value, b: &Value, ordered: bool) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, ordered)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && (!ordered || a.keys().eq(b.keys()))
                && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b, ordered)))
        }
        _ => a == b,
    }
}
