//! The order in which JavaScript has the keys of an object: those that are indexes of an array first, ascending.

use serde_json::{Map, Value};

/// The array index that a key stands for: an integer below 2^32 - 1, as JavaScript writes it.
pub fn index(key: &str) -> Option<u32> {
    let bytes = key.as_bytes();
    if !starts_with_digit(key) || (bytes[0] == b'0' && bytes.len() > 1) || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    key.parse().ok().filter(|index| *index != u32::MAX)
}

/// Puts the keys of a value, and of all that is in it, into JavaScript's order.
pub fn order(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(order),
        Value::Object(map) => {
            map.values_mut().for_each(order);
            order_keys(map);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Puts the keys of one object into JavaScript's order.
pub(crate) fn order_keys(map: &mut Map<String, Value>) {
    if map.keys().any(|key| starts_with_digit(key)) && !map.keys().map(|key| rank(key)).is_sorted() {
        let mut entries: Vec<_> = std::mem::take(map).into_iter().collect();
        entries.sort_by_key(|(key, _)| rank(key));
        map.extend(entries);
    }
}

/// Most objects have no such key, and are done with then.
pub(crate) fn starts_with_digit(key: &str) -> bool {
    key.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Keys that are no index come after all that are, in the order they have.
fn rank(key: &str) -> u32 {
    index(key).unwrap_or(u32::MAX)
}
