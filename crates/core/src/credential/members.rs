//! The entries of one part of a request.

use nodewright_properties::{Entries, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use crate::Result;

/// What a credential type adds to one part of a request: keys and values, of which texts may be expressions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Members {
    /// An object.
    Entries(Entries<Value>),
    /// A text in its place. n8n does not evaluate it, but goes over its characters: each is an entry under its index.
    Characters(Text),
}

impl Members {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Entries(entries) => entries.is_empty(),
            Self::Characters(text) => text.is_empty(),
        }
    }

    /// The keys as they are written; none of a text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let entries = if let Self::Entries(entries) = self { Some(entries) } else { None };
        entries.into_iter().flat_map(Entries::iter).map(|(key, _)| key)
    }

    /// Goes over the entries in their order, as n8n sees them.
    ///
    /// # Errors
    /// The first that `each` gives.
    pub fn try_each(&self, each: &mut dyn FnMut(&str, &Value) -> Result<()>) -> Result<()> {
        match self {
            Self::Entries(entries) => entries.iter().try_for_each(|(key, value)| each(key, value)),
            Self::Characters(text) => text
                .encode_utf16()
                .enumerate()
                .try_for_each(|(index, unit)| each(&index.to_string(), &String::from_utf16_lossy(&[unit]).into())),
        }
    }
}

// Not derived: it would not say what is wrong.
impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Object(map) => Ok(Self::Entries(map.into_iter().collect())),
            Value::String(text) => Ok(Self::Characters(text.into())),
            _ => Err(de::Error::custom("what a credential adds is an object of keys and values")),
        }
    }
}

impl Default for Members {
    fn default() -> Self {
        Self::Entries(Entries::new())
    }
}

impl<const N: usize> From<[(&'static str, &'static str); N]> for Members {
    fn from(entries: [(&'static str, &'static str); N]) -> Self {
        Self::Entries(entries.into_iter().map(|(key, value)| (key, Value::from(value))).collect())
    }
}
