//! JavaScript's `Date` from and as text, as V8 reads and writes it.

mod parse;

use crate::calendar::{Civil, DAY_MS};
use crate::intl::names;
use crate::zone::Zone;

pub use parse::parse;

/// `Date.prototype.toString` in a process in UTC: `Thu Feb 29 2024 12:34:56 GMT+0000 (Coordinated Universal Time)`.
#[must_use]
pub fn to_string(ts: f64) -> String {
    match Civil::from_local_ms(ts) {
        Some(civil) => format!("{} {}", date_string(civil), time_string(civil)),
        None => "Invalid Date".to_owned(),
    }
}

/// `Date.prototype.toDateString` in a process in UTC: `Thu Feb 29 2024`.
pub fn to_date_string(ts: f64) -> String {
    Civil::from_local_ms(ts).map_or_else(|| "Invalid Date".to_owned(), date_string)
}

/// `Date.prototype.toTimeString` in a process in UTC: `12:34:56 GMT+0000 (Coordinated Universal Time)`.
pub fn to_time_string(ts: f64) -> String {
    Civil::from_local_ms(ts).map_or_else(|| "Invalid Date".to_owned(), time_string)
}

/// `Date.prototype.toUTCString`: `Thu, 29 Feb 2024 12:34:56 GMT`.
#[must_use]
pub fn to_utc_string(ts: f64) -> String {
    let Some(civil) = Civil::from_local_ms(ts) else { return "Invalid Date".to_owned() };
    let weekday = names::WEEKDAYS_SHORT[usize::from(civil.weekday()) - 1];
    format!("{weekday}, {:02} {} {} {} GMT", civil.day, month(civil), year(civil), clock(civil))
}

/// `Date.prototype.toISOString`; `None` if the date is invalid, where JavaScript throws.
///
/// ```
/// use nodewright_luxon::jsdate;
/// assert_eq!(jsdate::to_iso_string(0.0).as_deref(), Some("1970-01-01T00:00:00.000Z"));
/// ```
#[must_use]
pub fn to_iso_string(ts: f64) -> Option<String> {
    let civil = Civil::from_local_ms(ts)?;
    let year = match civil.year {
        year @ 0..=9999 => format!("{year:04}"),
        year => format!("{year:+07}"),
    };
    let Civil { month, day, millisecond, .. } = civil;
    Some(format!("{year}-{month:02}-{day:02}T{}.{millisecond:03}Z", clock(civil)))
}

fn time_string(civil: Civil) -> String {
    format!("{} GMT+0000 (Coordinated Universal Time)", clock(civil))
}

fn date_string(civil: Civil) -> String {
    let weekday = names::WEEKDAYS_SHORT[usize::from(civil.weekday()) - 1];
    format!("{weekday} {} {:02} {}", month(civil), civil.day, year(civil))
}

fn month(civil: Civil) -> &'static str {
    names::MONTHS_SHORT[usize::from(civil.month) - 1]
}

fn year(civil: Civil) -> String {
    if civil.year < 0 { format!("-{:04}", -civil.year) } else { format!("{:04}", civil.year) }
}

fn clock(civil: Civil) -> String {
    format!("{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second)
}

/// The instant of a local time: the earlier one of two, and with the offset before a gap.
fn local_to_utc(local_ms: f64, zone: &Zone) -> f64 {
    let at = |offset: f64| local_ms - offset * 60_000.0;
    let before = zone.offset(local_ms - DAY_MS);
    if zone.offset(at(before)) == before {
        return at(before);
    }
    let after = zone.offset(local_ms + DAY_MS);
    if zone.offset(at(after)) == after { at(after) } else { at(before) }
}
