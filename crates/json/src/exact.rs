//! Values of JavaScript that JSON itself cannot hold.

use serde_json::{Map, Value};

/// What `JSON.parse` gives, exactly: a [`Value`], or what is not one because of something within it.
#[derive(Clone, Debug, PartialEq)]
pub enum Exact {
    /// All of it is JSON.
    Json(Value),
    /// `Infinity`: a number beyond the largest.
    Infinity,
    /// `-Infinity`.
    NegativeInfinity,
    /// A string with half of a surrogate pair, in UTF-16 units.
    Units(Vec<u16>),
    /// An array with one of these in it.
    Array(Vec<Exact>),
    /// An object with one of these in it, its keys in JavaScript's order.
    Object(Vec<(String, Exact)>),
}

/// The nearest JSON: U+FFFD for half of a pair, and `null` for what is not finite, as in `JSON.stringify`.
impl From<Exact> for Value {
    fn from(exact: Exact) -> Self {
        match exact {
            Exact::Json(value) => value,
            Exact::Infinity | Exact::NegativeInfinity => Self::Null,
            Exact::Units(units) => String::from_utf16_lossy(&units).into(),
            Exact::Array(list) => list.into_iter().map(Self::from).collect(),
            Exact::Object(members) => {
                Self::Object(members.into_iter().map(|(key, member)| (key, member.into())).collect::<Map<_, _>>())
            }
        }
    }
}
