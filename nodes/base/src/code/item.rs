//! Items out of what code returned.

use nodewright_core::{Item, Parameters, Value, json};

/// The keys of an item. Where a returned object has one of them, it is an item; else it is an item's data.
pub const KEYS: [&str; 4] = ["json", "binary", "pairedItem", "error"];

/// The object as an item. A member that is not what n8n has in its place is kept as it is.
pub fn read(object: Parameters) -> Item {
    let mut item = Item::default();
    for (key, value) in object {
        let rest = match key.as_str() {
            "json" => {
                item.json = value;
                None
            }
            "binary" => member(&mut item.binary, value),
            "pairedItem" => member(&mut item.paired_item, value),
            "error" => member(&mut item.error, value),
            _ => Some(value),
        };
        if let Some(value) = rest {
            item.extra.insert(key, value);
        }
    }
    item
}

/// Reads a member; gives the value back where it is something else.
fn member<T: for<'de> serde::Deserialize<'de>>(member: &mut Option<T>, value: Value) -> Option<Value> {
    match json::from_ref(&value) {
        Ok(read) => {
            *member = Some(read);
            None
        }
        Err(_) => Some(value),
    }
}

/// Whether the object is an item rather than its data.
pub fn is_item(object: &Parameters) -> bool {
    KEYS.iter().any(|key| object.contains_key(*key))
}
