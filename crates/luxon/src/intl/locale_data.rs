//! Names, patterns and symbols of locales other than English, from a table that V8 wrote (see data/locales.mjs).

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

#[cfg(feature = "intl")]
const TABLE: &str = include_str!("locales.tsv");
#[cfg(not(feature = "intl"))]
const TABLE: &str = "";

/// What is known of one locale.
pub(crate) struct LocaleData {
    tag: &'static str,
    /// What differs from the parent.
    text: &'static str,
    parent: Option<&'static str>,
    lines: OnceLock<HashMap<&'static str, &'static str>>,
}

impl LocaleData {
    /// The data of a language tag without extensions.
    pub fn find(tag: &str) -> Option<&'static Self> {
        static LOCALES: OnceLock<HashMap<String, LocaleData>> = OnceLock::new();
        let locales = LOCALES.get_or_init(|| {
            let sections = TABLE.split('@').filter_map(Self::section);
            sections.map(|data| (data.tag.to_ascii_lowercase(), data)).collect()
        });
        locales.get(&tag.to_ascii_lowercase())
    }

    fn section(section: &'static str) -> Option<Self> {
        let (head, text) = section.split_once('\n')?;
        let (tag, parent) = head.split_once('\t').map_or((head, None), |(tag, parent)| (tag, Some(parent)));
        Some(Self { tag, text, parent, lines: OnceLock::new() })
    }

    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// What a key stands for; its columns are separated by tabs.
    pub fn value(&self, key: &str) -> Option<&'static str> {
        let lines = self.lines.get_or_init(|| {
            self.text.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect::<HashMap<_, _>>()
        });
        match lines.get(key) {
            Some(value) => Some(value),
            None => Self::find(self.parent?)?.value(key),
        }
    }

    pub fn columns(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.value(key).into_iter().flat_map(|value| value.split('\t'))
    }

    /// One column; empty if it is missing.
    pub fn column(&self, key: &str, index: usize) -> &'static str {
        self.columns(key).nth(index).unwrap_or_default()
    }

    /// The names in a list.
    pub fn names(&self, key: &str) -> Vec<&'static str> {
        self.value(key).unwrap_or_default().split('|').collect()
    }

    /// The column that is marked with a name.
    pub fn marked(&self, key: &str, name: &str) -> Option<&'static str> {
        self.columns(key).find_map(|column| column.strip_prefix(name)?.strip_prefix('='))
    }

    /// The form of a text for a number as it is written, in ASCII; `{n}` in it stands for the number.
    pub fn plural(&self, key: &str, number: &str) -> Option<&'static str> {
        self.marked(key, plural_category(self.tag, number)).or_else(|| self.marked(key, "other"))
    }
}

#[cfg(feature = "intl")]
fn plural_category(tag: &str, number: &str) -> &'static str {
    use super::plural_rules::category_name;
    use icu_plurals::PluralRules;
    let locale = tag.parse::<icu_locale_core::Locale>().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    let (Ok(rules), Ok(number)) =
        (PluralRules::try_new_cardinal((&locale).into()), number.parse::<fixed_decimal::Decimal>())
    else {
        return "other";
    };
    category_name(rules.category_for(&number))
}

#[cfg(not(feature = "intl"))]
fn plural_category(_: &str, _: &str) -> &'static str {
    "other"
}

impl fmt::Debug for LocaleData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag)
    }
}

impl PartialEq for LocaleData {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for LocaleData {}

impl Hash for LocaleData {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag.hash(state);
    }
}
