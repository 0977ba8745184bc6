//! The time between two dates, in the units asked for.

use super::DateTime;
use crate::calendar::DAY_MS;
use crate::duration::{Duration, DurationOptions, Values};
use crate::invalid::Invalid;
use crate::locale::LocaleOptions;
use crate::settings::Settings;
use crate::unit::Unit;

/// How far the larger units of a difference reach.
struct Reached {
    cursor: DateTime,
    values: Values,
    /// Where one more of the smallest unit would lead.
    high_water: Option<DateTime>,
    smallest: Option<Unit>,
}

impl DateTime {
    /// This date minus the other one, in these units; only the smallest has a fraction.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings, Unit};
    /// let settings = Settings::default();
    /// let date = |text| DateTime::from_iso(text, &Default::default(), &settings);
    /// let diff = date("2024-03-15").diff(&date("2024-01-01"), &[Unit::Months, Unit::Days], &Default::default());
    /// assert_eq!((diff.amount(Unit::Months), diff.amount(Unit::Days)), (2.0, 14.0));
    /// ```
    #[must_use]
    pub fn diff(&self, other: &Self, units: &[Unit], options: &DurationOptions) -> Duration {
        if !self.is_valid() || !other.is_valid() {
            return self.diff_nothing();
        }
        let options = self.duration_options(options);
        if other.ts > self.ts {
            return difference(self, other, units, &options).negate();
        }
        difference(other, self, units, &options)
    }

    /// This date minus now.
    #[must_use]
    pub fn diff_now(&self, units: &[Unit], options: &DurationOptions, settings: &Settings) -> Duration {
        self.diff(&Self::now(settings), units, options)
    }

    /// The difference to something that is not a date.
    pub(super) fn diff_nothing(&self) -> Duration {
        Duration::invalid(Invalid::new("created by diffing an invalid DateTime"))
    }

    fn duration_options(&self, options: &DurationOptions) -> DurationOptions {
        let mut options = options.clone();
        let own = LocaleOptions {
            locale: Some(self.locale.tag().to_owned()),
            numbering_system: self.locale.numbering_system().map(str::to_owned),
            ..LocaleOptions::default()
        };
        options.locale.locale = options.locale.locale.or(own.locale);
        options.locale.numbering_system = options.locale.numbering_system.or(own.numbering_system);
        options
    }
}

fn difference(earlier: &DateTime, later: &DateTime, units: &[Unit], options: &DurationOptions) -> Duration {
    let Reached { cursor, mut values, high_water, smallest } = reach(earlier, later, units);
    let remaining = later.ts - cursor.ts;
    let small: Vec<_> = units.iter().copied().filter(|unit| *unit >= Unit::Hours).collect();
    let configured = |values| Duration::new(values).configured(options, &earlier.locale);
    if !small.is_empty() {
        let mut rest = Values::default();
        rest.set(Unit::Milliseconds, remaining);
        return configured(rest).shift_to(&small).plus(&configured(values));
    }
    if let (Some(mut high_water), Some(smallest)) = (high_water, smallest) {
        if high_water.ts < later.ts {
            high_water = cursor.plus(&Duration::of(smallest, 1.0));
        }
        if high_water.ts != cursor.ts {
            values.add(smallest, remaining / (high_water.ts - cursor.ts));
        }
    }
    configured(values)
}

/// Goes from `earlier` towards `later` by whole years, then quarters, months, weeks and days, and never past it.
fn reach(earlier: &DateTime, later: &DateTime, units: &[Unit]) -> Reached {
    let mut reached = Reached { cursor: earlier.clone(), values: Values::default(), high_water: None, smallest: None };
    for unit in Unit::ALL.into_iter().filter(|unit| *unit < Unit::Hours && units.contains(unit)) {
        let values = &mut reached.values;
        values.set(unit, calendar_difference(&reached.cursor, later, unit));
        let mut high_water = earlier.plus(&Duration::new(*values));
        if high_water.ts > later.ts {
            values.add(unit, -1.0);
            reached.cursor = earlier.plus(&Duration::new(*values));
            // In different zones the calendars may be a day apart, so that one step back is not enough.
            if reached.cursor.ts > later.ts {
                high_water = reached.cursor.clone();
                values.add(unit, -1.0);
                reached.cursor = earlier.plus(&Duration::new(*values));
            }
        } else {
            reached.cursor = high_water.clone();
        }
        reached.high_water = Some(high_water);
        reached.smallest = Some(unit);
    }
    reached
}

fn calendar_difference(one: &DateTime, other: &DateTime, unit: Unit) -> f64 {
    let (a, b) = (one.civil, other.civil);
    let years = f64::from(b.year - a.year);
    match unit {
        Unit::Years => years,
        Unit::Quarters => f64::from(b.quarter()) - f64::from(a.quarter()) + years * 4.0,
        Unit::Months => f64::from(b.month) - f64::from(a.month) + years * 12.0,
        Unit::Weeks => {
            let days = day_difference(one, other);
            (days - days % 7.0) / 7.0
        }
        _ => day_difference(one, other),
    }
}

fn day_difference(one: &DateTime, other: &DateTime) -> f64 {
    let day = |date: &DateTime| (date.civil.local_ms() / DAY_MS).floor();
    day(other) - day(one)
}
