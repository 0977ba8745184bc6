//! Compact, scientific and engineering notation.

use super::decimal::Decimal;
use super::options::{CompactDisplay, CurrencyDisplay, Notation, NumberFormatOptions, NumberStyle};
use super::rounding::Precision;
use crate::intl::Part;
use crate::locale::Language;

/// Rounds a number, and takes out the power of ten that the notation writes apart; gives that power.
pub(super) fn scale(
    decimal: &mut Decimal,
    options: &NumberFormatOptions,
    precision: &Precision,
    negative: bool,
) -> i32 {
    let mut power = power_of(decimal.exponent(), options.notation);
    let unrounded = decimal.clone();
    decimal.shift(-power);
    precision.round(decimal, negative);
    // Rounding may reach the next power: 999,999 is 1M.
    let reached = power_of(decimal.exponent() + power, options.notation);
    if reached != power && !decimal.is_zero() {
        power = reached;
        *decimal = unrounded;
        decimal.shift(-power);
        precision.round(decimal, negative);
    }
    power
}

fn power_of(exponent: i32, notation: Notation) -> i32 {
    match notation {
        Notation::Standard => 0,
        Notation::Scientific => exponent,
        Notation::Engineering => exponent.div_euclid(3) * 3,
        Notation::Compact => (exponent.div_euclid(3) * 3).clamp(0, 12),
    }
}

/// Writes the power of ten behind the number.
pub(super) fn suffix(parts: &mut Vec<Part>, power: i32, options: &NumberFormatOptions, language: Language) {
    match options.notation {
        Notation::Standard => {}
        Notation::Compact => compact_suffix(parts, power, options, language),
        Notation::Scientific | Notation::Engineering => {
            parts.push(Part::new("exponentSeparator", "E"));
            if power < 0 {
                parts.push(Part::new("exponentMinusSign", "-"));
            }
            parts.push(Part::new("exponentInteger", power.abs().to_string()));
        }
    }
}

fn compact_suffix(parts: &mut Vec<Part>, power: i32, options: &NumberFormatOptions, language: Language) {
    const LONG: [&str; 4] = ["thousand", "million", "billion", "trillion"];
    const SHORT: [&str; 4] = ["K", "M", "B", "T"];
    const SHORT_GB: [&str; 4] = ["k", "m", "bn", "tn"];
    let Some(index) = usize::try_from(power / 3 - 1).ok() else { return };
    // Amounts of money are short, unless the currency is in words too.
    let symbol = options.style == NumberStyle::Currency && options.currency_display != CurrencyDisplay::Name;
    if options.compact_display == CompactDisplay::Long && !symbol {
        parts.push(Part::new("literal", " "));
        parts.push(Part::new("compact", LONG[index.min(3)]));
        return;
    }
    let names = if language == Language::EnGb { SHORT_GB } else { SHORT };
    parts.push(Part::new("compact", names[index.min(3)]));
}
