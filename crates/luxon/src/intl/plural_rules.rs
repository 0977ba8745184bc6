//! `Intl.PluralRules`: which form of a word goes with a number.

use super::named::named;
use super::number_format::{NumberFormat, NumberFormatOptions};
use super::option::IntlOptions;
use super::requested::{Requested, requested, supported_locales};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::value::{Object, Value};

use fixed_decimal::Decimal;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules as Rules};

named! {
    /// What the number counts.
    PluralType {
        /// How many: one day, two days.
        Cardinal = "cardinal",
        /// Which one: first, second.
        Ordinal = "ordinal",
    }
}

/// The rules of a language, as `new Intl.PluralRules(locales, options)` has them.
#[derive(Debug)]
pub struct PluralRules {
    rules: Rules,
    number: NumberFormat,
    requested: Requested,
    /// Whether none of the locales was there.
    is_default: bool,
    kind: PluralType,
}

impl PluralRules {
    /// The rules of the first of the locales that there is.
    ///
    /// # Errors
    /// When a locale or an option is malformed.
    pub fn new(locales: &Value, options: &Value) -> Result<Self> {
        // Keywords such as -u-nu- do not matter to it.
        let requested = requested(locales)?.keeping(|_, _| false);
        let is_default = supported_locales(locales)?.is_empty();
        let kind = IntlOptions::new(Options::read(options)?, "PluralRules").choice("type", PluralType::parse)?;
        let kind = kind.unwrap_or(PluralType::Cardinal);
        // How the digits look does not matter either, so English ones do for all.
        let number = NumberFormat::new(&Locale::default(), &NumberFormatOptions::digits_from(options)?)?;
        let locale: icu_locale_core::Locale = requested.base.parse().map_err(|_| Error::locale(&requested.base))?;
        let rule = if kind == PluralType::Ordinal { PluralRuleType::Ordinal } else { PluralRuleType::Cardinal };
        let options = icu_plurals::PluralRulesOptions::default().with_type(rule);
        let rules = Rules::try_new((&locale).into(), options).map_err(|_| Error::locale(&requested.base))?;
        Ok(Self { rules, number, requested, is_default, kind })
    }

    /// The form for a number: `one`, `few`, `other` …
    #[must_use]
    pub fn select(&self, number: f64) -> &'static str {
        let plain = self.number.plain(number);
        plain.parse::<Decimal>().map_or("other", |number| category_name(self.rules.category_for(&number)))
    }

    /// What the rules decided on, as `resolvedOptions()` tells it.
    pub fn resolved_options(&self) -> Object {
        let number = self.number.resolved_options();
        // Only languages that have rules are named as what they are, and the default.
        let base = match self.requested.base.as_str() {
            base if self.is_default || base == "pt-PT" => base,
            base => base.split('-').next().unwrap_or_default(),
        };
        let mut object = Object::new();
        object.insert("locale", base);
        object.insert("type", self.kind.name());
        let digits = [
            "minimumIntegerDigits",
            "minimumFractionDigits",
            "maximumFractionDigits",
            "minimumSignificantDigits",
            "maximumSignificantDigits",
        ];
        for key in digits {
            if let Some(value) = number.get(key) {
                object.insert(key, value.clone());
            }
        }
        let order = ["zero", "one", "two", "few", "many", "other"];
        let known: Vec<&str> = self.rules.categories().map(category_name).collect();
        let categories = order.into_iter().filter(|category| known.contains(category)).map(Value::from);
        object.insert("pluralCategories", categories.collect::<Vec<_>>());
        for key in ["roundingIncrement", "roundingMode", "roundingPriority", "trailingZeroDisplay"] {
            object.insert(key, number.get(key).cloned().unwrap_or(Value::Undefined));
        }
        object
    }
}

/// The name in JavaScript.
pub(super) fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
