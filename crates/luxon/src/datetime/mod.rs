//! Dates with a time, in a zone and a locale.

mod arithmetic;
mod compare;
mod config;
mod create;
mod diff;
mod dispatch;
mod fields;
mod format;
mod from_format;
mod iso;
mod localize;
mod read;
mod relative;
mod set;

use std::fmt;

use crate::calendar::Civil;
use crate::invalid::Invalid;
use crate::locale::{Locale, LocaleOptions};
use crate::zone::Zone;

pub use fields::Fields;
pub use format::SqlTimeOptions;
pub(crate) use iso::push_padded;
pub use iso::{IsoDateOptions, IsoOptions, Precision};
pub(crate) use read::unparsable;
pub use relative::RelativeOptions;

/// A luxon `DateTime`: an instant in milliseconds with the zone and the locale to read it in.
///
/// ```
/// use nodewright_luxon::{DateTime, Duration, Settings, Unit, Zone};
/// let settings = Settings::new(Zone::iana("America/New_York"));
/// let date = DateTime::from_iso("2024-02-29T12:34:56", &Default::default(), &settings);
/// let later = date.plus(&Duration::of(Unit::Months, 12.0));
/// assert_eq!(later.to_iso(&Default::default()).as_deref(), Some("2025-02-28T12:34:56.000-05:00"));
/// ```
#[derive(Debug, Clone)]
pub struct DateTime {
    ts: f64,
    /// Minutes east of UTC; a fraction where local mean time was in use.
    offset: f64,
    civil: Civil,
    zone: Zone,
    locale: Locale,
    invalid: Option<Invalid>,
}

/// How a new `DateTime` is configured.
#[derive(Debug, Clone, Default)]
pub struct CreateOptions {
    /// Zone of the result, and of a text that names none.
    pub zone: Option<Zone>,
    /// Whether the result keeps the zone that its text names.
    pub set_zone: bool,
    /// Locale of the result.
    pub locale: LocaleOptions,
}

const EPOCH: Civil = Civil { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };

impl DateTime {
    /// An instant in a zone; invalid out of JavaScript's range of time.
    pub(crate) fn at(ts: f64, zone: Zone, locale: Locale) -> Self {
        let offset = zone.offset(ts);
        Self::with_offset(ts, offset, zone, locale)
    }

    fn with_offset(ts: f64, offset: f64, zone: Zone, locale: Locale) -> Self {
        if !zone.is_valid() {
            return Self::invalid(unsupported_zone(&zone));
        }
        match Civil::from_local_ms(ts + offset * 60_000.0) {
            Some(civil) => Self { ts, offset, civil, zone, locale, invalid: None },
            None => Self::invalid(Invalid::new("invalid input")),
        }
    }

    /// An invalid date.
    #[must_use]
    pub fn invalid(invalid: Invalid) -> Self {
        let zone = Zone::UTC;
        Self { ts: f64::NAN, offset: f64::NAN, civil: EPOCH, zone, locale: Locale::default(), invalid: Some(invalid) }
    }

    /// The same date at another instant.
    fn moved_to(&self, ts: f64) -> Self {
        if ts == self.ts {
            return self.clone();
        }
        Self::at(ts, self.zone.clone(), self.locale.clone())
    }

    /// Whether this is a date at all.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.invalid.is_none()
    }

    /// Why it is invalid.
    #[must_use]
    pub fn invalid_reason(&self) -> Option<&Invalid> {
        self.invalid.as_ref()
    }
}

fn unsupported_zone(zone: &Zone) -> Invalid {
    Invalid::explained("unsupported zone", format!("the zone \"{}\" is not supported", zone.name()))
}

/// JavaScript's `String(date)`: ISO 8601, or `Invalid DateTime`.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_iso(&IsoOptions::default()).as_deref().unwrap_or("Invalid DateTime"))
    }
}

/// The same instant in the same zone and locale. JavaScript's `===` would ask for the same object.
impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        match (&self.invalid, &other.invalid) {
            (None, None) => self.equals(other),
            (one, other) => one == other,
        }
    }
}
