//! `operations.pagination`.

use nodewright_core::Result;
use serde_json::{Map, Value};

use super::{
    FunctionPath, Place, SendTo, Text,
    routing::{is_function, object},
};

/// How the pages of a list are requested.
#[derive(Debug)]
pub enum Pagination {
    Offset(Offset),
    /// `request` replaces keys of the request, `continue` says whether there is another.
    Generic {
        request: Text,
        again: Text,
    },
    Function(FunctionPath),
    /// A type that n8n does not know sends nothing.
    Unknown,
}

/// Pages of a size, by the number of rows before them.
#[derive(Debug)]
pub struct Offset {
    pub limit: String,
    pub offset: String,
    pub page_size: f64,
    pub to: SendTo,
    /// Where the rows of an answer are.
    pub root: Option<String>,
}

impl Pagination {
    /// That of some operations.
    ///
    /// # Errors
    /// What does not have its shape, with its place.
    pub fn of(operations: &Map<String, Value>, place: &Place<'_>) -> Result<Option<Self>> {
        let place = place.member("pagination");
        let Some(pagination) = operations.get("pagination") else {
            // `JSON.stringify` leaves functions out of objects, and nobody writes operations without any.
            return Ok(operations.is_empty().then(|| Self::Function(place.function())));
        };
        if is_function(pagination) {
            return Ok(Some(Self::Function(place.function())));
        }
        let pagination = object(pagination, &place)?;
        let kind = pagination.get("type").and_then(Value::as_str).unwrap_or_default();
        let nothing = Value::Null;
        let properties = pagination.get("properties").unwrap_or(&nothing);
        let place = place.member("properties");
        let text = |name: &str| match properties.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            _ => Err(place.member(name).refuse("is not a text")),
        };
        Ok(Some(match kind {
            "offset" => Self::Offset(Offset {
                limit: text("limitParameter")?,
                offset: text("offsetParameter")?,
                page_size: match properties.get("pageSize").and_then(Value::as_f64) {
                    Some(size) if size >= 1.0 => size,
                    _ => return Err(place.member("pageSize").refuse("is not a positive number")),
                },
                to: if properties.get("type").is_some_and(|to| to == "body") { SendTo::Body } else { SendTo::Query },
                root: properties.get("rootProperty").and_then(Value::as_str).map(str::to_owned),
            }),
            "generic" => Self::Generic {
                request: Text::new(properties.get("request").unwrap_or(&Value::Object(Map::new()))),
                again: match properties.get("continue") {
                    Some(again) => Text::new(again),
                    None => return Err(place.member("continue").refuse("is missing")),
                },
            },
            _ => Self::Unknown,
        }))
    }
}
