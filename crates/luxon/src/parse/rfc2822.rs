//! RFC 2822, the dates of mails: `Thu, 29 Feb 2024 12:34:56 +0100`.

use std::borrow::Cow;

use super::Parsed;
use super::english::{MONTHS, Parts, WEEKDAYS, untruncate_year};
use super::scanner::Scanner;
use crate::number::is_space;
use crate::zone::Zone;

/// Zones by name, and their offsets in hours.
const ZONES: [(&str, f64); 10] = [
    ("GMT", 0.0),
    ("EDT", -4.0),
    ("EST", -5.0),
    ("CDT", -5.0),
    ("CST", -6.0),
    ("MDT", -6.0),
    ("MST", -7.0),
    ("PDT", -7.0),
    ("PST", -8.0),
    ("UT", f64::NAN),
];

pub(crate) fn rfc2822(text: &str, cutoff: u8) -> Option<Parsed> {
    let text = unfold(text);
    let mut scanner = Scanner::new(&text);
    let weekday = scanner.optional(|scanner| {
        let weekday = scanner.one_of(&WEEKDAYS)?;
        scanner.literal(",")?;
        scanner.space()?;
        Some(weekday)
    });
    let day = number(scanner.digits(1, 2)?);
    scanner.space()?;
    let month = scanner.one_of(&MONTHS)?;
    scanner.space()?;
    let year = scanner.digits(2, 4)?;
    let year = if year.len() == 2 { untruncate_year(number(year), cutoff) } else { number(year) };
    scanner.space()?;
    let hour = scanner.number(2)?;
    scanner.literal(":")?;
    let minute = scanner.number(2)?;
    let second = scanner.optional(|scanner| {
        scanner.literal(":")?;
        scanner.number(2)
    });
    scanner.space()?;
    let zone = zone(&mut scanner)?;
    let fields = Parts { weekday, year, month, day, hour, minute, second }.into_fields();
    scanner.is_done().then_some(Parsed { fields, zone: Some(zone) })
}

fn zone(scanner: &mut Scanner<'_>) -> Option<Zone> {
    for (name, hours) in ZONES {
        if scanner.literal(name).is_some() {
            // luxon knows no offset for UT: the date is then invalid.
            return Some(Zone::fixed(hours * 60.0));
        }
    }
    if scanner.eat(b"Zz").is_some() {
        return Some(Zone::UTC);
    }
    let sign = if scanner.eat(b"+-")? == b'-' { -1.0 } else { 1.0 };
    let hours = scanner.number(2)?;
    Some(Zone::fixed(sign * (hours * 60.0 + scanner.number(2)?)))
}

fn number(digits: &str) -> f64 {
    digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'))
}

/// Comments and line breaks become spaces, and runs of spaces one.
fn unfold(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_space);
    if !text.contains(['(', '\n', '\t']) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let comment = (c == '(').then(|| rest[1..].find(['(', ')'])).flatten();
        let comment = comment.filter(|end| rest[1 + end..].starts_with(')'));
        match comment {
            Some(end) => {
                plain.push(' ');
                rest = &rest[end + 2..];
            }
            None => {
                plain.push(if matches!(c, '\n' | '\t') { ' ' } else { c });
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    let mut single = String::with_capacity(plain.len());
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        if is_space(c) && chars.peek().copied().is_some_and(is_space) {
            while chars.next_if(|next| is_space(*next)).is_some() {}
            single.push(' ');
        } else {
            single.push(c);
        }
    }
    Cow::Owned(single.trim_matches(is_space).to_owned())
}
