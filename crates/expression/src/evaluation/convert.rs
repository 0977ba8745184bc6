//! JavaScript's conversions between types.

use super::{Completion, Evaluation, Throw};
use crate::value::{Kind, Text, Value, number};

/// Which conversion of an object comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    Default,
    Number,
    String,
}

impl<'a> Evaluation<'a> {
    pub fn to_number(&self, value: Value<'a>) -> Result<f64, Throw<'a>> {
        Ok(match value {
            Value::Number(number) => number,
            Value::Undefined | Value::Empty => f64::NAN,
            Value::Null => 0.0,
            Value::Bool(value) => f64::from(u8::from(value)),
            Value::String(text) => text.as_str().map_or(f64::NAN, number::parse),
            object => {
                let primitive = self.to_primitive(object, Hint::Number)?;
                self.to_number(primitive)?
            }
        })
    }

    /// The number without its fraction; NaN is 0.
    pub fn to_integer(&self, value: Value<'a>) -> Result<f64, Throw<'a>> {
        let number = self.to_number(value)?;
        Ok(if number.is_nan() { 0.0 } else { number.trunc() + 0.0 })
    }

    pub fn to_int32(&self, value: Value<'a>) -> Result<i32, Throw<'a>> {
        self.to_number(value).map(number::to_int32)
    }

    /// The value as text, as `String(value)` makes it.
    pub fn to_text(&self, value: Value<'a>) -> Result<Text<'a>, Throw<'a>> {
        Ok(match value {
            Value::String(text) => text,
            Value::Undefined | Value::Empty => Text::Utf8("undefined"),
            Value::Null => Text::Utf8("null"),
            Value::Bool(true) => Text::Utf8("true"),
            Value::Bool(false) => Text::Utf8("false"),
            Value::Number(number) => Text::Utf8(self.number_text(number)),
            object => {
                let primitive = self.to_primitive(object, Hint::String)?;
                self.to_text(primitive)?
            }
        })
    }

    /// The same as UTF-8; half surrogates become U+FFFD.
    pub fn to_str(&self, value: Value<'a>) -> Result<&'a str, Throw<'a>> {
        Ok(self.to_text(value)?.lossy(self.heap))
    }

    pub fn number_text(&self, number: f64) -> &'a str {
        number::with_text(number, |text| self.heap.text(text))
    }

    /// The name of a property.
    pub fn to_key(&self, value: Value<'a>) -> Result<&'a str, Throw<'a>> {
        self.to_str(value)
    }

    pub fn to_primitive(&self, value: Value<'a>, hint: Hint) -> Completion<'a> {
        if !value.is_object() {
            return Ok(value);
        }
        let is_date = matches!(value, Value::Object(object) if matches!(object.kind, Kind::Date(_)));
        let text_first = hint == Hint::String || (hint == Hint::Default && is_date);
        let order = if text_first { ["toString", "valueOf"] } else { ["valueOf", "toString"] };
        for name in order {
            if let Some(primitive) = self.builtin_primitive(value, name)? {
                return Ok(primitive);
            }
        }
        Err(self.type_error("Cannot convert object to primitive value"))
    }

    /// What `toString` or `valueOf` gives, if it gives a primitive.
    fn builtin_primitive(&self, value: Value<'a>, name: &'a str) -> Result<Option<Value<'a>>, Throw<'a>> {
        // Data and arrays without methods of their own need no lookup.
        if !matches!(value, Value::Object(object) if !object.properties.borrow().is_empty())
            && name == "valueOf"
            && !matches!(value, Value::Object(object) if matches!(object.kind, Kind::Date(_) | Kind::Luxon(_)))
        {
            return Ok(None);
        }
        let method = self.get(value, name)?;
        if !method.is_function() {
            return Ok(None);
        }
        let result = self.call(method, value, &[])?;
        Ok(if result.is_object() { None } else { Some(result) })
    }
}
