//! What `code` may return, checked as n8n checks it.

use nodewright_core::{ErrorKind, Item, NodeError, Parameters, Result, Value, Version, serde_json::Map};

use super::item;

/// Further keys that an item may have: other nodes put them there.
const ALSO: [&str; 1] = ["index"];

/// The items that code for all items returned.
pub fn all(value: Option<Value>, version: Version) -> Result<Vec<Item>> {
    let list = match value {
        None | Some(Value::Null) if version == Version::new(1.0) => Vec::new(),
        Some(Value::Array(list)) => list,
        Some(object @ Value::Object(_)) => vec![object],
        _ => return Err(no_items()),
    };
    let objects = list.into_iter().map(|value| match value {
        Value::Object(object) => Ok(object),
        _ => Err(no_items()),
    });
    let objects = objects.collect::<Result<Vec<_>>>()?;
    if !objects.iter().any(item::is_item) {
        return Ok(objects.into_iter().map(Item::new).collect());
    }
    objects.iter().enumerate().try_for_each(|(index, object)| check_keys(object, index))?;
    let with_json = objects.iter().filter(|object| object.contains_key("json")).count();
    if with_json > 0 && with_json < objects.len() {
        return Err(NodeError::new(ErrorKind::Operation, "Inconsistent item format"));
    }
    let (has_json, has_binary) = (with_json > 0, objects.iter().all(|object| object.contains_key("binary")));
    let items = objects.into_iter().enumerate().map(|(index, object)| match (has_json, has_binary) {
        (true, _) => checked(item::read(object), index),
        (false, true) => Ok(Item { json: Map::new().into(), ..item::read(object) }),
        (false, false) => Ok(Item::new(object)),
    });
    items.collect()
}

/// The item that code for the item at `index` returned; nothing drops it. Texts count from `first`.
pub fn one(value: Option<Value>, index: usize, first: usize) -> Result<Option<Item>> {
    let item = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(object)) if object.contains_key("json") => {
            checked(item::read(object), first + index).map_err(|error| error.moved_to_item(index))?
        }
        Some(Value::Object(object)) if object.contains_key("binary") => {
            Item { json: Map::new().into(), ..item::read(object) }
        }
        Some(Value::Object(object)) => Item::new(object),
        Some(_) => return Err(no_object(first + index).moved_to_item(index)),
    };
    // Of the rest of what it returned nothing counts.
    Ok(Some(Item { json: item.json, binary: item.binary, ..Item::default() }.paired_with(index)))
}

fn checked(item: Item, index: usize) -> Result<Item> {
    if item.json.is_object() { Ok(item) } else { Err(no_object(index)) }
}

fn check_keys(object: &Parameters, index: usize) -> Result<()> {
    let is_known = |key: &str| item::KEYS.contains(&key) || ALSO.contains(&key);
    let Some(unknown) = object.keys().find(|key| !is_known(key)) else { return Ok(()) };
    let Some(key) = object.keys().find(|key| item::KEYS.contains(&key.as_str())) else {
        let message = format!("Unknown top-level item key: {unknown}");
        return Err(invalid(&message, "Access the properties of an item under `.json`, e.g. `item.json`", Some(index)));
    };
    let description = format!(
        "An output item contains the reserved key <code>{key}</code>. To get around this, please wrap each item in an \
         object, under a key called <code>json</code>. <a \
         href=\"https://docs.n8n.io/data/data-structure/#data-structure\" target=\"_blank\">Example</a>"
    );
    Err(invalid("Invalid output format", &description, Some(index)))
}

fn no_items() -> NodeError {
    let description = "Please return an array of objects, one for each item you would like to output.";
    invalid("Code doesn't return items properly", description, None)
}

fn no_object(index: usize) -> NodeError {
    let description = "In the returned data, every key named 'json' must point to an object.";
    invalid("A 'json' property isn't an object", description, Some(index))
}

/// What is wrong with what code returned; `index` is the item's.
fn invalid(message: &str, description: &str, index: Option<usize>) -> NodeError {
    let error = match index {
        Some(index) => NodeError::new(ErrorKind::Operation, format!("{message} [item {index}]")).at_item(index),
        None => NodeError::new(ErrorKind::Operation, message),
    };
    error.named("ValidationError").with_description(description)
}
