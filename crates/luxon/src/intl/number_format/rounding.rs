//! How many digits are written.

use super::decimal::{Decimal, Halves};
use super::options::{Notation, NumberFormatOptions, NumberStyle, RoundingMode};
use crate::error::{Error, Result};
use crate::value::Object;

/// How many digits a number keeps and gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Precision {
    least_integer: u8,
    limit: Limit,
    mode: RoundingMode,
    strip_if_integer: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Fraction {
        least: u8,
        most: u8,
    },
    Significant {
        least: u8,
        most: u8,
    },
    /// Whole numbers, but at least two digits: 1.2K, 12K, 123K.
    Compact,
}

impl Precision {
    pub fn new(options: &NumberFormatOptions, currency_digits: u8) -> Result<Self> {
        let least_integer = in_range(options.minimum_integer_digits, 1, 21, "minimumIntegerDigits")?.unwrap_or(1);
        Ok(Self {
            least_integer,
            limit: Limit::new(options, currency_digits)?,
            mode: options.rounding_mode,
            strip_if_integer: options.strip_if_integer,
        })
    }

    pub fn round(&self, decimal: &mut Decimal, negative: bool) {
        match self.limit {
            Limit::Fraction { most, .. } => decimal.round_to_places(most.into(), self.mode, negative),
            Limit::Significant { most, .. } => decimal.round_to_significant(most.into(), self.mode, negative),
            Limit::Compact => {
                let places = (1 - decimal.exponent()).max(0);
                decimal.round_to_places(places, self.mode, negative);
            }
        }
    }

    pub fn digits(&self, decimal: &Decimal) -> Halves {
        let least_fraction = match self.limit {
            Limit::Fraction { least, .. } => least.into(),
            Limit::Significant { least, .. } => {
                let missing = usize::from(least).saturating_sub(decimal.significant());
                let written = decimal.significant() as i32 - 1 - decimal.exponent();
                (written + missing as i32).max(0) as usize
            }
            Limit::Compact => 0,
        };
        let mut halves = decimal.halves(self.least_integer.into(), least_fraction);
        if self.strip_if_integer && halves.fraction.bytes().all(|digit| digit == b'0') {
            halves.fraction.clear();
        }
        halves
    }

    /// Which digits count where both kinds of limits are set.
    pub const fn priority(&self) -> &'static str {
        if matches!(self.limit, Limit::Compact) { "morePrecision" } else { "auto" }
    }

    pub fn resolve_into(&self, object: &mut Object) {
        object.insert("minimumIntegerDigits", self.least_integer);
        match self.limit {
            Limit::Fraction { least, most } => {
                object.insert("minimumFractionDigits", least);
                object.insert("maximumFractionDigits", most);
            }
            Limit::Significant { least, most } => {
                object.insert("minimumSignificantDigits", least);
                object.insert("maximumSignificantDigits", most);
            }
            Limit::Compact => {
                object.insert("minimumFractionDigits", 0u8);
                object.insert("maximumFractionDigits", 0u8);
                object.insert("minimumSignificantDigits", 1u8);
                object.insert("maximumSignificantDigits", 2u8);
            }
        }
    }
}

impl Limit {
    fn new(options: &NumberFormatOptions, currency_digits: u8) -> Result<Self> {
        let (least, most) = (options.minimum_significant_digits, options.maximum_significant_digits);
        if least.is_some() || most.is_some() {
            let least = in_range(least, 1, 21, "minimumSignificantDigits")?.unwrap_or(1);
            let most = in_range(most, least, 21, "maximumSignificantDigits")?.unwrap_or(21);
            return Ok(Self::Significant { least, most });
        }
        let least = in_range(options.minimum_fraction_digits, 0, 100, "minimumFractionDigits")?;
        let most = in_range(options.maximum_fraction_digits, 0, 100, "maximumFractionDigits")?;
        if options.notation == Notation::Compact && least.is_none() && most.is_none() {
            return Ok(Self::Compact);
        }
        let (usual_least, usual_most) = match options.style {
            NumberStyle::Currency if options.notation == Notation::Standard => (currency_digits, currency_digits),
            NumberStyle::Percent => (0, 0),
            _ => (0, 3),
        };
        let (least, most) = match (least, most) {
            (None, None) => (usual_least, usual_most),
            (Some(least), None) => (least, usual_most.max(least)),
            (None, Some(most)) => (usual_least.min(most), most),
            (Some(least), Some(most)) => (least, most),
        };
        if least > most {
            return Err(Error::range("maximumFractionDigits value is out of range."));
        }
        Ok(Self::Fraction { least, most })
    }
}

fn in_range(value: Option<f64>, least: u8, most: u8, name: &str) -> Result<Option<u8>> {
    match value {
        None => Ok(None),
        Some(value) if value >= f64::from(least) && value <= f64::from(most) => Ok(Some(value.floor() as u8)),
        Some(_) => Err(Error::range(format!("{name} value is out of range."))),
    }
}
