//! Which locale a request comes to, as `Intl`'s constructors choose it.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::value::Value;

/// A locale that Node has, with the parts of the request beside the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requested {
    /// Language, script and region.
    pub base: String,
    /// The keywords of `-u-`, each with its value.
    pub keywords: Vec<(String, String)>,
}

impl Requested {
    /// The value of a keyword of two letters.
    #[must_use]
    pub fn keyword(&self, key: &str) -> Option<&str> {
        self.keywords.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Without the keywords that `keeps` refuses.
    #[must_use]
    pub fn keeping(mut self, keeps: impl Fn(&str, &str) -> bool) -> Self {
        self.keywords.retain(|(key, value)| keeps(key, value));
        self
    }

    /// The tag, keywords included.
    #[must_use]
    pub fn tag(&self) -> String {
        let mut tag = self.base.clone();
        for (index, (key, value)) in self.keywords.iter().enumerate() {
            tag.push_str(if index == 0 { "-u-" } else { "-" });
            tag.push_str(key);
            if !matches!(value.as_str(), "" | "true") {
                tag.push('-');
                tag.push_str(value);
            }
        }
        tag
    }
}

/// `Intl.getCanonicalLocales`.
///
/// # Errors
/// When a tag is malformed, or the value is not a tag at all.
pub fn canonical_locales(locales: &Value) -> Result<Vec<String>> {
    let mut all = Vec::new();
    let list = match locales {
        Value::Undefined => return Ok(all),
        Value::Null => return Err(Error::type_error("Cannot convert undefined or null to object")),
        Value::String(_) => std::slice::from_ref(locales),
        Value::Array(list) => list,
        _ => return Ok(all),
    };
    for tag in list {
        let Value::String(tag) = tag else {
            return Err(Error::type_error("Language ID should be string or object."));
        };
        let canonical = canonical(tag)?;
        if !all.contains(&canonical) {
            all.push(canonical);
        }
    }
    Ok(all)
}

/// The locales of a request that Node has, as `supportedLocalesOf` gives them.
///
/// # Errors
/// As [`canonical_locales`].
pub fn supported_locales(locales: &Value) -> Result<Vec<String>> {
    let mut all = canonical_locales(locales)?;
    all.retain(|tag| find(tag, |_| true).is_some());
    Ok(all)
}

/// The first locale of a request that Node has, or its default.
///
/// # Errors
/// As [`canonical_locales`].
pub fn requested(locales: &Value) -> Result<Requested> {
    match locales {
        Value::Undefined => Ok(default()),
        // A known tag is in canonical form.
        Value::String(tag) if available().contains_key(tag.as_str()) => {
            Ok(Requested { base: tag.clone(), keywords: Vec::new() })
        }
        _ => Ok(canonical_locales(locales)?.iter().find_map(|tag| find(tag, |_| true)).unwrap_or_else(default)),
    }
}

/// The same for collations, which fewer locales have of their own.
///
/// # Errors
/// As [`canonical_locales`].
#[cfg(feature = "intl")]
pub(super) fn requested_for_sorting(locales: &Value) -> Result<Requested> {
    let all = canonical_locales(locales)?;
    Ok(all.iter().find_map(|tag| find(tag, |sorts| sorts)).unwrap_or_else(default))
}

fn default() -> Requested {
    Requested { base: "en-US".to_owned(), keywords: Vec::new() }
}

/// The locales of Node, and whether it also sorts by them.
fn available() -> &'static HashMap<&'static str, bool> {
    static AVAILABLE: OnceLock<HashMap<&str, bool>> = OnceLock::new();
    AVAILABLE.get_or_init(|| {
        let lines = include_str!("available.txt").lines();
        lines.map(|line| line.strip_suffix('*').map_or((line, false), |tag| (tag, true))).collect()
    })
}

/// The longest beginning of a canonical tag that is available.
fn find(tag: &str, is_good: fn(bool) -> bool) -> Option<Requested> {
    let tag = tag.split("-x-").next().unwrap_or_default();
    let (language, extension) = tag.split_once("-u-").unwrap_or((tag, ""));
    let mut base = language;
    while !available().get(base).copied().is_some_and(is_good) {
        base = base.rsplit_once('-')?.0;
    }
    let mut keywords: Vec<(String, String)> = Vec::new();
    for part in extension.split('-').take_while(|part| part.len() != 1).filter(|part| !part.is_empty()) {
        match keywords.last_mut() {
            _ if part.len() == 2 => keywords.push((part.to_owned(), String::new())),
            Some((_, value)) if value.is_empty() => part.clone_into(value),
            Some((_, value)) => *value = format!("{value}-{part}"),
            None => {}
        }
    }
    Some(Requested { base: base.to_owned(), keywords })
}

#[cfg(feature = "intl")]
fn canonical(tag: &str) -> Result<String> {
    use icu_locale::{Locale, LocaleCanonicalizer};
    let malformed = || Error::range("Incorrect locale information provided");
    let mut locale: Locale = tag.parse().map_err(|_| malformed())?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Ok(locale.to_string())
}

#[cfg(not(feature = "intl"))]
fn canonical(tag: &str) -> Result<String> {
    let is_wellformed = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    match tag.len() > 1 && tag.split('-').all(is_wellformed) {
        true => Ok(tag.to_owned()),
        false => Err(Error::range("Incorrect locale information provided")),
    }
}
