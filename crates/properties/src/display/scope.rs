//! Where a condition looks parameters up.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::path;

/// The parameters beside a property, or the value in their place.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'v> {
    Map(&'v Map<String, Value>),
    Value(&'v Value),
    Nothing,
}

impl<'v> Scope<'v> {
    /// The value of a parameter by name or path.
    pub(crate) fn get(self, path: &str) -> Option<Cow<'v, Value>> {
        match self {
            Self::Map(map) => path::get_in(map, path),
            Self::Value(value) => path::get(value, path),
            Self::Nothing => None,
        }
    }

    /// All parameters.
    #[cfg(feature = "resolve")]
    pub(crate) fn to_map(self) -> Map<String, Value> {
        match self {
            Self::Map(map) | Self::Value(Value::Object(map)) => map.clone(),
            Self::Value(_) | Self::Nothing => Map::new(),
        }
    }
}
