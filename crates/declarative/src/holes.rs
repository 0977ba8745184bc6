//! Places of a list in which nothing was set: `a[1]` alone makes a list whose first element is not there. JavaScript knows
//! them from null; here a text that nobody writes stands for one until the request is whole.

use serde_json::{Map, Value};

const HOLE: &str = "\u{0}hole";

/// What stands in such a place.
pub fn hole() -> Value {
    Value::String(HOLE.to_owned())
}

/// Whether a value stands in such a place.
pub fn is_hole(value: &Value) -> bool {
    value.as_str() == Some(HOLE)
}

/// Fills the places of a whole request as they are sent: not at all in the query, where the other elements keep their
/// indexes, and as null in the body.
pub fn fill(options: &mut Map<String, Value>) {
    let by_index = options.get("arrayFormat").is_none_or(|format| format == "indices" || format.is_null());
    if let Some(query) = options.get_mut("qs") {
        in_query(query, by_index);
    }
    if let Some(body) = options.get_mut("body") {
        in_body(body);
    }
}

fn in_query(value: &mut Value, by_index: bool) {
    match value {
        Value::Array(list) => {
            if list.iter().any(is_hole) {
                if by_index {
                    let set = list.drain(..).enumerate().filter(|(_, element)| !is_hole(element));
                    *value = Value::Object(set.map(|(index, element)| (index.to_string(), element)).collect());
                    return in_query(value, by_index);
                }
                list.retain(|element| !is_hole(element));
            }
            list.iter_mut().for_each(|element| in_query(element, by_index));
        }
        Value::Object(map) => map.values_mut().for_each(|member| in_query(member, by_index)),
        _ => {}
    }
}

fn in_body(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(in_body),
        Value::Object(map) => map.values_mut().for_each(in_body),
        value if is_hole(value) => *value = Value::Null,
        _ => {}
    }
}
