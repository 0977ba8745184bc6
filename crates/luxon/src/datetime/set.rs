//! The same date with some fields changed.

use super::create::{date_of_ordinal, date_of_week, to_instant};
use super::{DateTime, Fields};
use crate::calendar::{Wanted, days_in_wanted_month};
use crate::error::Result;
use crate::unit::Field;

impl DateTime {
    /// With these fields instead of its own; values out of range carry over, and a day that the month lacks becomes its
    /// last one.
    ///
    /// # Errors
    /// When fields of two calendars are mixed, or the locale's weeks are not known.
    pub fn set(&self, mut fields: Fields) -> Result<Self> {
        if !self.is_valid() {
            return Ok(self.clone());
        }
        let rule = fields.take_local_week(&self.locale)?;
        fields.check_calendars()?;
        let sets_week =
            [Field::WeekYear, Field::WeekNumber, Field::Weekday].iter().any(|field| fields.get(*field).is_some());

        let mut wanted = fields.onto(Wanted::from(self.civil));
        if sets_week {
            let own = self.civil.week_date(rule);
            let week_year = fields.or(Field::WeekYear, own.week_year.into());
            let week_number = fields.or(Field::WeekNumber, own.week_number.into());
            let weekday = fields.or(Field::Weekday, own.weekday.into());
            (wanted.year, wanted.month, wanted.day) = date_of_week(week_year, week_number, weekday, rule);
        } else if let Some(ordinal) = fields.get(Field::Ordinal) {
            (wanted.year, wanted.month, wanted.day) = date_of_ordinal(wanted.year, ordinal);
        } else if fields.get(Field::Day).is_none() {
            let most = days_in_wanted_month(wanted.year, wanted.month);
            wanted.day = if most.is_nan() { most } else { wanted.day.min(most) };
        }
        let (ts, _) = to_instant(wanted.local_ms(), self.offset, &self.zone);
        Ok(self.moved_to(ts))
    }
}
