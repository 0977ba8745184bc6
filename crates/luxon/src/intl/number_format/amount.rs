//! The value to format: a number, or more digits than a number holds.

use super::decimal::Decimal;
use crate::number;

/// A number of JavaScript, or one that came as text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    pub negative: bool,
    pub magnitude: Magnitude,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Magnitude {
    NotANumber,
    Infinite,
    Finite(Decimal),
}

impl Amount {
    /// Reads what `Number(text)` reads, but keeps every digit.
    pub fn parse(text: &str) -> Self {
        let trimmed = text.trim_matches(number::is_space);
        let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
        let is_long = digits.len() > 15 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match Decimal::parse(digits).filter(|_| is_long) {
            Some(decimal) => Self { negative: trimmed.starts_with('-'), magnitude: Magnitude::Finite(decimal) },
            None => number::parse(text).into(),
        }
    }

    pub fn is_nan(&self) -> bool {
        self.magnitude == Magnitude::NotANumber
    }
}

impl From<f64> for Amount {
    fn from(number: f64) -> Self {
        let magnitude = match number {
            _ if number.is_nan() => Magnitude::NotANumber,
            _ if number.is_infinite() => Magnitude::Infinite,
            _ => Magnitude::Finite(Decimal::from_f64(number.abs())),
        };
        Self { negative: number.is_sign_negative() && !number.is_nan(), magnitude }
    }
}
