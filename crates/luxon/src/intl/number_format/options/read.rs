//! Options from an object, with V8's messages about those that are wrong.

use super::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormatOptions, NumberStyle, RoundingMode,
    SignDisplay, UnitDisplay,
};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::intl::option::IntlOptions;
use crate::value::Value;

impl NumberFormatOptions {
    /// Reads the options of `Intl.NumberFormat` from a JavaScript object; `undefined` has none.
    ///
    /// # Errors
    /// When a value is not one of those that an option may have, or the option is not built in.
    pub fn from_value(value: &Value) -> Result<Self> {
        let from = Options::read(value)?;
        if from.is_empty() {
            return Ok(Self::default());
        }
        let from = IntlOptions::new(from, "NumberFormat");
        refuse_rounding(from)?;
        let trailing = from.text("trailingZeroDisplay");
        Ok(Self {
            style: from.choice("style", NumberStyle::parse)?.unwrap_or_default(),
            currency: from.text("currency"),
            currency_display: from.choice("currencyDisplay", CurrencyDisplay::parse)?.unwrap_or_default(),
            currency_sign: from.choice("currencySign", CurrencySign::parse)?.unwrap_or_default(),
            unit: from.text("unit"),
            unit_display: from.choice("unitDisplay", UnitDisplay::parse)?.unwrap_or_default(),
            notation: from.choice("notation", Notation::parse)?.unwrap_or_default(),
            compact_display: from.choice("compactDisplay", CompactDisplay::parse)?.unwrap_or_default(),
            sign_display: from.choice("signDisplay", SignDisplay::parse)?.unwrap_or_default(),
            use_grouping: grouping(from)?,
            minimum_integer_digits: from.number("minimumIntegerDigits"),
            minimum_fraction_digits: from.number("minimumFractionDigits"),
            maximum_fraction_digits: from.number("maximumFractionDigits"),
            minimum_significant_digits: from.number("minimumSignificantDigits"),
            maximum_significant_digits: from.number("maximumSignificantDigits"),
            rounding_mode: from.choice("roundingMode", RoundingMode::parse)?.unwrap_or_default(),
            strip_if_integer: match trailing.as_deref() {
                None | Some("auto") => false,
                Some("stripIfInteger") => true,
                Some(other) => return Err(from.out_of_range(other, "trailingZeroDisplay")),
            },
            numbering_system: from.text("numberingSystem"),
        })
    }
}

impl NumberFormatOptions {
    /// Reads only how many digits are written, as `Intl.PluralRules` does.
    #[cfg(feature = "intl")]
    pub(crate) fn digits_from(value: &Value) -> Result<Self> {
        let all = Self::from_value(value)?;
        Ok(Self {
            minimum_integer_digits: all.minimum_integer_digits,
            minimum_fraction_digits: all.minimum_fraction_digits,
            maximum_fraction_digits: all.maximum_fraction_digits,
            minimum_significant_digits: all.minimum_significant_digits,
            maximum_significant_digits: all.maximum_significant_digits,
            rounding_mode: all.rounding_mode,
            strip_if_integer: all.strip_if_integer,
            ..Self::default()
        })
    }
}

fn grouping(from: IntlOptions<'_>) -> Result<Option<Grouping>> {
    Ok(match from.get("useGrouping") {
        Value::Undefined => None,
        Value::Bool(true) => Some(Grouping::Always),
        value if !value.truthy() => Some(Grouping::Never),
        // By the specification these two strings mean what they meant before there were others.
        value => match value.to_text().as_str() {
            "true" | "false" => None,
            "always" => Some(Grouping::Always),
            "auto" => Some(Grouping::Auto),
            "min2" => Some(Grouping::Min2),
            other => return Err(from.out_of_range(other, "useGrouping")),
        },
    })
}

fn refuse_rounding(from: IntlOptions<'_>) -> Result<()> {
    let usual = |key: &str, usual: &str| from.text(key).is_none_or(|value| value == usual);
    for (key, value) in [("roundingIncrement", "1"), ("roundingPriority", "auto")] {
        if !usual(key, value) {
            return Err(Error::unsupported(format!("the option '{key}' of Intl.NumberFormat is not built in")));
        }
    }
    Ok(())
}
