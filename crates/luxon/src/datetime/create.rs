//! New dates: from instants and from fields.

use super::fields::{Calendar, Fields};
use super::{CreateOptions, DateTime, IsoOptions, unsupported_zone};
use crate::calendar::{self, Civil, MAX_TIME_MS, Wanted, WeekRule};
use crate::error::Result;
use crate::invalid::Invalid;
use crate::locale::Locale;
use crate::number::number_text;
use crate::settings::Settings;
use crate::unit::Field;
use crate::zone::Zone;

impl CreateOptions {
    /// The options that only name a zone.
    #[must_use]
    pub fn zone(zone: Zone) -> Self {
        Self { zone: Some(zone), ..Self::default() }
    }

    pub(super) fn zone_or_default(&self, settings: &Settings) -> Zone {
        self.zone.clone().unwrap_or_else(|| settings.default_zone.clone())
    }

    pub(super) fn locale(&self, settings: &Settings) -> Locale {
        settings.locale.with(&self.locale)
    }
}

impl DateTime {
    /// Now, in the default zone.
    #[must_use]
    pub fn now(settings: &Settings) -> Self {
        Self::at(settings.now(), settings.default_zone.clone(), settings.locale.clone())
    }

    /// From milliseconds since 1970, which may have a fraction.
    #[must_use]
    pub fn from_millis(ts: f64, options: &CreateOptions, settings: &Settings) -> Self {
        if ts.abs() > MAX_TIME_MS {
            return Self::invalid(Invalid::new("Timestamp out of range"));
        }
        Self::at(ts, options.zone_or_default(settings), options.locale(settings))
    }

    /// From seconds since 1970.
    #[must_use]
    pub fn from_seconds(seconds: f64, options: &CreateOptions, settings: &Settings) -> Self {
        Self::at(seconds * 1000.0, options.zone_or_default(settings), options.locale(settings))
    }

    /// From a JavaScript `Date`, given by its milliseconds since 1970; NaN is an invalid one.
    #[must_use]
    pub fn from_js_date(ts: f64, options: &CreateOptions, settings: &Settings) -> Self {
        if ts.is_nan() {
            return Self::invalid(Invalid::new("invalid input"));
        }
        Self::at(ts, options.zone_or_default(settings), options.locale(settings))
    }

    /// From fields. Larger fields than those given are today's, smaller ones the least possible.
    ///
    /// # Errors
    /// When fields of two calendars are mixed, or the locale's weeks are not known.
    pub fn from_fields(fields: Fields, options: &CreateOptions, settings: &Settings) -> Result<Self> {
        Self::from_fields_with(fields, options, None, settings)
    }

    /// `specific_offset` settles what an ambiguous local time means.
    pub(super) fn from_fields_with(
        mut fields: Fields,
        options: &CreateOptions,
        specific_offset: Option<f64>,
        settings: &Settings,
    ) -> Result<Self> {
        let zone = options.zone_or_default(settings);
        if !zone.is_valid() {
            return Ok(Self::invalid(unsupported_zone(&zone)));
        }
        let locale = options.locale(settings);
        let rule = fields.take_local_week(&locale)?;
        fields.check_calendars()?;

        let now = settings.now();
        let guess = specific_offset.unwrap_or_else(|| zone.offset(now));
        let calendar = fields.calendar();
        let today = match fields.starts(calendar) {
            true => None,
            false => Civil::from_local_ms(now + guess * 60_000.0),
        };
        let wanted = match fields.wanted(calendar, today.unwrap_or(super::EPOCH), rule) {
            Ok(wanted) => wanted,
            Err(invalid) => return Ok(Self::invalid(invalid)),
        };
        let (ts, offset) = to_instant(wanted.local_ms(), guess, &zone);
        let date = Self::with_offset(ts, offset, zone, locale);
        Ok(fields.checked_weekday(date))
    }

