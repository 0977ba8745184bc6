//! The JavaScript values that go into and come out of members called by name.

mod coerce;

use crate::datetime::DateTime;
use crate::duration::Duration;
use crate::format::FormatParser;
use crate::interval::Interval;
use crate::zone::Zone;

/// A JavaScript value, as far as luxon takes or gives one.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// A plain object, with its keys in order.
    Object(Object),
    /// A luxon `DateTime`.
    DateTime(DateTime),
    /// A luxon `Duration`.
    Duration(Duration),
    /// A luxon `Interval`.
    Interval(Interval),
    /// A luxon `Zone`.
    Zone(Zone),
    /// A JavaScript `Date`: milliseconds since 1970, NaN if invalid.
    Date(f64),
    /// What `DateTime.buildFormatParser` makes.
    FormatParser(FormatParser),
    /// A regular expression.
    RegExp {
        /// The pattern.
        source: String,
        /// The flags.
        flags: String,
    },
}

/// A plain object with few keys, in the order in which they were set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object(Vec<(String, Value)>);

impl Object {
    pub(crate) const EMPTY: Self = Self(Vec::new());

    /// An empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets a key, at the end if it is new.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        let (key, value) = (key.into(), value.into());
        match self.0.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut object = Self::new();
        for (key, value) in entries {
            object.insert(key, value);
        }
        object
    }
}

impl IntoIterator for Object {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}

from! {
    bool => Bool, f64 => Number, i32 => Number, u8 => Number, u16 => Number, &str => String, String => String,
    Vec<Value> => Array, Object => Object, DateTime => DateTime, Duration => Duration, Interval => Interval,
    Zone => Zone, FormatParser => FormatParser,
}

/// `None` is `null`, which is what luxon's getters give when there is nothing.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
