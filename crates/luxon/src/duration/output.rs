//! Durations as text.

use super::Duration;
use crate::error::Result;
use crate::format::tokens::tokens;
use crate::intl::{Grouping, NumberFormat, NumberFormatOptions, NumberStyle, SignDisplay, UnitDisplay, list_format};
use crate::unit::Unit;

/// How a duration is written by a format.
#[derive(Debug, Clone, PartialEq)]
pub struct DurationFormatOptions {
    /// Whether amounts lose their fractions.
    pub floor: bool,
    /// Where the sign of a negative duration stands.
    pub sign_mode: SignMode,
    /// How the numbers are written otherwise.
    pub number: NumberFormatOptions,
}

/// Where the sign of a negative duration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignMode {
    /// Before every negative amount.
    #[default]
    Negative,
    /// Before every amount.
    All,
    /// Only before the largest amount.
    NegativeLargestOnly,
}

/// How a duration is written in words.
#[derive(Debug, Clone, PartialEq)]
pub struct HumanOptions {
    /// How each amount is written.
    pub number: NumberFormatOptions,
    /// Which kind of list: `conjunction`, `disjunction` or `unit`.
    pub list_type: String,
    /// How long the list is: `long`, `short` or `narrow`.
    pub list_style: String,
    /// Whether amounts of zero are written.
    pub show_zeros: bool,
}

impl Default for DurationFormatOptions {
    fn default() -> Self {
        let number = NumberFormatOptions { use_grouping: Some(Grouping::Never), ..NumberFormatOptions::default() };
        Self { floor: true, sign_mode: SignMode::Negative, number }
    }
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self {
            number: NumberFormatOptions {
                style: NumberStyle::Unit,
                unit_display: UnitDisplay::Long,
                use_grouping: Some(Grouping::Never),
                ..NumberFormatOptions::default()
            },
            list_type: "conjunction".to_owned(),
            list_style: "narrow".to_owned(),
            show_zeros: true,
        }
    }
}

impl Duration {
    /// By a format of tokens, such as `hh:mm:ss`: the duration in the units of the tokens.
    ///
    /// # Errors
    /// When the options contradict each other, or the locale's digits are not known.
    ///
    /// ```
    /// use nodewright_luxon::Duration;
    /// let duration = Duration::from_millis(3_661_000.0);
    /// assert_eq!(duration.to_format("hh:mm:ss", &Default::default()).unwrap(), "01:01:01");
    /// ```
    pub fn to_format(&self, format: &str, options: &DurationFormatOptions) -> Result<String> {
        if !self.is_valid() {
            return Ok("Invalid Duration".to_owned());
        }
        let units: Vec<_> =
            tokens(format).filter(|token| !token.literal).filter_map(|token| token_unit(token.text)).collect();
        let shifted = self.shift_to(&units);
        let largest = shifted.values.iter().next().map(|(unit, _)| unit);
        let negative = shifted.to_millis() < 0.0;
        let mut text = String::new();
        for token in tokens(format) {
            let unit = if token.literal { None } else { token_unit(token.text) };
            let Some(unit) = unit else {
                text.push_str(token.text);
                continue;
            };
            let largest_only = options.sign_mode == SignMode::NegativeLargestOnly && largest != Some(unit);
            let sign_display = match options.sign_mode {
                _ if largest_only => SignDisplay::Never,
                SignMode::All => SignDisplay::Always,
                _ => SignDisplay::Auto,
            };
            let amount = shifted.amount(unit) * if negative && largest_only { -1.0 } else { 1.0 };
            let amount = if options.floor { amount.floor() } else { amount };
            let width = Some(token.text.chars().count() as f64);
            let number = NumberFormatOptions { sign_display, minimum_integer_digits: width, ..options.number.clone() };
            text.push_str(&NumberFormat::new(&self.locale, &number)?.format(amount));
        }
        Ok(text)
    }

    /// In words: `2 hours, 5 minutes`.
    ///
    /// # Errors
    /// When the options contradict each other, there is no such unit in `Intl`, or the locale is not built in.
    ///
    /// ```
    /// use nodewright_luxon::Duration;
    /// let text = Duration::from_iso("P1Y2M").to_human(&Default::default()).unwrap();
    /// assert_eq!(text, "1 year, 2 months");
    /// ```
    pub fn to_human(&self, options: &HumanOptions) -> Result<String> {
        if !self.is_valid() {
            return Ok("Invalid Duration".to_owned());
        }
        let mut amounts = Vec::new();
        for unit in Unit::ALL {
            let Some(amount) = self.values.get(unit) else { continue };
            if amount == 0.0 && !options.show_zeros {
                continue;
            }
            let number = NumberFormatOptions { unit: Some(unit.singular().to_owned()), ..options.number.clone() };
            amounts.push(NumberFormat::new(&self.locale, &number)?.format(amount));
        }
        list_format::join(&amounts, &options.list_type, &options.list_style, self.locale.texts()?)
    }
}

fn token_unit(token: &str) -> Option<Unit> {
    Some(match token.as_bytes().first()? {
        b'S' => Unit::Milliseconds,
        b's' => Unit::Seconds,
        b'm' => Unit::Minutes,
        b'h' => Unit::Hours,
        b'd' => Unit::Days,
        b'w' => Unit::Weeks,
        b'M' => Unit::Months,
        b'y' => Unit::Years,
        _ => return None,
    })
}
