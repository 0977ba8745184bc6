//! A JSON object whose values are all of one type.

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Text;

/// A JSON object whose values are all of one type, its keys in order. Two are equal when they hold the same, in any order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries<V>(IndexMap<Text, V>);

impl<V> Entries<V> {
    /// No entries.
    #[must_use]
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        self.0.get(key)
    }

    /// The entry at a place.
    #[must_use]
    pub fn get_index(&self, index: usize) -> Option<(&str, &V)> {
        self.0.get_index(index).map(|(key, value)| (key.as_ref(), value))
    }

    /// Sets a key, at the end where it is new, and gives back its former value.
    pub fn insert(&mut self, key: impl Into<Text>, value: V) -> Option<V> {
        self.0.insert(key.into(), value)
    }

    /// The value of a key, which is set to the default where it is new.
    pub fn get_or_default(&mut self, key: impl Into<Text>) -> &mut V
    where
        V: Default,
    {
        self.0.entry(key.into()).or_default()
    }

    /// The entries in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &V)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Into<Text>, V> FromIterator<(K, V)> for Entries<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl<K: Into<Text>, V, const N: usize> From<[(K, V); N]> for Entries<V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<V: JsonSchema> JsonSchema for Entries<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Entries_of_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": generator.subschema_for::<V>()})
    }
}
