//! `Intl.Collator`: the order of texts in a language.

use std::cmp::Ordering;

use super::named::named;
use super::option::IntlOptions;
use super::requested::{Requested, requested_for_sorting};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::value::{Object, Value};

use icu_collator::options::{AlternateHandling, CaseLevel, CollatorOptions, Strength};
use icu_collator::preferences::{CollationCaseFirst, CollationNumericOrdering};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

named! {
    /// Which differences count.
    Sensitivity {
        /// Letters.
        Base = "base",
        /// Letters and accents.
        Accent = "accent",
        /// Letters and case.
        Case = "case",
        /// All of them.
        Variant = "variant",
    }
}

named! {
    /// Which case comes first.
    CaseFirst {
        /// Capitals.
        Upper = "upper",
        /// Small letters.
        Lower = "lower",
        /// As the language has it.
        Unsaid = "false",
    }
}

named! {
    /// What the order is for.
    Usage {
        /// A sorted list.
        Sort = "sort",
        /// Finding what matches.
        Search = "search",
    }
}

/// Languages in which searching tells other texts apart than sorting does.
const SEARCHED_OTHERWISE: &[&str] = &[
    "ar", "as", "az", "be", "bn", "bs", "ca", "cs", "da", "de", "dsb", "eo", "es", "et", "fa", "fi", "fil", "fo", "gl",
    "gu", "haw", "he", "hr", "hsb", "hu", "hy", "is", "kl", "ko", "ku", "lb", "ln", "lt", "lv", "mk", "mt", "nb", "nn",
    "no", "or", "pl", "ro", "se", "sk", "sl", "smn", "sq", "sr", "sv", "ta", "te", "th", "tk", "to", "tr", "uk", "ur",
    "vi", "wae", "yi", "yo", "zh",
];

/// Compares texts, as `new Intl.Collator(locales, options)` does.
///
/// ```
/// use nodewright_luxon::Value;
/// use nodewright_luxon::intl::Collator;
/// let swedish = Collator::new(&Value::from("sv"), &Value::Undefined).unwrap();
/// assert!(swedish.compare("z", "å").is_lt());
/// ```
#[derive(Debug)]
pub struct Collator {
    collator: CollatorBorrowed<'static>,
    requested: Requested,
    usage: Usage,
    sensitivity: Sensitivity,
    collation: String,
}

impl Collator {
    /// A collator for the first of the locales that there is.
    ///
    /// # Errors
    /// When a locale or an option is malformed, or the order is not built in.
    pub fn new(locales: &Value, options: &Value) -> Result<Self> {
        let requested = requested_for_sorting(locales)?;
        let options = IntlOptions::new(Options::read(options)?, "Collator");
        let usage = options.choice("usage", Usage::parse)?.unwrap_or(Usage::Sort);
        options.choice("localeMatcher", locale_matcher)?;
        let chosen = options.text("collation");
        let numeric = options.flag("numeric");
        let case_first = options.choice("caseFirst", CaseFirst::parse)?;
        let sensitivity = options.choice("sensitivity", Sensitivity::parse)?;
        let ignores_punctuation = options.flag("ignorePunctuation");

        let base = requested.base.clone();
        let has = |name: &str| usage == Usage::Sort && collations(&base).any(|known| known == name);
        let requested = requested.keeping(|key, value| match key {
            "co" => has(value),
            "kn" => matches!(value, "" | "true" | "false"),
            "kf" => CaseFirst::parse(value).is_some(),
            _ => false,
        });
        let language = requested.base.split('-').next().unwrap_or_default();
        if usage == Usage::Search && SEARCHED_OTHERWISE.contains(&language) {
            let missing = format!("Intl.Collator with usage 'search' in locale '{language}' is not built in");
            return Err(Error::unsupported(missing));
        }
        let collation = chosen.filter(|chosen| has(chosen)).or_else(|| requested.keyword("co").map(str::to_owned));
        if let Some(missing @ ("unihan" | "searchjl")) = collation.as_deref() {
            return Err(Error::unsupported(format!("Intl.Collator with collation '{missing}' is not built in")));
        }

        let tag = match &collation {
            Some(collation) => format!("{}-u-co-{collation}", requested.base),
            None => requested.base.clone(),
        };
        let locale: Locale = tag.parse().map_err(|_| Error::locale(&tag))?;
        let mut preferences = CollatorPreferences::from(&locale);
        let numeric = numeric.or_else(|| requested.keyword("kn").map(|value| value != "false"));
        preferences.numeric_ordering = numeric.map(|numeric| match numeric {
            true => CollationNumericOrdering::True,
            false => CollationNumericOrdering::False,
        });
        let case_first = case_first.or_else(|| requested.keyword("kf").and_then(CaseFirst::parse));
        preferences.case_first = case_first.map(|case_first| match case_first {
            CaseFirst::Upper => CollationCaseFirst::Upper,
            CaseFirst::Lower => CollationCaseFirst::Lower,
            CaseFirst::Unsaid => CollationCaseFirst::False,
        });
        let sensitivity = sensitivity.unwrap_or(Sensitivity::Variant);
        let mut levels = CollatorOptions::default();
        levels.strength = Some(match sensitivity {
            Sensitivity::Base | Sensitivity::Case => Strength::Primary,
            Sensitivity::Accent => Strength::Secondary,
            Sensitivity::Variant => Strength::Tertiary,
        });
        levels.case_level = (sensitivity == Sensitivity::Case).then_some(CaseLevel::On);
        levels.alternate_handling = ignores_punctuation.map(|ignores| match ignores {
            true => AlternateHandling::Shifted,
            false => AlternateHandling::NonIgnorable,
        });
        let collator = CollatorBorrowed::try_new(preferences, levels).map_err(|_| Error::locale(&tag))?;
        let collation = collation.unwrap_or_else(|| "default".to_owned());
        Ok(Self { collator, requested, usage, sensitivity, collation })
    }

    /// Which text comes first.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator.compare(left, right)
    }

    /// What the collator decided on, as `resolvedOptions()` tells it.
    #[must_use]
    pub fn resolved_options(&self) -> Object {
        let options = self.collator.resolved_options();
        let case_first = match options.case_first {
            CollationCaseFirst::Upper => CaseFirst::Upper,
            CollationCaseFirst::Lower => CaseFirst::Lower,
            _ => CaseFirst::Unsaid,
        };
        let mut object = Object::new();
        object.insert("locale", self.requested.tag());
        object.insert("usage", self.usage.name());
        object.insert("sensitivity", self.sensitivity.name());
        object.insert("ignorePunctuation", options.alternate_handling == AlternateHandling::Shifted);
        object.insert("collation", self.collation.as_str());
        object.insert("numeric", options.numeric == CollationNumericOrdering::True);
        object.insert("caseFirst", case_first.name());
        object
    }
}

fn locale_matcher(name: &str) -> Option<()> {
    matches!(name, "lookup" | "best fit").then_some(())
}

/// The orders that a locale has beside its own.
fn collations(base: &str) -> impl Iterator<Item = &'static str> {
    let own = match base.split('-').next().unwrap_or_default() {
        "ar" => "compat",
        "bn" | "es" | "fi" | "kn" | "sv" => "trad",
        "de" => "phonebk",
        "ja" => "unihan",
        "ko" => "searchjl unihan",
        "ln" => "phonetic",
        "si" => "dict",
        "zh" if matches!(base, "zh-TW" | "zh-HK") || base.contains("Hant") => "pinyin unihan zhuyin",
        "zh" => "stroke unihan zhuyin",
        _ => "",
    };
    own.split(' ').filter(|name| !name.is_empty()).chain(["emoji", "eor"])
}
