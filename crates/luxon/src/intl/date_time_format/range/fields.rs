//! Which fields the two ends of a range are written with.

use super::super::options::TimeZoneNameStyle;
use super::super::options::{DateTimeFormatOptions, DateTimeStyle, HourCycle, MonthStyle, NumericStyle, TextStyle};
use crate::calendar::Civil;
use crate::locale::Language;

/// The largest field in which two instants differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    Year,
    Month,
    Day,
    AmPm,
    Hour,
    Minute,
    Second,
    Fraction,
    None,
}

impl Difference {
    pub fn between(from: &Civil, to: &Civil) -> Self {
        let differs = [
            (Self::Year, from.year != to.year),
            (Self::Month, from.month != to.month),
            (Self::Day, from.day != to.day),
            (Self::AmPm, (from.hour < 12) != (to.hour < 12)),
            (Self::Hour, from.hour != to.hour),
            (Self::Minute, from.minute != to.minute),
            (Self::Second, from.second != to.second),
            (Self::Fraction, from.millisecond != to.millisecond),
        ];
        differs.into_iter().find(|(_, differs)| *differs).map_or(Self::None, |(field, _)| field)
    }
}

/// The single fields that styles stand for, with days, months and hours in as many digits as it takes.
pub(super) fn plain(options: &DateTimeFormatOptions, language: Language) -> DateTimeFormatOptions {
    let mut options = options.clone();
    let numeric = Some(NumericStyle::Numeric);
    if let Some(style) = options.date_style.take() {
        options.day = numeric;
        options.year = numeric;
        options.month = Some(match style {
            DateTimeStyle::Full | DateTimeStyle::Long => MonthStyle::Long,
            DateTimeStyle::Medium => MonthStyle::Short,
            DateTimeStyle::Short => MonthStyle::Numeric,
        });
        if style == DateTimeStyle::Full {
            options.weekday = Some(TextStyle::Long);
        }
        if style == DateTimeStyle::Short && language == Language::EnUs {
            options.year = Some(NumericStyle::TwoDigit);
        }
    }
    if let Some(style) = options.time_style.take() {
        options.hour = numeric;
        options.minute = numeric;
        options.second = numeric.filter(|_| style != DateTimeStyle::Short);
        options.time_zone_name = match style {
            DateTimeStyle::Full => Some(TimeZoneNameStyle::Long),
            DateTimeStyle::Long => Some(TimeZoneNameStyle::Short),
            _ => None,
        };
    }
    options.day = options.day.and(numeric);
    options.hour = options.hour.and(numeric);
    if options.month == Some(MonthStyle::TwoDigit) {
        options.month = Some(MonthStyle::Numeric);
    }
    // A day that counts from 24 to 23 is written as any other.
    if options.hour_cycle == Some(HourCycle::H24) {
        options.hour_cycle = Some(HourCycle::H23);
    }
    options
}

/// Adds the fields without which the two ends would look alike.
pub(super) fn add_missing(options: &mut DateTimeFormatOptions, difference: Difference, down_to_day: bool) {
    let numeric = NumericStyle::Numeric;
    if difference == Difference::Year && options.year.is_none() {
        options.year = Some(numeric);
    } else if difference == Difference::Year && options.month.is_none() && options.day.is_none() {
        // Years alone already differ.
        return;
    }
    if difference <= Difference::Month {
        options.month.get_or_insert(MonthStyle::Numeric);
    }
    if difference <= Difference::Day && down_to_day {
        options.day.get_or_insert(numeric);
    }
}
