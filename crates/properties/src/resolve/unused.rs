use serde_json::{Map, Value};

/// Paths of stored parameters that [`resolve`](super::resolve) left out: those that no property declares and those
/// that are hidden. Nothing of their values is in here.
///
/// ```
/// use nodewright_properties::{Property, PropertyType, Resolve, resolve, unused};
/// use serde_json::{Map, json};
///
/// let properties = [Property::new("Limit", "limit", PropertyType::Number, 50)];
/// let stored: Map<_, _> = serde_json::from_value(json!({"limit": 5, "role": "x"})).unwrap();
/// let resolved = resolve(&properties, &stored, Resolve { defaults: true, ..Resolve::default() })?;
/// assert_eq!(unused(&stored, &resolved), ["role"]);
/// # Ok::<(), nodewright_properties::Error>(())
/// ```
#[must_use]
pub fn unused(stored: &Map<String, Value>, resolved: &Map<String, Value>) -> Vec<String> {
    let mut paths = Vec::new();
    in_object("", stored, resolved, &mut paths);
    paths
}

fn in_object(above: &str, stored: &Map<String, Value>, resolved: &Map<String, Value>, paths: &mut Vec<String>) {
    for (key, value) in stored {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match resolved.get(key) {
            Some(kept) => in_value(&path, value, kept, paths),
            // A group that was added and left empty says nothing.
            None if is_empty(value) => {}
            None => paths.push(path),
        }
    }
}

fn in_value(path: &str, stored: &Value, resolved: &Value, paths: &mut Vec<String>) {
    match (stored, resolved) {
        (Value::Object(stored), Value::Object(resolved)) => in_object(path, stored, resolved, paths),
        (Value::Array(stored), Value::Array(resolved)) => {
            for (index, (stored, resolved)) in stored.iter().zip(resolved).enumerate() {
                in_value(&format!("{path}[{index}]"), stored, resolved, paths);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
