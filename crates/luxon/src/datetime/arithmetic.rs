//! Sums with durations, and the first and last instants of units.

use super::create::to_instant;
use super::{DateTime, Fields};
use crate::calendar::{Wanted, days_in_wanted_month};
use crate::duration::Duration;
use crate::error::Result;
use crate::unit::{Field, Unit};

impl DateTime {
    /// Later by a duration: years to days move the calendar date, smaller units the instant.
    #[must_use]
    pub fn plus(&self, duration: &Duration) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        let whole = |unit| duration.amount(unit).trunc();
        let fraction = |unit| duration.amount(unit) - whole(unit);
        let year = f64::from(self.civil.year) + whole(Unit::Years);
        let month = f64::from(self.civil.month) + whole(Unit::Months) + whole(Unit::Quarters) * 3.0;
        let day = f64::from(self.civil.day).min(days_in_wanted_month(year, month));
        let day = day + whole(Unit::Days) + whole(Unit::Weeks) * 7.0;

        let rest = Unit::ALL.map(|unit| match unit {
            Unit::Years | Unit::Quarters | Unit::Months | Unit::Weeks | Unit::Days => (unit, fraction(unit)),
            _ => (unit, duration.amount(unit)),
        });
        let rest = if rest.iter().all(|(_, amount)| *amount == 0.0) {
            0.0
        } else {
            Duration::new(rest.into_iter().collect()).as_unit(Unit::Milliseconds)
        };
        let wanted = Wanted { year, month, day, ..Wanted::from(self.civil) };
        let (ts, _) = to_instant(wanted.local_ms(), self.offset, &self.zone);
        self.moved_to(if rest == 0.0 { ts } else { ts + rest })
    }

    /// Earlier by a duration.
    #[must_use]
    pub fn minus(&self, duration: &Duration) -> Self {
        self.plus(&duration.negate())
    }

    /// The first instant of the unit that the date lies in; weeks begin on Monday, or on the locale's first day.
    ///
    /// # Errors
    /// When the first day of the locale's week is not known.
    pub fn start_of(&self, unit: Unit, locale_weeks: bool) -> Result<Self> {
        if !self.is_valid() {
            return Ok(self.clone());
        }
        let mut fields = Fields::new();
        if unit == Unit::Years {
            fields.set(Field::Month, 1.0);
        }
        if matches!(unit, Unit::Years | Unit::Quarters | Unit::Months) {
            fields.set(Field::Day, 1.0);
        }
        let times = [
            (Unit::Days, Field::Hour),
            (Unit::Hours, Field::Minute),
            (Unit::Minutes, Field::Second),
            (Unit::Seconds, Field::Millisecond),
        ];
        for (_, field) in times.into_iter().filter(|(largest, _)| unit <= *largest) {
            fields.set(field, 0.0);
        }
        if unit == Unit::Weeks {
            self.set_start_of_week(&mut fields, locale_weeks)?;
        }
        if unit == Unit::Quarters {
            fields.set(Field::Month, f64::from((self.civil.quarter() - 1) * 3 + 1));
        }
        self.set(fields)
    }

    fn set_start_of_week(&self, fields: &mut Fields, locale_weeks: bool) -> Result<()> {
        if !locale_weeks {
            fields.set(Field::Weekday, 1.0);
            return Ok(());
        }
        let first_day = self.locale.week_rule()?.first_day;
        if self.civil.weekday() < first_day {
            let week = self.civil.week_date(crate::calendar::WeekRule::ISO).week_number;
            fields.set(Field::WeekNumber, f64::from(week) - 1.0);
        }
        fields.set(Field::Weekday, first_day.into());
        Ok(())
    }

    /// The last millisecond of the unit that the date lies in.
    ///
    /// # Errors
    /// As [`DateTime::start_of`].
    pub fn end_of(&self, unit: Unit, locale_weeks: bool) -> Result<Self> {
        let next = self.plus(&Duration::of(unit, 1.0)).start_of(unit, locale_weeks)?;
        Ok(next.minus(&Duration::from_millis(1.0)))
    }
}
