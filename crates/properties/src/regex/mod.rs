//! Regular expressions as JavaScript has them: its syntax, UTF-16 units, `u` and the other flags, and backtracking that is
//! cut off, because patterns come from users.
//!
//! The engines at hand fall short: `regex` and `fancy-regex` speak another dialect and find what JavaScript gives up on,
//! `regress` speaks the dialect but cannot be stopped.

mod character_class;
mod compiler;
mod escape;
mod group_name;
mod matcher;
mod parser;
mod program;
mod subject;
mod syntax;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::Error;
use program::Program;
use syntax::Flags;

/// A compiled regular expression.
#[derive(Debug)]
pub(crate) struct Regex {
    program: Program,
}

type Cache = HashMap<(String, String), Arc<Regex>>;

/// Compiled expressions by pattern and flags. A description or a workflow uses a handful, so a full cache starts anew.
static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);
const CACHE_CAPACITY: usize = 512;

impl Regex {
    /// `new RegExp(pattern, flags)`. Of the flags `d` and `g` have no effect here, and `v` is refused.
    pub(crate) fn new(pattern: &str, flags: &str) -> Result<Self, Error> {
        let parsed_flags = Flags::parse(flags).ok_or_else(|| Error::InvalidRegexFlags { flags: flags.to_owned() })?;
        let parsed = parser::parse(pattern, parsed_flags).map_err(|reason| Error::InvalidRegex {
            pattern: pattern.to_owned(),
            flags: flags.to_owned(),
            reason: reason.to_owned(),
        })?;
        Ok(Self { program: compiler::compile(&parsed, parsed_flags) })
    }

    /// As [`Self::new`], compiled once for all uses of the pattern.
    pub(crate) fn cached(pattern: &str, flags: &str) -> Result<Arc<Self>, Error> {
        let key = (pattern.to_owned(), flags.to_owned());
        if let Some(regex) = CACHE.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(regex));
        }
        let regex = Arc::new(Self::new(pattern, flags)?);
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
        Ok(matcher::find(&self.program, &units)?.is_some())
    }

    /// `text.match(regex)`: the match and its groups.
    pub(crate) fn captures(&self, text: &str) -> Result<Option<Vec<Option<String>>>, Error> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let Some(groups) = matcher::find(&self.program, &units)? else {
            return Ok(None);
        };
        let text_of = |range: std::ops::Range<usize>| units.get(range).map(String::from_utf16_lossy);
        Ok(Some(groups.into_iter().map(|range| range.and_then(text_of)).collect()))
    }
}

#[cfg(test)]
mod tests;
