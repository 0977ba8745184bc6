//! Regular expressions of descriptions and workflows: compiled once, and cut off where n8n cuts them off.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use nodewright_regex::{Captures, Input, RegexError, STEPS_PER_QUESTION};

use crate::Error;

/// How many steps a search may take. n8n stops one after 250 ms, which is about what this many steps take; counted, the
/// answer is the same on every machine.
const MAX_STEPS: u32 = 30_000_000;

/// A compiled regular expression.
#[derive(Debug)]
pub(crate) struct Regex(nodewright_regex::Regex);

type Cache = HashMap<(String, String), Arc<Regex>>;

/// Compiled expressions by pattern and flags. A description or a workflow uses a handful, so a full cache starts anew.
static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);
const CACHE_CAPACITY: usize = 512;

/// Whether a description's pattern can be compiled.
///
/// # Errors
/// What is wrong with it.
pub fn check_pattern(pattern: &str) -> Result<(), Error> {
    Regex::cached(pattern, "").map(drop)
}

impl Regex {
    /// `new RegExp(pattern, flags)`, compiled once for all uses.
    pub(crate) fn cached(pattern: &str, flags: &str) -> Result<Arc<Self>, Error> {
        let key = (pattern.to_owned(), flags.to_owned());
        if let Some(regex) = CACHE.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(regex));
        }
        let regex = Arc::new(Self(nodewright_regex::Regex::new(pattern, flags).map_err(refusal)?));
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= CACHE_CAPACITY {
            cache.clear();
        }
        cache.insert(key, Arc::clone(&regex));
        Ok(regex)
    }

    /// `regex.test(text)`.
    pub(crate) fn is_match(&self, text: &str) -> Result<bool, Error> {
        let units: Vec<u16> = text.encode_utf16().collect();
        Ok(self.find(&units)?.is_some())
    }

    /// `text.match(regex)`: the match and its groups.
    pub(crate) fn captures(&self, text: &str) -> Result<Option<Vec<Option<String>>>, Error> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let text_of = |range: std::ops::Range<usize>| units.get(range).map(String::from_utf16_lossy);
        let found = self.find(&units)?;
        Ok(found.map(|groups| groups.into_iter().map(|range| range.and_then(text_of)).collect()))
    }

    fn find(&self, units: &[u16]) -> Result<Option<Captures>, Error> {
        let mut questions = MAX_STEPS / STEPS_PER_QUESTION;
        let mut may_go_on = || {
            questions = questions.saturating_sub(1);
            questions > 0
        };
        self.0.find(Input::Units(units), 0, &mut may_go_on).map_err(|_| Error::RegexTimeout)
    }
}

fn refusal(error: RegexError) -> Error {
    match error {
        RegexError::Syntax { pattern, flags, reason } => {
            Error::InvalidRegex { pattern, flags, reason: reason.to_owned() }
        }
        RegexError::InvalidFlags { flags } => Error::InvalidRegexFlags { flags },
        other => Error::UnsupportedRegex { reason: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_tries_too_much_is_cut_off() {
        let regex = Regex::cached("^(a+)+$", "").unwrap();
        assert_eq!(regex.is_match(&format!("{}!", "a".repeat(60))).unwrap_err(), Error::RegexTimeout);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (pattern, flags, expected) in [
            ("(", "", "Invalid regular expression: /(/: Unterminated group"),
            ("a", "gg", "Invalid flags supplied to RegExp constructor 'gg'"),
        ] {
            assert_eq!(Regex::cached(pattern, flags).unwrap_err().to_string(), expected);
        }
    }
}
