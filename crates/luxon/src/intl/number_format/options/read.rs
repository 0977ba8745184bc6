//! Options from an object, with V8's messages about those that are wrong.

use super::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormatOptions, NumberStyle, RoundingMode,
    SignDisplay, UnitDisplay,
};
use crate::arguments::Options;
use crate::error::{Error, Result};
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
        refuse_rounding(from)?;
        let trailing = text(from, "trailingZeroDisplay");
        Ok(Self {
            style: choice(from, "style", NumberStyle::parse)?,
            currency: text(from, "currency"),
            currency_display: choice(from, "currencyDisplay", CurrencyDisplay::parse)?,
            currency_sign: choice(from, "currencySign", CurrencySign::parse)?,
            unit: text(from, "unit"),
            unit_display: choice(from, "unitDisplay", UnitDisplay::parse)?,
            notation: choice(from, "notation", Notation::parse)?,
            compact_display: choice(from, "compactDisplay", CompactDisplay::parse)?,
            sign_display: choice(from, "signDisplay", SignDisplay::parse)?,
            use_grouping: grouping(from.get("useGrouping"))?,
            minimum_integer_digits: number(from, "minimumIntegerDigits"),
            minimum_fraction_digits: number(from, "minimumFractionDigits"),
            maximum_fraction_digits: number(from, "maximumFractionDigits"),
            minimum_significant_digits: number(from, "minimumSignificantDigits"),
            maximum_significant_digits: number(from, "maximumSignificantDigits"),
            rounding_mode: choice(from, "roundingMode", RoundingMode::parse)?,
            strip_if_integer: match trailing.as_deref() {
                None | Some("auto") => false,
                Some("stripIfInteger") => true,
                Some(other) => return Err(out_of_range(other, "trailingZeroDisplay")),
            },
            numbering_system: text(from, "numberingSystem"),
        })
    }
}

fn choice<T: Default>(from: Options<'_>, key: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
    let Some(name) = text(from, key) else { return Ok(T::default()) };
    parse(&name).ok_or_else(|| out_of_range(&name, key))
}

fn out_of_range(value: &str, key: &str) -> Error {
    Error::range(format!("Value {value} out of range for Intl.NumberFormat options property {key}"))
}

fn text(from: Options<'_>, key: &str) -> Option<String> {
    match from.get(key) {
        Value::Undefined => None,
        value => Some(value.to_text()),
    }
}

fn number(from: Options<'_>, key: &str) -> Option<f64> {
    match from.get(key) {
        Value::Undefined => None,
        value => Some(value.to_number()),
    }
}

fn grouping(value: &Value) -> Result<Option<Grouping>> {
    Ok(match value {
        Value::Undefined => None,
        Value::Bool(true) => Some(Grouping::Always),
        value if !value.truthy() => Some(Grouping::Never),
        // By the specification these two strings mean what they meant before there were others.
        value => match value.to_text().as_str() {
            "true" | "false" => None,
            "always" => Some(Grouping::Always),
            "auto" => Some(Grouping::Auto),
            "min2" => Some(Grouping::Min2),
            other => return Err(out_of_range(other, "useGrouping")),
        },
    })
}

fn refuse_rounding(from: Options<'_>) -> Result<()> {
    let usual = |key: &str, usual: &str| text(from, key).is_none_or(|value| value == usual);
    for (key, value) in [("roundingIncrement", "1"), ("roundingPriority", "auto")] {
        if !usual(key, value) {
            return Err(Error::unsupported(format!("the option '{key}' of Intl.NumberFormat needs the feature intl")));
        }
    }
    Ok(())
}
