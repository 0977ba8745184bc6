//! The own properties of a value, in JavaScript's order.

use super::{Evaluation, Throw};
use crate::data;
use crate::value::{Kind, Properties, Value, number};

impl<'a> Evaluation<'a> {
    /// Names of the enumerable own properties: indexes first, ascending.
    pub fn keys(&self, value: Value<'a>) -> Result<Vec<&'a str>, Throw<'a>> {
        let index_name = |index: usize| self.heap.text(&index.to_string());
        Ok(match value {
            Value::JsonObject(object) => ordered(object.keys().map(String::as_str).collect()),
            Value::JsonArray(array) => (0..array.len()).map(index_name).collect(),
            Value::String(text) => (0..text.length(self.heap)).map(index_name).collect(),
            Value::Object(object) => {
                if let Kind::Host(host) = &object.kind {
                    return data::keys(self, *host);
                }
                if let Kind::Luxon(temporal) = &object.kind {
                    return Ok(temporal.fields().to_vec());
                }
                let is_error = matches!(object.kind, Kind::Error(_));
                let named = object.properties.borrow();
                let named = named.keys().copied().filter(|name| !(is_error && matches!(*name, "message" | "stack")));
                let mut keys = Vec::new();
                if let Some(elements) = object.elements() {
                    let elements = elements.borrow();
                    let set = elements.iter().enumerate().filter(|(_, value)| !matches!(value, Value::Empty));
                    keys.extend(set.map(|(index, _)| index_name(index)));
                }
                keys.extend(ordered(named.collect()));
                keys
            }
            Value::Undefined | Value::Null | Value::Empty => {
                return Err(self.type_error("Cannot convert undefined or null to object"));
            }
            Value::Bool(_) | Value::Number(_) => Vec::new(),
        })
    }

    /// Names and values of the enumerable own properties.
    pub fn entries(&self, value: Value<'a>) -> Result<Vec<(&'a str, Value<'a>)>, Throw<'a>> {
        if let Value::JsonObject(object) = value {
            let mut entries: Vec<_> =
                object.iter().map(|(key, value)| (key.as_str(), Value::from_json(value))).collect();
            order_by_index(&mut entries, |(key, _)| key);
            return Ok(entries);
        }
        self.keys(value)?.into_iter().map(|key| Ok((key, self.get(value, key)?))).collect()
    }

    /// A new object with the same own properties: `{ ...value }`.
    pub fn copy_properties(&self, value: Value<'a>) -> Result<Properties<'a>, Throw<'a>> {
        if value.is_nullish() {
            return Ok(Properties::default());
        }
        let entries = self.entries(value)?;
        self.steps(entries.len())?;
        Ok(entries.into_iter().collect())
    }
}

/// Indexes ascending, then the rest in the order they came.
pub fn ordered(mut keys: Vec<&str>) -> Vec<&str> {
    order_by_index(&mut keys, |key| key);
    keys
}

fn order_by_index<T>(entries: &mut [T], key: impl Fn(&T) -> &str) {
    let starts_with_digit = |entry: &T| key(entry).as_bytes().first().is_some_and(u8::is_ascii_digit);
    if entries.iter().any(starts_with_digit) {
        entries.sort_by_key(|entry| number::index(key(entry)).unwrap_or(usize::MAX));
    }
}
