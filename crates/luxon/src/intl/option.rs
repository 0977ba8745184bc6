//! How `Intl` reads one option: left out is `undefined`, everything else is converted, with V8's messages.

use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::value::Value;

/// The options of a constructor such as `NumberFormat`.
#[derive(Clone, Copy)]
pub(super) struct IntlOptions<'a> {
    from: Options<'a>,
    constructor: &'static str,
}

impl<'a> IntlOptions<'a> {
    pub fn new(from: Options<'a>, constructor: &'static str) -> Self {
        Self { from, constructor }
    }

    pub fn get(self, key: &str) -> &'a Value {
        self.from.get(key)
    }

    pub fn text(self, key: &str) -> Option<String> {
        self.given(key).map(Value::to_text)
    }

    pub fn number(self, key: &str) -> Option<f64> {
        self.given(key).map(Value::to_number)
    }

    #[cfg(feature = "intl")]
    pub fn flag(self, key: &str) -> Option<bool> {
        self.given(key).map(Value::truthy)
    }

    /// One of several names.
    pub fn choice<T>(self, key: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
        let Some(name) = self.text(key) else { return Ok(None) };
        parse(&name).map(Some).ok_or_else(|| self.out_of_range(&name, key))
    }

    pub fn out_of_range(self, value: &str, key: &str) -> Error {
        Error::range(format!("Value {value} out of range for Intl.{} options property {key}", self.constructor))
    }

    fn given(self, key: &str) -> Option<&'a Value> {
        Some(self.from.get(key)).filter(|value| !matches!(value, Value::Undefined))
    }
}
