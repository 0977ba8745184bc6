//! The date of a pattern.

use super::options::{DateTimeFormatOptions, DateTimeStyle, MonthStyle, NumericStyle, TextStyle};
use super::pattern::Piece;
use crate::error::{Error, Result};
use crate::locale::Language;

use Piece::{Day, Era, Literal, Month, Weekday, Year};

/// A whole date.
pub(super) fn styled(style: DateTimeStyle, language: Language) -> Vec<Piece> {
    let fields = match (style, language) {
        (DateTimeStyle::Short, Language::EnUs) => Fields::new(MonthStyle::Numeric, NumericStyle::TwoDigit),
        (DateTimeStyle::Short, _) => Fields::new(MonthStyle::TwoDigit, NumericStyle::Numeric),
        (DateTimeStyle::Medium, _) => Fields::new(MonthStyle::Short, NumericStyle::Numeric),
        (DateTimeStyle::Long, _) => Fields::new(MonthStyle::Long, NumericStyle::Numeric),
        (DateTimeStyle::Full, _) => {
            let fields = Fields::new(MonthStyle::Long, NumericStyle::Numeric);
            Fields { weekday: Some(TextStyle::Long), ..fields }
        }
    };
    let padded = style == DateTimeStyle::Short && language == Language::EnGb;
    let day = if padded { NumericStyle::TwoDigit } else { NumericStyle::Numeric };
    // A year, a month and a day always have a pattern.
    Fields { day: Some(day), ..fields }.pieces(language).unwrap_or_default()
}

