//! The values that parameters have once their expressions are evaluated.

use std::borrow::Cow;

use nodewright_luxon::{DateTime, IsoOptions, jsdate};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::javascript::{format_number, is_truthy, json, to_number, to_text};

/// The value of a parameter once its expressions are evaluated: JSON, or one of the things beyond it that an expression can
/// give.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ParameterValue {
    /// `undefined`
    #[default]
    Undefined,
    /// Whatever JSON can hold.
    Json(Value),
    /// NaN or an infinity.
    Number(f64),
    /// A JavaScript `Date`: milliseconds since 1970, NaN if it is invalid.
    Date(f64),
    /// A luxon `DateTime`.
    DateTime(Box<DateTime>),
}

impl ParameterValue {
    /// A number, whether JSON can hold it or not.
    #[must_use]
    pub fn number(number: f64) -> Self {
        const SAFE: f64 = 9_007_199_254_740_991.0;
        let is_whole = number.fract() == 0.0 && number.abs() <= SAFE && !(number == 0.0 && number.is_sign_negative());
        if is_whole {
            return Self::Json((number as i64).into());
        }
        serde_json::Number::from_f64(number).map_or(Self::Number(number), |number| Self::Json(number.into()))
    }

    /// Whether it is `undefined`.
    #[must_use]
    pub fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    /// Whether it is `undefined` or `null`.
    #[must_use]
    pub fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Json(Value::Null))
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        self.as_json().and_then(Value::as_str)
    }

    /// The JSON, if it is some.
    #[must_use]
    pub fn as_json(&self) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            _ => None,
        }
    }

    /// `typeof value`.
    pub(crate) fn type_of(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Json(Value::String(_)) => "string",
            Self::Json(Value::Bool(_)) => "boolean",
            Self::Json(Value::Number(_)) | Self::Number(_) => "number",
            Self::Json(Value::Null | Value::Array(_) | Value::Object(_)) | Self::Date(_) | Self::DateTime(_) => {
                "object"
            }
        }
    }

    /// `Boolean(value)`.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined => false,
            Self::Json(value) => is_truthy(Some(value)),
            Self::Number(number) => !number.is_nan(),
            Self::Date(_) | Self::DateTime(_) => true,
        }
    }

    /// `Number(value)`.
    pub(crate) fn to_number(&self) -> f64 {
        match self {
            Self::Undefined => f64::NAN,
            Self::Json(value) => to_number(Some(value)),
            Self::Number(number) | Self::Date(number) => *number,
            Self::DateTime(time) => time.to_millis(),
        }
    }

    /// `String(value)`.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Undefined => "undefined".to_owned(),
            Self::Json(value) => to_text(value),
            Self::Number(number) => format_number(*number),
            Self::Date(time) => jsdate::to_string(*time),
            Self::DateTime(time) => time.to_string(),
        }
    }

    /// `JSON.stringify(value)`.
    pub(crate) fn to_json_text(&self) -> String {
        let text = |text: Option<String>| text.map_or_else(|| "null".to_owned(), |text| json::stringify(&text.into()));
        match self {
            Self::Undefined => "undefined".to_owned(),
            Self::Json(value) => json::stringify(value),
            Self::Number(_) => "null".to_owned(),
            Self::Date(time) => text(jsdate::to_iso_string(*time)),
            Self::DateTime(time) => text(time.to_iso(&IsoOptions::default())),
        }
    }

    /// The value as messages show it: quoted, but only the type of lists and objects. n8n's `getValueDescription`.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Json(Value::Array(_)) => "array".to_owned(),
            Self::Json(Value::Object(_)) | Self::Date(_) | Self::DateTime(_) => "object".to_owned(),
            value => format!("'{}'", value.to_text()),
        }
    }
}

impl From<Value> for ParameterValue {
    fn from(value: Value) -> Self {
        Self::Json(value)
    }
}

impl From<DateTime> for ParameterValue {
    fn from(time: DateTime) -> Self {
        Self::DateTime(Box::new(time))
    }
}

/// As `JSON.stringify` writes it: dates as text, and `null` for what JSON cannot hold.
impl Serialize for ParameterValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Undefined | Self::Number(_) => serializer.serialize_unit(),
            Self::Json(value) => value.serialize(serializer),
            Self::Date(time) => jsdate::to_iso_string(*time).serialize(serializer),
            Self::DateTime(time) => time.to_iso(&IsoOptions::default()).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ParameterValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::Json)
    }
}

impl JsonSchema for ParameterValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ParameterValue".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Value::json_schema(generator)
    }
}
