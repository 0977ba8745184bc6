//! SQL: `2024-02-29 12:34:56.789 +01:00`, a date or a time alone, or with the name of a zone.

use super::Parsed;
use super::iso::{offset, time, zone_name};
use super::scanner::Scanner;
use crate::datetime::Fields;
use crate::unit::Field;
use crate::zone::Zone;

pub(crate) fn sql(text: &str) -> Option<Parsed> {
    let mut scanner = Scanner::new(text);
    let mut fields = Fields::new();
    let dated = scanner.optional(|scanner| {
        let year = scanner.number(4)?;
        scanner.literal("-")?;
        let month = scanner.number(2)?;
        scanner.literal("-")?;
        let day = scanner.number(2)?;
        for (field, number) in [(Field::Year, year), (Field::Month, month), (Field::Day, day)] {
            fields.set(field, number);
        }
        Some(())
    });
    if dated.is_some() {
        if scanner.is_done() {
            for field in [Field::Hour, Field::Minute, Field::Second] {
                fields.set(field, 0.0);
            }
            return Some(Parsed { fields, zone: None });
        }
        scanner.literal(" ")?;
    }
    time(&mut scanner, &mut fields)?;
    scanner.literal(" ");
    let zone = zone_to_end(&mut scanner)?;
    Some(Parsed { fields, zone })
}

/// An offset, the name of a zone, or nothing, up to the end of the text.
fn zone_to_end(scanner: &mut Scanner<'_>) -> Option<Option<Zone>> {
    let start = scanner.mark();
    let offset = offset(scanner);
    if scanner.is_done() {
        return Some(offset);
    }
    scanner.reset(start);
    let name = zone_name(scanner)?;
    scanner.is_done().then(|| Some(Zone::iana(name)))
}
