//! What `serde_json` reads, with the keys in JavaScript's order.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Result, Value};

use crate::order::{order_keys, starts_with_digit};

pub(crate) fn from_str(text: &str) -> Result<Value> {
    finish(serde_json::Deserializer::from_str(text))
}

pub(crate) fn from_slice(bytes: &[u8]) -> Result<Value> {
    finish(serde_json::Deserializer::from_slice(bytes))
}

fn finish<'de, R: serde_json::de::Read<'de>>(mut from: serde_json::Deserializer<R>) -> Result<Value> {
    let value = Any.deserialize(&mut from)?;
    from.end()?;
    Ok(value)
}

/// Any value. `Value`'s own implementation would need a second pass for the order of keys.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> std::result::Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> std::result::Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> std::result::Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = from.next_element_seed(Any)? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> std::result::Result<Value, A::Error> {
        let mut map = Map::new();
        let mut may_have_indexes = false;
        while let Some(key) = from.next_key::<String>()? {
            may_have_indexes |= starts_with_digit(&key);
            map.insert(key, from.next_value_seed(Any)?);
        }
        if may_have_indexes {
            order_keys(&mut map);
        }
        Ok(Value::Object(map))
    }
}
