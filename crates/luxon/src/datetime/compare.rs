//! Comparisons, and the instant as a number.

use std::cmp::Ordering;

use super::DateTime;
use crate::calendar::{Civil, WeekDate, WeekRule};
use crate::error::Result;
use crate::unit::Unit;

impl DateTime {
    /// Milliseconds since 1970; NaN if invalid.
    #[must_use]
    pub fn to_millis(&self) -> f64 {
        self.ts
    }

    /// The local date and time; `None` if invalid.
    #[must_use]
    pub fn civil(&self) -> Option<Civil> {
        self.is_valid().then_some(self.civil)
    }

    /// The ISO week date; `None` if invalid.
    #[must_use]
    pub fn week_date(&self) -> Option<WeekDate> {
        Some(self.civil()?.week_date(WeekRule::ISO))
    }

    /// The day of the year; `None` if invalid.
    #[must_use]
    pub fn ordinal(&self) -> Option<u16> {
        Some(self.civil()?.ordinal())
    }

    /// Minutes east of UTC; NaN if invalid.
    #[must_use]
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// luxon's `equals`: the same instant in the same zone and locale.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.is_valid()
            && other.is_valid()
            && self.ts == other.ts
            && self.zone == other.zone
            && self.locale == other.locale
    }

    /// Whether both lie in the same unit of the calendar, whatever their zones.
    ///
    /// # Errors
    /// As [`DateTime::start_of`].
    pub fn has_same(&self, other: &Self, unit: Unit, locale_weeks: bool) -> Result<bool> {
        if !self.is_valid() || !other.is_valid() {
            return Ok(false);
        }
        let moved = self.set_zone(&other.zone, true);
        let (start, end) = (moved.start_of(unit, locale_weeks)?, moved.end_of(unit, locale_weeks)?);
        Ok(start.ts <= other.ts && other.ts <= end.ts)
    }

    /// The earliest.
    #[must_use]
    pub fn min(dates: &[Self]) -> Option<&Self> {
        dates.iter().reduce(|best, next| if best.ts <= next.ts { best } else { next })
    }

    /// The latest.
    #[must_use]
    pub fn max(dates: &[Self]) -> Option<&Self> {
        dates.iter().reduce(|best, next| if best.ts >= next.ts { best } else { next })
    }
}

/// By instant; invalid dates compare with nothing.
impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.ts.partial_cmp(&other.ts)
    }
}
