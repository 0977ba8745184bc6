//! Zones of the tz database that is compiled in.

use std::sync::OnceLock;

use crate::calendar::MAX_TIME_MS;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// After this many milliseconds (400 years) the calendar repeats, weekdays and rules of daylight saving included.
const CYCLE_MS: i64 = 146_097 * 86_400_000;
/// About the year 9900 on the one side and -5960 on the other: well within jiff's range.
const LIMIT_MS: i64 = 250_000_000_000_000;

#[derive(Debug)]
pub(super) struct Iana {
    /// As it was given: luxon keeps the user's spelling.
    name: Box<str>,
    zone: TimeZone,
}

impl Iana {
    pub fn find(name: &str) -> Option<Self> {
        let zone = offset_zone(name).or_else(|| database().get(name).ok())?;
        Some(Self { name: name.into(), zone })
    }

    pub fn utc() -> Self {
        Self { name: "UTC".into(), zone: TimeZone::UTC }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC; NaN when `ts` is out of JavaScript's range of time.
    pub fn offset_seconds(&self, ts: f64) -> f64 {
        if ts.is_nan() || ts.abs() > MAX_TIME_MS {
            return f64::NAN;
        }
        // jiff ends at the year 9999 on either side, JavaScript much later.
        let ms = match ts as i64 {
            ms if ms > LIMIT_MS => ms - CYCLE_MS * ((ms - LIMIT_MS) / CYCLE_MS + 1),
            ms if ms < -LIMIT_MS => ms + CYCLE_MS * ((-LIMIT_MS - ms) / CYCLE_MS + 1),
            ms => ms,
        };
        let instant = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.zone.to_offset(instant).seconds().into()
    }
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

/// `+01`, `+0100` and `+01:00`, which `Intl` takes as names of zones.
fn offset_zone(name: &str) -> Option<TimeZone> {
    let sign = match name.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = match name.len() {
        3 => (&name[1..], "00"),
        5 => name[1..].split_at_checked(2)?,
        6 => name[1..].split_once(':')?,
        _ => return None,
    };
    if ![hours, minutes].iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok().map(TimeZone::fixed)
}
