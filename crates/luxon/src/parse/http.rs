//! The three forms of dates in HTTP headers.

use super::Parsed;
use super::english::{LONG_WEEKDAYS, MONTHS, Parts, WEEKDAYS, untruncate_year};
use super::scanner::Scanner;
use crate::zone::Zone;

pub(crate) fn http(text: &str, cutoff: u8) -> Option<Parsed> {
    let parse = |form: fn(&mut Scanner<'_>, u8) -> Option<Parts>| {
        let mut scanner = Scanner::new(text);
        let parts = form(&mut scanner, cutoff)?;
        scanner.is_done().then_some(parts)
    };
    let parts = parse(rfc1123).or_else(|| parse(rfc850)).or_else(|| parse(asctime))?;
    Some(Parsed { fields: parts.into_fields(), zone: Some(Zone::UTC) })
}

/// `Thu, 29 Feb 2024 12:34:56 GMT`
fn rfc1123(scanner: &mut Scanner<'_>, _: u8) -> Option<Parts> {
    let weekday = scanner.one_of(&WEEKDAYS)?;
    scanner.literal(", ")?;
    let day = scanner.number(2)?;
    scanner.literal(" ")?;
    let month = scanner.one_of(&MONTHS)?;
    scanner.literal(" ")?;
    let year = scanner.number(4)?;
    scanner.literal(" ")?;
    let [hour, minute, second] = clock(scanner)?;
    scanner.literal(" GMT")?;
    Some(Parts { weekday: Some(weekday), year, month, day, hour, minute, second: Some(second) })
}

/// `Thursday, 29-Feb-24 12:34:56 GMT`
fn rfc850(scanner: &mut Scanner<'_>, cutoff: u8) -> Option<Parts> {
    let weekday = scanner.one_of(&LONG_WEEKDAYS)?;
    scanner.literal(", ")?;
    let day = scanner.number(2)?;
    scanner.literal("-")?;
    let month = scanner.one_of(&MONTHS)?;
    scanner.literal("-")?;
    let year = untruncate_year(scanner.number(2)?, cutoff);
    scanner.literal(" ")?;
    let [hour, minute, second] = clock(scanner)?;
    scanner.literal(" GMT")?;
    Some(Parts { weekday: Some(weekday), year, month, day, hour, minute, second: Some(second) })
}

/// `Thu Feb 29 12:34:56 2024`
fn asctime(scanner: &mut Scanner<'_>, _: u8) -> Option<Parts> {
    let weekday = scanner.one_of(&WEEKDAYS)?;
    scanner.literal(" ")?;
    let month = scanner.one_of(&MONTHS)?;
    scanner.literal(" ")?;
    let day = if scanner.literal(" ").is_some() { scanner.number(1)? } else { scanner.number(2)? };
    scanner.literal(" ")?;
    let [hour, minute, second] = clock(scanner)?;
    scanner.literal(" ")?;
    let year = scanner.number(4)?;
    Some(Parts { weekday: Some(weekday), year, month, day, hour, minute, second: Some(second) })
}

fn clock(scanner: &mut Scanner<'_>) -> Option<[f64; 3]> {
    let hour = scanner.number(2)?;
    scanner.literal(":")?;
    let minute = scanner.number(2)?;
    scanner.literal(":")?;
    Some([hour, minute, scanner.number(2)?])
}
