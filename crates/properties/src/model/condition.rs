//! When a property is shown.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use super::{Entries, Extra, Text};

/// When something is shown, as n8n's `displayOptions`: every key of `show` holds and no key of `hide` does.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisplayOptions {
    /// Shown only while all of these hold.
    pub show: Option<Conditions>,
    /// Hidden as soon as one of these holds.
    pub hide: Option<Conditions>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl DisplayOptions {
    /// Shown while all of the conditions hold.
    pub fn show(conditions: impl Into<Conditions>) -> Self {
        Self { show: Some(conditions.into()), ..Self::default() }
    }

    /// Hidden as soon as one of the conditions holds.
    pub fn hide(conditions: impl Into<Conditions>) -> Self {
        Self { hide: Some(conditions.into()), ..Self::default() }
    }
}

/// What parameters must be, by parameter: one of the listed conditions has to hold.
///
/// A key is the path of a parameter beside the property (`operation`, `options.mode`), of one at the root (`/resource`), or
/// one of `@version` (the node's version), `@feature` (its enabled features) and `@tool` (whether it is a tool).
pub type Conditions = Entries<Vec<Condition>>;

/// One condition on a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The value is this one.
    Is(Value),
    /// The value compares, as n8n's `_cnd`.
    Compare(Comparison),
}

/// A comparison with a value, `{"_cnd": {operator: target}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How to compare.
    pub operator: Operator,
    /// What to compare with; for [`Operator::Between`] `{"from": …, "to": …}`, for [`Operator::Exists`] `true`.
    pub target: Value,
}

/// How a comparison compares.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of n8n's operators say it")]
pub enum Operator {
    Eq,
    Not,
    Gte,
    Lte,
    Gt,
    Lt,
    Between,
    StartsWith,
    EndsWith,
    Includes,
    Regex,
    Exists,
    /// An unknown one, which never holds.
    Other(Text),
}

impl Operator {
    const NAMED: [(Self, &'static str); 12] = [
        (Self::Eq, "eq"),
        (Self::Not, "not"),
        (Self::Gte, "gte"),
        (Self::Lte, "lte"),
        (Self::Gt, "gt"),
        (Self::Lt, "lt"),
        (Self::Between, "between"),
        (Self::StartsWith, "startsWith"),
        (Self::EndsWith, "endsWith"),
        (Self::Includes, "includes"),
        (Self::Regex, "regex"),
        (Self::Exists, "exists"),
    ];

    /// The operator's name in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => Self::NAMED.iter().find(|(operator, _)| operator == known).map_or("", |(_, name)| name),
        }
    }
}

impl From<String> for Operator {
    fn from(name: String) -> Self {
        let known = Self::NAMED.into_iter().find(|(_, known)| *known == name);
        known.map_or(Self::Other(name.into()), |(operator, _)| operator)
    }
}

impl<V: Into<Value>> From<V> for Condition {
    fn from(value: V) -> Self {
        Self::Is(value.into())
    }
}

impl From<Comparison> for Condition {
    fn from(comparison: Comparison) -> Self {
        Self::Compare(comparison)
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let comparison = match self {
            Self::Is(value) => return value.serialize(serializer),
            Self::Compare(comparison) => comparison,
        };
        let mut condition = serializer.serialize_map(Some(1))?;
        condition
            .serialize_entry("_cnd", &Entries::from([(comparison.operator.as_str().to_owned(), &comparison.target)]))?;
        condition.end()
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Object(map) if map.contains_key("_cnd") => {
                comparison(map).map(Self::Compare).map_err(de::Error::custom)
            }
            value => Ok(Self::Is(value)),
        }
    }
}

fn comparison(mut condition: Map<String, Value>) -> Result<Comparison, &'static str> {
    let Some(Value::Object(comparison)) = condition.remove("_cnd") else {
        return Err("`_cnd` of a condition is an object such as {\"gte\": 2}");
    };
    let mut operators = comparison.into_iter();
    match (operators.next(), operators.next()) {
        (Some((operator, target)), None) if condition.is_empty() => {
            Ok(Comparison { operator: operator.into(), target })
        }
        _ => Err("a condition with `_cnd` holds exactly one operator and nothing else"),
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A value, or a comparison {\"_cnd\": {operator: target}}.",
            "anyOf": [
                {
                    "type": "object",
                    "properties": {"_cnd": {"type": "object", "minProperties": 1, "maxProperties": 1}},
                    "required": ["_cnd"],
                    "additionalProperties": false,
                },
                {"not": {"type": "object", "required": ["_cnd"]}},
            ],
        })
    }
}
