//! English names in the formats of mail and HTTP.

use crate::datetime::Fields;
use crate::unit::Field;

pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(super) const LONG_WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A date as the parts of such a text.
pub(super) struct Parts {
    /// From 0.
    pub weekday: Option<usize>,
    pub year: f64,
    /// From 0.
    pub month: usize,
    pub day: f64,
    pub hour: f64,
    pub minute: f64,
    pub second: Option<f64>,
}

impl Parts {
    pub fn into_fields(self) -> Fields {
        let mut fields = Fields::new()
            .with(Field::Year, self.year)
            .with(Field::Month, self.month as f64 + 1.0)
            .with(Field::Day, self.day)
            .with(Field::Hour, self.hour)
            .with(Field::Minute, self.minute);
        if let Some(second) = self.second {
            fields.set(Field::Second, second);
        }
        match self.weekday {
            Some(weekday) => fields.with(Field::Weekday, weekday as f64 + 1.0),
            None => fields,
        }
    }
}

/// The year that two digits mean: those above the cutoff are of the 20th century.
pub(crate) fn untruncate_year(year: f64, cutoff: u8) -> f64 {
    if year > 99.0 {
        year
    } else if year > f64::from(cutoff) {
        1900.0 + year
    } else {
        2000.0 + year
    }
}
