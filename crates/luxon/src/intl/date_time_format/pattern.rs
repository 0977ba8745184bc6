//! The order of a date's pieces, and how each is written.

use super::options::{DateTimeFormatOptions, DateTimeStyle, HourCycle, MonthStyle, NumericStyle, TextStyle};
use super::part::Part;
use super::{Moment, date, localized, time};
use crate::error::Result;
use crate::intl::names;
use crate::intl::zone_names::{self, ZoneNameStyle};
use crate::locale::Language;

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Literal(&'static str),
    Weekday(TextStyle),
    Era(TextStyle),
    Year(NumericStyle),
    Month(MonthStyle),
    Day(NumericStyle),
    Hour(HourCycle, NumericStyle),
    Minute(NumericStyle),
    Second(NumericStyle),
    Fraction(u8),
    AmPm,
    DayPeriod(TextStyle, DayPeriodPrecision),
    ZoneName(ZoneNameStyle),
    /// One of a locale's names, which are separated by bars.
    Name(List, &'static str),
}

/// What chooses among names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Month,
    Weekday,
    /// For each half of the day, or for each hour.
    DayPeriod,
}

/// Noon is noon only as far as the text tells: `12 noon`, but `12:01 in the afternoon`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPeriodPrecision {
    Hour,
    Minute,
    Second,
}

/// The pieces of a format: first the date, then the time.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub date: Vec<Piece>,
    pub glue: &'static str,
    pub time: Vec<Piece>,
}

impl Pattern {
    pub fn new(options: &DateTimeFormatOptions, language: Language) -> Result<Self> {
        if let Language::Other(data) = language {
            return localized::pattern(options, options.resolved_hour_cycle(language), data);
        }
        if options.has_style() {
            let glue = match options.date_style {
                Some(DateTimeStyle::Full | DateTimeStyle::Long) => " at ",
                _ => ", ",
            };
            let cycle = options.resolved_hour_cycle(language);
            let date = options.date_style.map_or_else(Vec::new, |style| date::styled(style, language));
            let time = options.time_style.map_or_else(Vec::new, |style| time::styled(style, cycle, language));
            return Ok(Self { date, glue, time });
        }
        let time = time::pieces(options, language)?;
        let date = date::pieces(options, language)?;
        let glue = match options.month {
            Some(MonthStyle::Long) => " at ",
            _ if options.is_weekday_with_time(language) => " ",
            _ => ", ",
        };
        Ok(Self { date, glue, time })
    }

    /// The options with single fields as wide as they are written.
    pub fn padded(&self, options: &DateTimeFormatOptions) -> DateTimeFormatOptions {
        let mut options = options.clone();
        if options.has_style() {
            return options;
        }
        for piece in self.pieces() {
            match piece {
                Piece::Month(style) => options.month = Some(style),
                Piece::Day(style) => options.day = Some(style),
                Piece::Hour(_, style) => options.hour = Some(style),
                Piece::Minute(style) => options.minute = Some(style),
                Piece::Second(style) => options.second = Some(style),
                _ => {}
            }
        }
        options
    }

    pub fn parts(&self, moment: &Moment<'_>, language: Language) -> Vec<Part> {
        self.pieces().map(|piece| piece.part(moment, language)).collect()
    }

    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let glued = !self.date.is_empty() && !self.time.is_empty();
        let glue = glued.then_some(Piece::Literal(self.glue));
        self.date.iter().copied().chain(glue).chain(self.time.iter().copied())
    }
}

impl Piece {
    pub fn part(self, moment: &Moment<'_>, language: Language) -> Part {
        let civil = &moment.civil;
        let (weekday, month) = (usize::from(civil.weekday()) - 1, usize::from(civil.month) - 1);
        let month_part = |style| Part::new("month", names::months(language, style, false).get(month));
        match self {
            Self::Literal(text) => Part::new("literal", text),
            Self::Weekday(style) => Part::new("weekday", names::weekdays(language, style, false).get(weekday)),
            Self::Era(style) => Part::new("era", names::eras(language, style).get(usize::from(civil.year > 0))),
            Self::Year(style) => {
                let year = if civil.year > 0 { civil.year } else { 1 - civil.year };
                Part::new("year", if style == NumericStyle::TwoDigit { two(year % 100) } else { year.to_string() })
            }
            Self::Month(MonthStyle::Long) => month_part(TextStyle::Long),
            Self::Month(MonthStyle::Short) => month_part(TextStyle::Short),
            Self::Month(MonthStyle::Narrow) => month_part(TextStyle::Narrow),
            Self::Month(MonthStyle::Numeric) => Part::new("month", civil.month.to_string()),
            Self::Month(MonthStyle::TwoDigit) => Part::new("month", two(civil.month.into())),
            Self::Day(style) => Part::new("day", number(civil.day, style)),
            Self::Hour(cycle, style) => Part::new("hour", number(hour(civil.hour, cycle), style)),
            Self::Minute(style) => Part::new("minute", number(civil.minute, style)),
            Self::Second(style) => Part::new("second", number(civil.second, style)),
            Self::Fraction(digits) => {
                let millis = format!("{:03}", civil.millisecond);
                Part::new("fractionalSecond", &millis[..usize::from(digits.min(3))])
            }
            Self::AmPm => Part::new("dayPeriod", names::meridiems(language).get(usize::from(civil.hour >= 12))),
            Self::DayPeriod(style, precision) => Part::new("dayPeriod", day_period(moment, style, precision)),
            Self::ZoneName(style) => {
                let seconds = moment.zone.offset(moment.ts) * 60.0;
                Part::new("timeZoneName", zone_names::name(&moment.zone.name(), seconds, moment.ts, style, language))
            }
            Self::Name(List::Month, names) => Part::new("month", name(names, month)),
            Self::Name(List::Weekday, names) => Part::new("weekday", name(names, weekday)),
            Self::Name(List::DayPeriod, names) => {
                let hours_of_each = 24 / names.split('|').count();
                Part::new("dayPeriod", name(names, usize::from(civil.hour) / hours_of_each.max(1)))
            }
        }
    }
}

fn name(names: &'static str, index: usize) -> &'static str {
    names.split('|').nth(index).unwrap_or_default()
}

fn number(number: u8, style: NumericStyle) -> String {
    if style == NumericStyle::TwoDigit { two(number.into()) } else { number.to_string() }
}

fn two(number: i32) -> String {
    format!("{number:02}")
}

fn hour(hour: u8, cycle: HourCycle) -> u8 {
    match cycle {
        HourCycle::H11 => hour % 12,
        HourCycle::H12 => (hour + 11) % 12 + 1,
        HourCycle::H23 => hour,
        HourCycle::H24 => (hour + 23) % 24 + 1,
    }
}

fn day_period(moment: &Moment<'_>, style: TextStyle, precision: DayPeriodPrecision) -> &'static str {
    let civil = &moment.civil;
    let noon = match precision {
        DayPeriodPrecision::Hour => civil.hour == 12,
        DayPeriodPrecision::Minute => civil.hour == 12 && civil.minute == 0,
        DayPeriodPrecision::Second => civil.hour == 12 && civil.minute == 0 && civil.second == 0,
    };
    match civil.hour {
        _ if noon && style == TextStyle::Narrow => "n",
        _ if noon => "noon",
        0..12 => "in the morning",
        12..18 => "in the afternoon",
        18..21 => "in the evening",
        _ => "at night",
    }
}
