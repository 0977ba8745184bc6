//! Members and elements, which tell errors where they are.

use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::{Mismatch, Shape};

pub(super) struct Members {
    rest: serde_json::map::IntoIter,
    next: Option<(String, Value)>,
}

impl Members {
    pub(super) fn new(map: Map<String, Value>) -> Self {
        Self { rest: map.into_iter(), next: None }
    }
}

impl<'de> MapAccess<'de> for Members {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        self.next = self.rest.next();
        let Some((key, _)) = &self.next else { return Ok(None) };
        seed.deserialize(key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let (key, value) = self.next.take().unwrap_or_default();
        seed.deserialize(Shape(value)).map_err(|error| error.in_member(&key))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

pub(super) struct Elements {
    rest: std::iter::Enumerate<std::vec::IntoIter<Value>>,
}

impl Elements {
    pub(super) fn new(list: Vec<Value>) -> Self {
        Self { rest: list.into_iter().enumerate() }
    }
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some((index, value)) = self.rest.next() else { return Ok(None) };
        seed.deserialize(Shape(value)).map(Some).map_err(|error| error.in_element(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