/// The date that single fields ask for; empty if none does.
///
/// # Errors
/// For a few unusual combinations, such as an era with a month, that CLDR has no pattern for.
pub(super) fn pieces(options: &DateTimeFormatOptions, language: Language) -> Result<Vec<Piece>> {
    let mut fields = Fields {
        weekday: options.weekday,
        era: options.era,
        year: options.year,
        month: options.month,
        day: options.day,
    };
    if fields == (Fields { era: options.era, ..Fields::default() }) {
        let Some(era) = options.era else { return Ok(Vec::new()) };
        if options.has_time() {
            return Ok(vec![Era(era)]);
        }
        let date = Fields::new(MonthStyle::Numeric, NumericStyle::Numeric);
        fields = Fields { era: Some(era), day: Some(NumericStyle::Numeric), ..date };
    }
    if language == Language::EnGb {
        fields.pad();
    }
    fields
        .pieces(language)
        .ok_or_else(|| Error::unsupported(format!("a date of only {} is not built in", fields.names().join(" and "))))
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Fields {
    weekday: Option<TextStyle>,
    era: Option<TextStyle>,
    year: Option<NumericStyle>,
    month: Option<MonthStyle>,
    day: Option<NumericStyle>,
}

impl Fields {
    fn new(month: MonthStyle, year: NumericStyle) -> Self {
        Self { year: Some(year), month: Some(month), ..Self::default() }
    }

    fn names(&self) -> Vec<&'static str> {
        let fields = [
            ("weekday", self.weekday.is_some()),
            ("era", self.era.is_some()),
            ("year", self.year.is_some()),
            ("month", self.month.is_some()),
            ("day", self.day.is_some()),
        ];
        fields.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
    }

    /// British dates in numbers have two digits, mostly.
    fn pad(&mut self) {
        let numeric_month = self.month == Some(MonthStyle::Numeric);
        let numeric_day = self.day == Some(NumericStyle::Numeric);
        let is_number = matches!(self.month, Some(MonthStyle::Numeric | MonthStyle::TwoDigit));
        if !is_number {
            return;
        }
        let (era, year, weekday) = (self.era.is_some(), self.year.is_some(), self.weekday.is_some());
        let pads = match (self.day.is_some(), era, year, weekday) {
            // A month alone stays as it is; with a year it has two digits, but not if there is an era too.
            (false, era, year, _) => !era && year,
            (true, true, true, true) => false,
            // Two plain numbers are both padded, one beside a padded one is left as it was asked for.
            (true, false, _, false) | (true, true, false, false) => numeric_month && numeric_day,
            (true, ..) => true,
        };
        if pads && numeric_month {
            self.month = Some(MonthStyle::TwoDigit);
        }
        if pads && numeric_day {
            self.day = Some(NumericStyle::TwoDigit);
        }
    }

    fn pieces(&self, language: Language) -> Option<Vec<Piece>> {
        let mut pieces = self.year_month_day(language)?;
        if let (Some(era), Some(year), None, Some(day)) = (self.era, self.year, self.month, self.day) {
            if self.weekday.is_some() {
                return None;
            }
            return Some(vec![Year(year), Literal(" "), Era(era), Literal(" (day: "), Day(day), Literal(")")]);
        }
        if let Some(era) = self.era {
            match (self.year, self.month, self.day) {
                (None, Some(_), None) | (None, None, None) => return None,
                (None, None, Some(_)) if self.weekday.is_none() => return None,
                _ => {}
            }
            pieces.extend([Literal(" "), Era(era)]);
        }
        match self.weekday {
            Some(weekday) => self.with_weekday(pieces, weekday, language),
            None => Some(pieces),
        }
    }

    fn year_month_day(&self, language: Language) -> Option<Vec<Piece>> {
        let text = !matches!(self.month, Some(MonthStyle::Numeric | MonthStyle::TwoDigit));
        let us = language == Language::EnUs;
        Some(match (self.year, self.month, self.day) {
            (None, None, None) => Vec::new(),
            (None, None, Some(day)) => vec![Day(day)],
            (None, Some(month), None) => vec![Month(month)],
            (Some(year), None, None) => vec![Year(year)],
            (None, Some(month), Some(day)) if us => vec![Month(month), separator(text), Day(day)],
            (None, Some(month), Some(day)) => vec![Day(day), separator(text), Month(month)],
            (Some(year), Some(month), None) => vec![Month(month), separator(text), Year(year)],
            (Some(year), Some(month), Some(day)) if us => {
                let comma = Literal(if text { ", " } else { "/" });
                vec![Month(month), separator(text), Day(day), comma, Year(year)]
            }
            (Some(year), Some(month), Some(day)) => {
                vec![Day(day), separator(text), Month(month), separator(text), Year(year)]
            }
            (Some(NumericStyle::TwoDigit), None, Some(NumericStyle::Numeric)) => {
                vec![Day(NumericStyle::Numeric), Literal(" "), Year(NumericStyle::TwoDigit)]
            }
            (Some(year), None, Some(day)) => vec![Year(year), Literal(" (day: "), Day(day), Literal(")")],
        })
    }

    fn with_weekday(&self, date: Vec<Piece>, weekday: TextStyle, language: Language) -> Option<Vec<Piece>> {
        let us = language == Language::EnUs;
        let before = |separator| [Weekday(weekday), Literal(separator)].into_iter().chain(date.clone()).collect();
        Some(match (self.year, self.month, self.day) {
            (None, None, None) if self.era.is_none() => vec![Weekday(weekday)],
            (year, Some(_), Some(_)) => before(if us || year.is_some() { ", " } else { " " }),
            (None, None, Some(day)) if us => {
                let rest = date.into_iter().skip(1);
                [Day(day), Literal(" "), Weekday(weekday)].into_iter().chain(rest).collect()
            }
            (None, None, Some(_)) => before(" "),
            (Some(year), None, Some(day)) => {
                let (first, second) = if us { (Day(day), Weekday(weekday)) } else { (Weekday(weekday), Day(day)) };
                vec![first, Literal(" "), second, Literal(" "), Year(year)]
            }
            (Some(NumericStyle::TwoDigit), None, None) if self.era.is_none() && weekday == TextStyle::Short => {
                before(" ")
            }
            (Some(_), _, None) => date.into_iter().chain([Literal(" "), Weekday(weekday)]).collect(),
            (None, _, None) => return None,
        })
    }
}

/// Between two fields: a slash between numbers, a space where the month is a word.
fn separator(text: bool) -> Piece {
    Literal(if text { " " } else { "/" })
}
