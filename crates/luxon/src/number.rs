//! JavaScript's numbers as text, and its rounding.

use crate::error::{Error, Result};

/// A number as JavaScript writes it: `1e+21`, `-0` as `0`, the shortest digits that read back.
///
/// ```
/// use nodewright_luxon::number_text;
/// assert_eq!(number_text(1e21), "1e+21");
/// assert_eq!(number_text(0.1 + 0.2), "0.30000000000000004");
/// ```
#[must_use]
pub fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&number.abs()) {
        return number.to_string();
    }
    let exponential = format!("{number:e}");
    if exponential.contains("e-") { exponential } else { exponential.replace('e', "e+") }
}

/// JavaScript's `Number(text)`.
pub(crate) fn parse(text: &str) -> f64 {
    let text = text.trim_matches(is_space);
    if text.is_empty() {
        return 0.0;
    }
    match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => return parse_radix(&text[2..], 16),
        [b'0', b'o' | b'O', ..] => return parse_radix(&text[2..], 8),
        [b'0', b'b' | b'B', ..] => return parse_radix(&text[2..], 2),
        _ => {}
    }
    match text {
        "Infinity" | "+Infinity" => return f64::INFINITY,
        "-Infinity" => return f64::NEG_INFINITY,
        _ => {}
    }
    // Rust would also take "inf" and "nan".
    if text.bytes().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) {
        return f64::NAN;
    }
    text.parse().unwrap_or(f64::NAN)
}

fn parse_radix(digits: &str, radix: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    let mut sum = 0.0;
    for digit in digits.chars() {
        let Some(digit) = digit.to_digit(radix) else { return f64::NAN };
        sum = sum * f64::from(radix) + f64::from(digit);
    }
    sum
}

/// JavaScript's white space, as `trim` takes it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}' || c == '\u{feff}'
}

/// JavaScript's `Math.round`: halves go up.
pub(crate) fn round(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// How a number loses its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Away from zero.
    Expand,
    /// Towards zero.
    #[default]
    Trunc,
    /// To the nearest, halves up.
    Round,
    /// Down.
    Floor,
    /// Up.
    Ceil,
}

impl Rounding {
    /// Reads luxon's name of a rounding.
    ///
    /// # Errors
    /// When there is no such rounding.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "expand" => Ok(Self::Expand),
            "trunc" => Ok(Self::Trunc),
            "round" => Ok(Self::Round),
            "floor" => Ok(Self::Floor),
            "ceil" => Ok(Self::Ceil),
            _ => Err(Error::range(format!("Value rounding {name} is out of range"))),
        }
    }

    /// Rounds to so many decimal places.
    pub(crate) fn apply(self, number: f64, places: i32) -> f64 {
        let factor = 10f64.powi(places);
        let scaled = number * factor;
        let whole = match self {
            Self::Expand if number > 0.0 => scaled.ceil(),
            Self::Expand | Self::Floor => scaled.floor(),
            Self::Trunc => scaled.trunc(),
            Self::Round => round(scaled),
            Self::Ceil => scaled.ceil(),
        };
        whole / factor
    }
}
