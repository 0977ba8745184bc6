//! Fields of a date by name, as `fromObject` and `set` take them.

use crate::calendar::{Wanted, WeekRule};
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::unit::Field;

/// Some fields of a date.
///
/// ```
/// use nodewright_luxon::{Field, Fields};
/// let fields = Fields::new().with(Field::Year, 2024.0).with(Field::Ordinal, 60.0);
/// assert_eq!(fields.get(Field::Ordinal), Some(60.0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Fields {
    values: [f64; Field::COUNT],
    /// One bit for each field that is there.
    present: u16,
    /// The weekday, if it was stated as such and as a number: only then a date may be checked against it.
    pub(crate) stated_weekday: Option<f64>,
}

/// Which of the three calendars the fields of a date belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    Gregorian,
    Week,
    Ordinal,
}

impl Fields {
    /// No fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With this field set.
    #[must_use]
    pub fn with(mut self, field: Field, value: f64) -> Self {
        self.set(field, value);
        if field == Field::Weekday {
            self.stated_weekday = Some(value);
        }
        self
    }

    /// The value of a field, if it is there.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<f64> {
        (self.present & (1 << field as u16) != 0).then(|| self.values[field as usize])
    }

    pub(crate) fn set(&mut self, field: Field, value: f64) {
        self.values[field as usize] = value;
        self.present |= 1 << field as u16;
    }

    pub(super) fn or(&self, field: Field, default: f64) -> f64 {
        self.get(field).unwrap_or(default)
    }

    pub(super) fn has_year(&self) -> bool {
        self.get(Field::Year).is_some()
    }

    pub(super) fn has_month_or_day(&self) -> bool {
        self.get(Field::Month).is_some() || self.get(Field::Day).is_some()
    }

    /// Whether a week year or week is named; luxon takes 0 for none.
    pub(super) fn names_week(&self) -> bool {
        let named = |field| self.get(field).is_some_and(|value| value != 0.0);
        named(Field::WeekYear) || named(Field::WeekNumber)
    }

    /// Refuses fields of two calendars at once.
    pub(super) fn check_calendars(&self) -> Result<()> {
        let ordinal = self.get(Field::Ordinal).is_some();
        let gregorian = self.has_year() || self.has_month_or_day();
        if (gregorian || ordinal) && self.names_week() {
            return Err(Error::conflict("Can't mix weekYear/weekNumber units with year/month/day or ordinals"));
        }
        if self.has_month_or_day() && ordinal {
            return Err(Error::conflict("Can't mix ordinal dates with month/day"));
        }
        Ok(())
    }

    /// Reads the locale's week fields as plain ones, and tells how weeks are counted then.
    pub(super) fn take_local_week(&mut self, locale: &Locale) -> Result<WeekRule> {
        const LOCAL: [(Field, Field); 3] = [
            (Field::LocalWeekday, Field::Weekday),
            (Field::LocalWeekNumber, Field::WeekNumber),
            (Field::LocalWeekYear, Field::WeekYear),
        ];
        if LOCAL.iter().all(|(local, _)| self.get(*local).is_none()) {
            return Ok(WeekRule::ISO);
        }
        if LOCAL.iter().any(|(_, iso)| self.get(*iso).is_some()) {
            return Err(Error::conflict("Cannot mix locale-based week fields with ISO-based week fields"));
        }
        for (local, iso) in LOCAL {
            if let Some(value) = self.get(local) {
                self.set(iso, value);
                self.present &= !(1 << local as u16);
            }
        }
        locale.week_rule()
    }

    /// The time of day, with `defaults` where it is not given.
    pub(super) fn onto(&self, defaults: Wanted) -> Wanted {
        Wanted {
            year: self.or(Field::Year, defaults.year),
            month: self.or(Field::Month, defaults.month),
            day: self.or(Field::Day, defaults.day),
            hour: self.or(Field::Hour, defaults.hour),
            minute: self.or(Field::Minute, defaults.minute),
            second: self.or(Field::Second, defaults.second),
            millisecond: self.or(Field::Millisecond, defaults.millisecond),
        }
    }
}
