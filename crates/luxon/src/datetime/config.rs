//! The same instant in another zone or locale.

use super::create::to_instant;
use super::{DateTime, unsupported_zone};
use crate::calendar::{Civil, DAY_MS};
use crate::locale::{Locale, LocaleOptions};
use crate::settings::Settings;
use crate::zone::Zone;

impl DateTime {
    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The locale.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// In another zone: the same instant, or with `keep_local_time` the same time of day.
    #[must_use]
    pub fn set_zone(&self, zone: &Zone, keep_local_time: bool) -> Self {
        if *zone == self.zone {
            return self.clone();
        }
        if !zone.is_valid() {
            return Self::invalid(unsupported_zone(zone));
        }
        if !self.is_valid() {
            return self.clone();
        }
        let ts = match keep_local_time {
            true => to_instant(self.civil.local_ms(), zone.offset(self.ts), zone).0,
            false => self.ts,
        };
        Self::at(ts, zone.clone(), self.locale.clone())
    }

    /// In UTC.
    #[must_use]
    pub fn to_utc(&self) -> Self {
        self.set_zone(&Zone::UTC, false)
    }

    /// In the default zone.
    #[must_use]
    pub fn to_local(&self, settings: &Settings) -> Self {
        self.set_zone(&settings.default_zone, false)
    }

    /// In another locale.
    #[must_use]
    pub fn reconfigure(&self, options: &LocaleOptions) -> Self {
        Self { locale: self.locale.with(options), ..self.clone() }
    }

    /// The one or two instants that have this local time.
    #[must_use]
    pub fn possible_offsets(&self) -> Vec<Self> {
        if !self.is_valid() || self.zone.is_universal() {
            return vec![self.clone()];
        }
        let local_ms = self.civil.local_ms();
        let candidate = |near: f64| {
            let offset = self.zone.offset(local_ms - self.zone.offset(near) * 60_000.0);
            (local_ms - offset * 60_000.0, offset)
        };
        let (earlier, later) = (candidate(local_ms - DAY_MS), candidate(local_ms + DAY_MS));
        if earlier.1 == later.1 {
            return vec![self.clone()];
        }
        let time_of_day = |(ts, offset): (f64, f64)| {
            Civil::from_local_ms(ts + offset * 60_000.0).map(|at| (at.hour, at.minute, at.second, at.millisecond))
        };
        if time_of_day(earlier) != time_of_day(later) {
            return vec![self.clone()];
        }
        vec![self.moved_to(earlier.0), self.moved_to(later.0)]
    }

    /// Whether daylight saving time is in effect, judged by January and May of the same year.
    #[must_use]
    pub fn is_in_dst(&self) -> bool {
        if !self.is_valid() || self.zone.is_universal() {
            return false;
        }
        let offset_in = |month, day: Option<u8>| {
            let most = crate::calendar::days_in_month(self.civil.year, month);
            let civil = Civil { month, day: day.unwrap_or(self.civil.day.min(most)), ..self.civil };
            self.zone.offset(to_instant(civil.local_ms(), self.offset, &self.zone).0)
        };
        self.offset > offset_in(1, Some(1)) || self.offset > offset_in(5, None)
    }
}
