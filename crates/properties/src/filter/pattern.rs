//! Regular expressions of conditions, as patterns or between slashes with flags.

use crate::Error;
use crate::regex::Regex;

/// Whether a pattern such as `a+` or `/a+/i` matches a text.
///
/// # Errors
/// An invalid or too slow regular expression.
pub fn matches_pattern(pattern: &str, text: &str) -> Result<bool, Error> {
    let (pattern, flags) = literal(pattern).unwrap_or((pattern, ""));
    Regex::cached(pattern, flags)?.is_match(text)
}

/// The pattern and flags of `/pattern/flags`.
fn literal(text: &str) -> Option<(&str, &str)> {
    let (pattern, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    flags.chars().all(|flag| "gimusy".contains(flag)).then_some((pattern, flags))
}
