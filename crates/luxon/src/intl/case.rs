//! Capitals and small letters in a language: `toLocaleUpperCase` and `toLocaleLowerCase`.

use super::requested::canonical_locales;
use crate::error::Result;
use crate::value::Value;

/// The languages that have rules of their own.
const SPECIAL: [&str; 4] = ["az", "el", "lt", "tr"];

/// A text in capitals, by the rules of the first locale.
///
/// # Errors
/// When a locale is malformed.
pub fn to_upper(text: &str, locales: &Value) -> Result<String> {
    Ok(match special(locales)? {
        Some(language) => mapped(text, language, true),
        None => text.to_uppercase(),
    })
}

/// A text in small letters, by the rules of the first locale.
///
/// # Errors
/// When a locale is malformed.
pub fn to_lower(text: &str, locales: &Value) -> Result<String> {
    Ok(match special(locales)? {
        Some(language) => mapped(text, language, false),
        None => text.to_lowercase(),
    })
}

fn special(locales: &Value) -> Result<Option<&'static str>> {
    let all = canonical_locales(locales)?;
    let language = all.first().and_then(|tag| tag.split('-').next());
    Ok(SPECIAL.into_iter().find(|special| Some(*special) == language))
}

#[cfg(feature = "intl")]
fn mapped(text: &str, language: &str, upper: bool) -> String {
    let locale = language.parse().unwrap_or(icu_locale_core::LanguageIdentifier::UNKNOWN);
    let mapper = icu_casemap::CaseMapper::new();
    match upper {
        true => mapper.uppercase_to_string(text, &locale).into_owned(),
        false => mapper.lowercase_to_string(text, &locale).into_owned(),
    }
}

#[cfg(not(feature = "intl"))]
fn mapped(text: &str, _: &str, upper: bool) -> String {
    if upper { text.to_uppercase() } else { text.to_lowercase() }
}