    /// From a year and what may follow it, in order; `None` where nothing follows.
    pub(super) fn from_components(
        components: [Option<f64>; 7],
        zone: Zone,
        locale: Locale,
        settings: &Settings,
    ) -> Self {
        if !zone.is_valid() {
            return Self::invalid(unsupported_zone(&zone));
        }
        let [Some(year), rest @ ..] = components else { return Self::at(settings.now(), zone, locale) };
        let [month, day, hour, minute, second, millisecond] = rest;
        let wanted = Wanted {
            year,
            month: month.unwrap_or(1.0),
            day: day.unwrap_or(1.0),
            hour: hour.unwrap_or(0.0),
            minute: minute.unwrap_or(0.0),
            second: second.unwrap_or(0.0),
            millisecond: millisecond.unwrap_or(0.0),
        };
        if let Err(invalid) = check_date(&wanted).and_then(|()| check_time(&wanted)) {
            return Self::invalid(invalid);
        }
        let guess = zone.offset(settings.now());
        let (ts, offset) = to_instant(wanted.local_ms(), guess, &zone);
        Self::with_offset(ts, offset, zone, locale)
    }
}

impl Fields {
    fn calendar(&self) -> Calendar {
        let gregorian = self.has_year() || self.has_month_or_day();
        let weekday = self.get(Field::Weekday).is_some_and(|weekday| weekday != 0.0);
        if self.names_week() || (weekday && !gregorian) {
            Calendar::Week
        } else if self.get(Field::Ordinal).is_some() {
            Calendar::Ordinal
        } else {
            Calendar::Gregorian
        }
    }

    /// Whether the largest field of the calendar is there, so that nothing is taken from today.
    fn starts(&self, calendar: Calendar) -> bool {
        let largest = if calendar == Calendar::Week { Field::WeekYear } else { Field::Year };
        self.get(largest).is_some()
    }

    /// The fields with everything that they leave open, as a date that is in range.
    fn wanted(&self, calendar: Calendar, today: Civil, rule: WeekRule) -> Result<Wanted, Invalid> {
        use Field::{Day, Hour, Millisecond, Minute, Month, Ordinal, Second, WeekNumber, WeekYear, Weekday, Year};
        let now = Wanted::from(today);
        // From large to small: before the first given field today counts, after it the least value.
        let mut found = false;
        let mut fill = |field: Field, today: f64, least: f64| match self.get(field) {
            Some(value) => {
                found = true;
                value
            }
            None if found => least,
            None => today,
        };
        let mut wanted = now;
        match calendar {
            Calendar::Gregorian => {
                wanted.year = fill(Year, now.year, now.year);
                wanted.month = fill(Month, now.month, 1.0);
                wanted.day = fill(Day, now.day, 1.0);
                check_date(&wanted)?;
            }
            Calendar::Ordinal => {
                let year = fill(Year, now.year, now.year);
                let ordinal = fill(Ordinal, today.ordinal().into(), 1.0);
                check_ordinal(year, ordinal)?;
                (wanted.year, wanted.month, wanted.day) = date_of_ordinal(year, ordinal);
            }
            Calendar::Week => {
                let week = today.week_date(rule);
                let week_year = fill(WeekYear, week.week_year.into(), week.week_year.into());
                let week_number = fill(WeekNumber, week.week_number.into(), 1.0);
                let weekday = fill(Weekday, week.weekday.into(), 1.0);
                check_week(week_year, week_number, weekday, rule)?;
                (wanted.year, wanted.month, wanted.day) = date_of_week(week_year, week_number, weekday, rule);
            }
        }
        wanted.hour = fill(Hour, now.hour, 0.0);
        wanted.minute = fill(Minute, now.minute, 0.0);
        wanted.second = fill(Second, now.second, 0.0);
        wanted.millisecond = fill(Millisecond, now.millisecond, 0.0);
        check_time(&wanted)?;
        Ok(wanted)
    }

    /// A weekday beside a date only serves to check the date.
    fn checked_weekday(&self, date: DateTime) -> DateTime {
        let Some(weekday) = self.get(Field::Weekday).filter(|weekday| *weekday != 0.0) else { return date };
        let checks = self.has_year() || self.has_month_or_day();
        if !checks || (date.is_valid() && self.stated_weekday == Some(date.civil.weekday().into())) {
            return date;
        }
        let text = date.to_iso(&IsoOptions::default()).unwrap_or_else(|| "null".to_owned());
        DateTime::invalid(Invalid::explained(
            "mismatched weekday",
            format!("you can't specify both a weekday of {} and a date of {text}", number_text(weekday)),
        ))
    }
}

