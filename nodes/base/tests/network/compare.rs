//! Outcomes beside those that n8n had.

use nodewright::{NodeError, Outcome};
use serde_json::{Value, json};

const VOLATILE: &str = "{{VOLATILE}}";

/// Compares an outcome: what an error says, or the items of all outputs.
pub fn compare(
    outcome: &Result<Outcome, NodeError>,
    output: Option<&Value>,
    error: Option<&Value>,
) -> Result<(), String> {
    let failure = outcome.as_ref().map_or_else(Some, |outcome| outcome.error.as_ref());
    match (failure, error) {
        (Some(failure), Some(wanted)) => {
            let seen = serde_json::to_value(failure).map_err(|e| e.to_string())?;
            for key in ["message", "description", "httpCode"] {
                let Some(wanted) = wanted.get(key).and_then(Value::as_str) else { continue };
                if !seen[key].as_str().is_some_and(|seen| fits(seen, wanted)) {
                    return Err(format!("error {key} {} instead of {wanted:?}", seen[key]));
                }
            }
            Ok(())
        }
        (Some(failure), None) => Err(format!("error {failure:?}")),
        (None, Some(wanted)) => Err(format!("no error instead of {wanted}")),
        (None, None) => {
            let seen = reduced(&json!(outcome.as_ref().map(|outcome| &outcome.outputs).ok()));
            let wanted = reduced(output.unwrap_or(&Value::Null));
            if same(&seen, &wanted) { Ok(()) } else { Err(format!("output {seen} instead of {wanted}")) }
        }
    }
}

/// Outputs without items at the end say nothing.
fn reduced(outputs: &Value) -> Value {
    let Value::Array(outputs) = outputs else { return outputs.clone() };
    let mut outputs = outputs.clone();
    while outputs.last().is_some_and(|items| items.is_null() || items.as_array().is_some_and(Vec::is_empty)) {
        outputs.pop();
    }
    outputs.into()
}

/// Whether a text is the recorded one, but for what differed between two recordings. Of a stack, the first line is enough.
pub fn fits(seen: &str, wanted: &str) -> bool {
    if !wanted.contains(VOLATILE) {
        return seen == wanted;
    }
    if let Some((first, "")) = wanted.split_once(&format!("\n{VOLATILE}")) {
        return seen == first || seen.strip_prefix(first).is_some_and(|rest| rest.starts_with('\n'));
    }
    let (mut rest, mut parts) = (seen, wanted.split(VOLATILE));
    let Some(behind) = parts.next().and_then(|first| rest.strip_prefix(first)) else { return false };
    rest = behind;
    parts.all(|part| match (part, rest.find(part)) {
        ("", _) => true,
        (part, Some(at)) => {
            rest = &rest[at + part.len()..];
            true
        }
        (_, None) => false,
    })
}

/// JSON as JavaScript compares it: numbers by value, keys of objects in any order.
pub fn same(seen: &Value, wanted: &Value) -> bool {
    match (seen, wanted) {
        (_, Value::String(wanted)) if wanted == VOLATILE => true,
        (Value::String(seen), Value::String(wanted)) => fits(seen, wanted),
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => seen == wanted,
    }
}
