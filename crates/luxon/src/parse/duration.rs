//! Durations and times of day as ISO 8601 text.

use super::iso::{self, millis};
use super::scanner::Scanner;
use crate::datetime::Fields;
use crate::duration::Values;
use crate::unit::{Field, Unit};

/// `P1Y2M3W4DT5H6M7.8S`, each amount and the whole perhaps negative.
pub(crate) fn duration(text: &str) -> Option<Values> {
    let mut scanner = Scanner::new(text);
    let negative = scanner.literal("-").is_some();
    scanner.literal("P")?;
    let mut values = Values::default();
    let date = [(Unit::Years, b'Y'), (Unit::Months, b'M'), (Unit::Weeks, b'W'), (Unit::Days, b'D')];
    amounts(&mut scanner, &date, negative, &mut values);
    if scanner.literal("T").is_some() {
        amounts(&mut scanner, &[(Unit::Hours, b'H'), (Unit::Minutes, b'M')], negative, &mut values);
        if let Some([seconds, milliseconds]) = scanner.optional(|scanner| seconds(scanner, negative)) {
            values.set(Unit::Seconds, seconds?);
            if let Some(milliseconds) = milliseconds {
                values.set(Unit::Milliseconds, milliseconds);
            }
        }
    }
    scanner.is_done().then_some(values)
}

fn amounts(scanner: &mut Scanner<'_>, units: &[(Unit, u8)], negative: bool, values: &mut Values) {
    for (unit, letter) in units {
        let amount = scanner.optional(|scanner| {
            let text = scanner.spanned(|scanner| {
                scanner.literal("-");
                scanner.digits(1, 20)?;
                scanner.optional(|scanner| {
                    scanner.literal(".")?;
                    scanner.digits(1, 20)
                });
                Some(())
            })?;
            scanner.eat(&[*letter])?;
            text.parse::<f64>().ok()
        });
        if let Some(amount) = amount {
            values.set(*unit, negate_if(negative, amount));
        }
    }
}

fn seconds(scanner: &mut Scanner<'_>, negative: bool) -> Option<[Option<f64>; 2]> {
    let whole = scanner.spanned(|scanner| {
        scanner.literal("-");
        scanner.digits(1, 20).map(|_| ())
    })?;
    let fraction = scanner.optional(|scanner| {
        scanner.eat(b".,")?;
        scanner.spanned(|scanner| {
            scanner.literal("-");
            scanner.digits(1, 20).map(|_| ())
        })
    });
    scanner.literal("S")?;
    let seconds: f64 = whole.parse().ok()?;
    // A negative fraction reads as none. Milliseconds are negative if any sign is, seconds only if one of the two is.
    let milliseconds = fraction.map(|digits| if digits.starts_with('-') { 0.0 } else { millis(digits) });
    let milliseconds = milliseconds.map(|amount| negate_if(negative || whole.starts_with('-'), amount));
    Some([Some(negate_if(negative, seconds) + 0.0), milliseconds])
}

fn negate_if(negative: bool, amount: f64) -> f64 {
    if negative && amount != 0.0 { -amount } else { amount }
}

/// `hh:mm:ss.sss`, with or without colons and `T`.
pub(crate) fn time_of_day(text: &str) -> Option<Values> {
    let mut scanner = Scanner::new(text);
    scanner.literal("T");
    let mut fields = Fields::new();
    iso::time(&mut scanner, &mut fields)?;
    let units = [
        (Field::Hour, Unit::Hours),
        (Field::Minute, Unit::Minutes),
        (Field::Second, Unit::Seconds),
        (Field::Millisecond, Unit::Milliseconds),
    ];
    scanner.is_done().then(|| units.into_iter().filter_map(|(field, unit)| Some((unit, fields.get(field)?))).collect())
}