/// The instant and offset of a local time. `guess` decides between the two instants of an ambiguous local time; a time
/// that the clocks skip is read with the offset before the gap.
pub(super) fn to_instant(local_ms: f64, guess: f64, zone: &Zone) -> (f64, f64) {
    let ts = local_ms - guess * 60_000.0;
    let offset = zone.offset(ts);
    if offset == guess {
        return (ts, guess);
    }
    let ts = ts - (offset - guess) * 60_000.0;
    let after = zone.offset(ts);
    if after == offset {
        return (ts, offset);
    }
    (local_ms - offset.min(after) * 60_000.0, offset.max(after))
}

/// luxon finds the month of an ordinal by a table, and always finds January: the day just overflows.
pub(super) fn date_of_ordinal(year: f64, ordinal: f64) -> (f64, f64, f64) {
    if ordinal > 0.0 { (year, 1.0, ordinal) } else { (year, f64::NAN, f64::NAN) }
}

pub(super) fn date_of_week(week_year: f64, week: f64, weekday: f64, rule: WeekRule) -> (f64, f64, f64) {
    if week_year.is_nan() || week_year.abs() > 400_000.0 {
        return (f64::NAN, f64::NAN, f64::NAN);
    }
    let anchor = f64::from(calendar::anchor_weekday(week_year.trunc() as i32, rule));
    let ordinal = week * 7.0 + weekday - anchor - 7.0 + f64::from(rule.minimal_days);
    let days = days_in_year(week_year);
    if ordinal < 1.0 {
        return date_of_ordinal(week_year - 1.0, ordinal + days_in_year(week_year - 1.0));
    }
    if ordinal > days {
        return date_of_ordinal(week_year + 1.0, ordinal - days);
    }
    date_of_ordinal(week_year, ordinal)
}

fn days_in_year(year: f64) -> f64 {
    if is_integer(year) { calendar::days_in_year(year as i32).into() } else { 365.0 }
}

fn check_date(wanted: &Wanted) -> Result<(), Invalid> {
    check_year("year", wanted.year)?;
    check("month", wanted.month, 1.0, 12.0)?;
    check("day", wanted.day, 1.0, calendar::days_in_wanted_month(wanted.year, wanted.month))
}

fn check_ordinal(year: f64, ordinal: f64) -> Result<(), Invalid> {
    check_year("year", year)?;
    check("ordinal", ordinal, 1.0, days_in_year(year))
}

fn check_week(year: f64, week: f64, weekday: f64, rule: WeekRule) -> Result<(), Invalid> {
    check_year("weekYear", year)?;
    let weeks = if year.abs() < 400_000.0 { calendar::weeks_in_week_year(year as i32, rule).into() } else { 53.0 };
    check("week", week, 1.0, weeks)?;
    check("weekday", weekday, 1.0, 7.0)
}

fn check_time(wanted: &Wanted) -> Result<(), Invalid> {
    let midnight = wanted.hour == 24.0 && wanted.minute == 0.0 && wanted.second == 0.0 && wanted.millisecond == 0.0;
    if !midnight {
        check("hour", wanted.hour, 0.0, 23.0)?;
    }
    check("minute", wanted.minute, 0.0, 59.0)?;
    check("second", wanted.second, 0.0, 59.0)?;
    check("millisecond", wanted.millisecond, 0.0, 999.0)
}

fn check_year(unit: &str, year: f64) -> Result<(), Invalid> {
    if is_integer(year) { Ok(()) } else { Err(out_of_range(unit, &number_text(year), "number")) }
}

fn check(unit: &str, value: f64, least: f64, most: f64) -> Result<(), Invalid> {
    let in_range = is_integer(value) && value >= least && value <= most;
    if in_range { Ok(()) } else { Err(out_of_range(unit, &number_text(value), "number")) }
}

pub(super) fn out_of_range(unit: &str, value: &str, kind: &str) -> Invalid {
    let explanation = format!("you specified {value} (of type {kind}) as a {unit}, which is invalid");
    Invalid::explained("unit out of range", explanation)
}

fn is_integer(value: f64) -> bool {
    value.is_finite() && value == value.trunc()
}
