//! Why a value is not what is wanted.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// A value of another shape: `'items[0].json' is missing`. Quotes no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// As JavaScript writes it: `items[0].json`; empty for the whole value.
    path: String,
    /// What follows the path.
    why: String,
}

impl Mismatch {
    /// Where in the value, as in `items[0].json`; empty for the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    fn new(why: impl Into<String>) -> Self {
        Self { path: String::new(), why: why.into() }
    }

    /// The error of an object's member.
    #[must_use]
    pub fn in_member(self, name: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{name}{dot}{}", self.path), ..self }
    }

    /// The error of an array's element.
    #[must_use]
    pub fn in_element(self, index: usize) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("[{index}]{dot}{}", self.path), ..self }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.as_str(), VERBS.iter().any(|verb| self.why.starts_with(verb))) {
            ("", true) => write!(f, "the value {}", self.why),
            ("", false) => f.write_str(&self.why),
            (path, true) => write!(f, "'{path}' {}", self.why),
            (path, false) => write!(f, "'{path}': {}", self.why),
        }
    }
}

/// What a text of a type's own may start with to be said of the member.
const VERBS: [&str; 2] = ["must ", "is "];

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::new(text.to_string())
    }

    fn invalid_type(what: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(format!("must be {}, not {}", in_json(&wanted.to_string()), type_of(&what)))
    }

    fn invalid_value(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(format!("must be {}", in_json(&wanted.to_string())))
    }

    fn invalid_length(length: usize, wanted: &dyn Expected) -> Self {
        Self::new(format!("must be {}, not one of {length}", in_json(&wanted.to_string())))
    }

    // The value itself may be a secret that has come to the wrong place.
    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(format!("must be one of {}", known.join(", ")))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(format!("is unknown; known: {}", known.join(", "))).in_member(name)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new("is missing").in_member(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::new("is there twice").in_member(name)
    }
}

/// What `serde` expects, in JSON's words.
fn in_json(wanted: &str) -> String {
    let wanted = match wanted {
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number from 0",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a borrowed string" | "variant identifier" | "field identifier" => "a string",
        "a map" => "an object",
        "a sequence" => "an array",
        "unit" => "null",
        _ if wanted.starts_with("struct ") => "an object",
        _ if wanted.starts_with("enum ") => "a string",
        _ => return wanted.replace("a tuple", "an array"),
    };
    wanted.to_owned()
}

fn type_of(what: &Unexpected<'_>) -> &'static str {
    match what {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a number",
        Unexpected::Float(number) if number.fract() != 0.0 => "a number with a fraction",
        Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "an array",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}
