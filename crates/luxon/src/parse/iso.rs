//! ISO 8601: calendar, week and ordinal dates, each with or without a time, and times alone.

use super::Parsed;
use super::scanner::Scanner;
use crate::datetime::Fields;
use crate::unit::Field;
use crate::zone::Zone;

/// The grammars exclude each other but for a few that are tried in order.
pub(crate) fn iso(text: &str) -> Option<Parsed> {
    with_time(text, calendar_date)
        .or_else(|| with_time(text, week_date))
        .or_else(|| with_time(text, ordinal_date))
        .or_else(|| time_only(text))
}

fn with_time(text: &str, date: fn(&mut Scanner<'_>) -> Option<Fields>) -> Option<Parsed> {
    let mut scanner = Scanner::new(text);
    let mut fields = date(&mut scanner)?;
    let zone = scanner.optional(|scanner| {
        scanner.eat(b"Tt")?;
        time(scanner, &mut fields)?;
        Some(offset_and_zone(scanner))
    });
    if zone.is_none() {
        set_time(&mut fields, [0.0; 3]);
    }
    scanner.is_done().then(|| Parsed { fields, zone: zone.flatten() })
}

fn time_only(text: &str) -> Option<Parsed> {
    let mut scanner = Scanner::new(text);
    let mut fields = Fields::new();
    time(&mut scanner, &mut fields)?;
    let zone = offset_and_zone(&mut scanner);
    scanner.is_done().then_some(Parsed { fields, zone })
}

fn calendar_date(scanner: &mut Scanner<'_>) -> Option<Fields> {
    let year = match scanner.eat(b"+-") {
        Some(b'-') => -scanner.number(6)?,
        Some(_) => scanner.number(6)?,
        None => scanner.number(4)?,
    };
    let mut month = 1.0;
    let mut day = 1.0;
    if let Some(number) = scanner.optional(dashed_two_digits) {
        month = number;
        day = scanner.optional(dashed_two_digits).unwrap_or(1.0);
    }
    Some(Fields::new().with(Field::Year, year).with(Field::Month, month).with(Field::Day, day))
}

fn dashed_two_digits(scanner: &mut Scanner<'_>) -> Option<f64> {
    scanner.eat(b"-");
    scanner.number(2)
}

fn week_date(scanner: &mut Scanner<'_>) -> Option<Fields> {
    let year = scanner.number(4)?;
    scanner.eat(b"-");
    scanner.literal("W")?;
    let mut fields = Fields::new().with(Field::WeekYear, year).with(Field::WeekNumber, scanner.number(2)?);
    let weekday = scanner.optional(|scanner| {
        scanner.eat(b"-");
        scanner.number(1)
    });
    if let Some(weekday) = weekday {
        fields.set(Field::Weekday, weekday);
    }
    Some(fields)
}

fn ordinal_date(scanner: &mut Scanner<'_>) -> Option<Fields> {
    let year = scanner.number(4)?;
    scanner.eat(b"-");
    Some(Fields::new().with(Field::Year, year).with(Field::Ordinal, scanner.number(3)?))
}

/// `hh[[:]mm[[:]ss[(.|,)fraction]]]`
pub(super) fn time(scanner: &mut Scanner<'_>, fields: &mut Fields) -> Option<()> {
    let mut parts = [scanner.number(2)?, 0.0, 0.0];
    for part in &mut parts[1..] {
        let number = scanner.optional(|scanner| {
            scanner.eat(b":");
            scanner.number(2)
        });
        let Some(number) = number else {
            set_time(fields, parts);
            return Some(());
        };
        *part = number;
    }
    set_time(fields, parts);
    let fraction = scanner.optional(|scanner| {
        scanner.eat(b".,")?;
        scanner.digits(1, 30)
    });
    if let Some(fraction) = fraction {
        fields.set(Field::Millisecond, millis(fraction));
    }
    Some(())
}

fn set_time(fields: &mut Fields, [hour, minute, second]: [f64; 3]) {
    fields.set(Field::Hour, hour);
    fields.set(Field::Minute, minute);
    fields.set(Field::Second, second);
}

/// Whole milliseconds of the digits after a decimal point.
pub(crate) fn millis(fraction: &str) -> f64 {
    // Not simply the first three digits: luxon goes through a float, in which 0.57 * 1000 is a bit less than 570.
    let fraction = match fraction.len() {
        // Both numbers are exact, so the quotient is the float next to the decimal fraction.
        0..=15 => fraction.parse::<u64>().unwrap_or(0) as f64 / 10f64.powi(fraction.len() as i32),
        _ => format!("0.{fraction}").parse().unwrap_or(0.0),
    };
    (fraction * 1000.0).floor()
}

/// The zone of `Z`, of an offset, and of a name in brackets, which wins over both.
fn offset_and_zone(scanner: &mut Scanner<'_>) -> Option<Zone> {
    let offset = offset(scanner);
    let name = scanner.optional(|scanner| {
        scanner.literal("[")?;
        let name = zone_name(scanner)?;
        scanner.literal("]")?;
        Some(name)
    });
    name.map(Zone::iana).or(offset)
}

pub(super) fn offset(scanner: &mut Scanner<'_>) -> Option<Zone> {
    if scanner.eat(b"Zz").is_some() {
        return Some(Zone::UTC);
    }
    scanner.optional(|scanner| {
        let sign = if scanner.eat(b"+-")? == b'-' { -1.0 } else { 1.0 };
        let hours = scanner.number(2)?;
        let minutes = scanner.optional(|scanner| {
            scanner.eat(b":");
            scanner.number(2)
        });
        Some(Zone::fixed(sign * (hours * 60.0 + minutes.unwrap_or(0.0))))
    })
}

/// What a name in the tz database may look like.
pub(super) fn zone_name<'a>(scanner: &mut Scanner<'a>) -> Option<&'a str> {
    let first = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'+' | b'-');
    let inner = |byte: u8| first(byte) || byte.is_ascii_digit();
    scanner.spanned(|scanner| {
        scanner.take(1, 256, first)?;
        let second = scanner.optional(|scanner| {
            scanner.eat(b":");
            scanner.literal("/")?;
            scanner.take(1, 256, inner)
        });
        if second.is_some() {
            scanner.optional(|scanner| {
                scanner.literal("/")?;
                scanner.take(1, 256, inner)
            });
        }
        Some(())
    })
}
