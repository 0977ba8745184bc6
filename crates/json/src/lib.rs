#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`read`] takes bytes and [`parse`] a text; [`from_value`] reads a type from a value that is there, with errors for people.

mod bytes;
mod error;
mod exact;
mod lenient;
mod order;
mod quick;
mod typed;

pub use bytes::{read, read_or_text};
pub use error::Error;
pub use exact::Exact;
pub use lenient::member;
pub use order::{index, order};
pub use typed::{Mismatch, from_ref, from_value};

use serde_json::Value;

/// How many arrays and objects may be nested in each other. A value as deep as that can be read, cloned, converted,
/// written and dropped in half of a thread's usual 2 MB of stack, in a debug build too.
pub const MAX_DEPTH: usize = 500;

/// How many values a text holds, if it is JSON: what it will take can be said before it is read.
#[must_use]
pub fn count(text: &str) -> usize {
    let (mut count, mut is_within) = (1, false);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_within = !is_within,
            b'\\' if is_within => drop(bytes.next()),
            b',' | b'[' | b'{' if !is_within => count += 1,
            _ => {}
        }
    }
    count
}

/// Reads a text as `JSON.parse` does.
///
/// # Errors
/// The text is not JSON, or nested too deeply.
pub fn parse(text: &str) -> Result<Value, Error> {
    parse_exactly(text).map(Value::from)
}

/// The same with what a [`Value`] cannot hold.
///
/// # Errors
/// As [`parse`].
pub fn parse_exactly(text: &str) -> Result<Exact, Error> {
    quick::from_str(text).map(Exact::Json).or_else(|_| lenient::document(text))
}
