//! JSON as JavaScript reads it. Whatever arrives as JSON is read here: lines, bodies, files, items, answers of services,
//! `JSON.parse`.
//!
//! `serde_json` reads what it can; the rest of what `JSON.parse` takes is read by a slower reader of this crate:
//!
//! - half of a surrogate pair (`"\ud83d"`) and bytes that are not UTF-8 become U+FFFD;
//! - a number beyond JavaScript's largest (`1e400`), which is `Infinity` there and which JSON cannot hold, becomes what
//!   `JSON.stringify` makes of it: `null`;
//! - up to [`MAX_DEPTH`] arrays and objects may be nested; more are an [`Error`] that says so.
//!
//! Numbers keep every digit. Keys come in JavaScript's order: integers first, ascending, then the rest as they stand.
//!
//! ```
//! let value = nodewright_json::read(br#"{"b": 411.95000000000005, "1": "cut \ud83d"}"#)?;
//! assert_eq!(value.to_string(), "{\"1\":\"cut \u{fffd}\",\"b\":411.95000000000005}");
//! # Ok::<(), nodewright_json::Error>(())
//! ```

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
