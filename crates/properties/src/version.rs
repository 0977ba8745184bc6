//! The version of a node type.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A node type's version: a number with a fraction, so `1.10` is `1.1`. Whole numbers are written without a fraction.
///
/// ```
/// use nodewright_properties::Version;
///
/// let version: Version = "1.10".parse()?;
/// assert_eq!(version, Version::new(1.1));
/// assert!(version < Version::new(2.0));
/// assert_eq!(Version::new(2.0).to_string(), "2");
/// assert_eq!(serde_json::to_string(&Version::new(1.0)).unwrap(), "1");
/// # Ok::<(), nodewright_properties::ParseVersionError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Version(f64);

/// Text or a number that is not a version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a node version is a finite number such as 1 or 2.1")]
pub struct ParseVersionError;

impl Version {
    /// The first version of a node type, and what a node without `typeVersion` has.
    pub const ONE: Self = Self(1.0);

    /// A version known when the program is written; use `TryFrom<f64>` for a number from outside.
    ///
    /// # Panics
    /// If the number is not finite; in a `const` that is an error of the compiler.
    #[must_use]
    pub const fn new(number: f64) -> Self {
        assert!(number.is_finite(), "a node version is a finite number");
        // Adding zero turns -0 into 0: equal versions are written and hashed alike.
        Self(number + 0.0)
    }

    /// The version as the number that conditions on `@version` compare with.
    #[must_use]
    pub const fn number(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Version {
    type Error = ParseVersionError;

    fn try_from(number: f64) -> Result<Self, ParseVersionError> {
        if number.is_finite() { Ok(Self(number + 0.0)) } else { Err(ParseVersionError) }
    }
}

impl From<u32> for Version {
    fn from(number: u32) -> Self {
        Self(f64::from(number))
    }
}

impl FromStr for Version {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, ParseVersionError> {
        let number: f64 = text.parse().map_err(|_| ParseVersionError)?;
        Self::try_from(number)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Version {}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Hash for Version {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Every whole number below 2^53 is exact as i64, so the round trip loses nothing.
        let whole = self.0 as i64;
        if whole as f64 == self.0 && self.0.abs() < 9_007_199_254_740_992.0 {
            serializer.serialize_i64(whole)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

impl JsonSchema for Version {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_orders_and_writes() {
        for (text, json) in [("1", "1"), ("1.10", "1.1"), ("4.2", "4.2"), ("-0", "0"), ("10", "10"), ("0.5", "0.5")] {
            let version: Version = text.parse().unwrap();
            assert_eq!(serde_json::to_string(&version).unwrap(), json, "{text}");
            assert_eq!(version.to_string(), json, "{text}");
            assert_eq!(serde_json::from_str::<Version>(json).unwrap(), version, "{text}");
        }
        assert!(Version::new(1.1) < Version::new(1.2) && Version::new(2.0) < Version::new(10.0));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "v1", "1.2.3", "NaN", "inf", "1e999"] {
            assert_eq!(text.parse::<Version>(), Err(ParseVersionError), "{text}");
        }
        assert!(serde_json::from_str::<Version>("\"1\"").is_err());
    }
}
