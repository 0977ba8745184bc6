//! What JavaScript gives, as items.

use nodewright_core::{ErrorKind, Item, NodeError, PairedItem, Result};
use serde_json::Value;

use crate::error;
use crate::outside::Outside;

/// The items of an output.
pub fn items_of(items: Value, outside: &Outside) -> Result<Vec<Item>> {
    let Value::Array(items) = items else { return Ok(Vec::new()) };
    let read = items.into_iter().map(|item| {
        let Value::Object(mut item) = item else { return Ok(Item::default()) };
        let json = item.remove("json").unwrap_or_default();
        let error = item.remove("error").filter(|error| !error.is_null());
        let paired: Option<PairedItem> =
            item.remove("pairedItem").and_then(|paired| nodewright_json::from_value(paired).ok());
        let binary = item.remove("binary").filter(|binary| !binary.is_null());
        let binary = binary.map(nodewright_json::from_value).transpose().map_err(|error| {
            NodeError::new(ErrorKind::Operation, format!("The package gave malformed binary data: {error}"))
        })?;
        // What is no error stays as the package has it.
        let (error, other) = match error {
            Some(error) if error.get("message").is_some() && error.get("name").is_some() => (Some(error), None),
            other => (None, other),
        };
        item.extend(other.map(|other| ("error".to_owned(), other)));
        let error = error.map(|error| outside.shown(error::as_thrown(&error)));
        Ok(Item { json, binary, paired_item: paired, error, extra: item })
    });
    read.collect()
}
