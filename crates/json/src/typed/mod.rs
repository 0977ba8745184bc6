//! From a value to a type, with errors in JSON's words: which member, and what it must be.

mod members;
mod mismatch;

use serde::{
    de::{
        DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor, value::MapAccessDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

use members::{Elements, Members};
pub use mismatch::Mismatch;

/// Makes a `T` of a value.
///
/// # Errors
/// The value has another shape. The error names the member and JSON's types, and quotes no value.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Mismatch> {
    T::deserialize(Shape(value))
}

/// The same of a value that is kept.
///
/// # Errors
/// As [`from_value`].
pub fn from_ref<T: DeserializeOwned>(value: &Value) -> Result<T, Mismatch> {
    T::deserialize(value).or_else(|_| from_value(value.clone()))
}

/// A value that knows how to say what it is not.
struct Shape(Value);

impl Shape {
    fn refuse<T>(&self, expected: &dyn serde::de::Expected) -> Result<T, Mismatch> {
        let what = match &self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => Unexpected::Float(number.as_f64().unwrap_or_default()),
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Err(Mismatch::invalid_type(what, expected))
    }
}

const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// JSON knows no integers: `5.0` is one.
macro_rules! integers {
    ($($method:ident)*) => {$(
        #[allow(clippy::cast_possible_truncation)] // checked to be exact
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let is_integer = |number: &f64| self.0.is_f64() && number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER;
            match self.0.as_f64().filter(is_integer) {
                Some(number) => visitor.visit_i64(number as i64),
                None => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Shape {
    type Error = Mismatch;

    // Here nothing can be wrong with a value, so `serde_json` may go through it.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::String(text) => visitor.visit_string(text),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::Array(_) | Value::Object(_) => self.0.deserialize_any(visitor).map_err(Mismatch::custom),
        }
    }

    integers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
    deserialize_u32 deserialize_u64 }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Array(list) => visitor.visit_seq(Elements::new(list)),
            _ => self.refuse(&"an array"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Object(map) => visitor.visit_map(Members::new(map)),
            _ => self.refuse(&"an object"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(name.into_deserializer()),
            Value::Object(map) => visitor.visit_enum(MapAccessDeserializer::new(Members::new(map))),
            _ => self.refuse(&"a string"),
        }
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for Shape {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
