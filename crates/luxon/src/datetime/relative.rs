//! Dates relative to another one: `3 days ago`, `next month`.

use super::DateTime;
use crate::duration::{Duration, DurationOptions};
use crate::error::{Error, Result};
use crate::intl::{RelativeStyle, relative_time_format};
use crate::locale::{Locale, LocaleOptions};
use crate::number::{Rounding, number_text};
use crate::settings::Settings;
use crate::unit::Unit;

/// How a date is told relative to another one.
#[derive(Debug, Clone)]
pub struct RelativeOptions {
    /// The other date; now, if there is none.
    pub base: Option<DateTime>,
    /// How long the units are.
    pub style: RelativeStyle,
    /// The one unit to use.
    pub unit: Option<String>,
    /// The units to choose from: the first of which there is at least one. luxon's choice, if there are none.
    pub units: Vec<String>,
    /// Whether to write whole numbers, not two decimal places.
    pub round: bool,
    /// Which way.
    pub rounding: Rounding,
    /// Milliseconds that the date is pushed away from the other one.
    pub padding: f64,
    /// Locale of the text, where it is not the date's.
    pub locale: LocaleOptions,
}

impl Default for RelativeOptions {
    fn default() -> Self {
        Self {
            base: None,
            style: RelativeStyle::Long,
            unit: None,
            units: Vec::new(),
            round: true,
            rounding: Rounding::Trunc,
            padding: 0.0,
            locale: LocaleOptions::default(),
        }
    }
}

struct Relative<'a> {
    start: DateTime,
    end: DateTime,
    options: &'a RelativeOptions,
    locale: Locale,
    calendary: bool,
}

impl DateTime {
    /// As `in 3 days` or `2 hours ago`; `None` if invalid.
    ///
    /// # Errors
    /// When there is no such unit, or the locale's texts are not built in.
    pub fn to_relative(&self, options: &RelativeOptions, settings: &Settings) -> Result<Option<String>> {
        if !self.is_valid() {
            return Ok(None);
        }
        let base = self.base(options, settings);
        let padding = if self.ts < base.ts { -options.padding } else { options.padding };
        let end = self.plus(&Duration::from_millis(padding));
        let locale = self.locale.with(&options.locale);
        let relative = Relative { start: base, end, options, locale, calendary: false };
        relative.text(&["years", "months", "days", "hours", "minutes", "seconds"]).map(Some)
    }

    /// By the calendar, as `tomorrow` or `last year`; `None` if invalid.
    ///
    /// # Errors
    /// As [`DateTime::to_relative`].
    pub fn to_relative_calendar(&self, options: &RelativeOptions, settings: &Settings) -> Result<Option<String>> {
        if !self.is_valid() {
            return Ok(None);
        }
        let locale = self.locale.with(&options.locale);
        let options = &RelativeOptions { units: Vec::new(), ..options.clone() };
        let start = self.base(options, settings);
        let relative = Relative { start, end: self.clone(), options, locale, calendary: true };
        relative.text(&["years", "months", "days"]).map(Some)
    }

    fn base(&self, options: &RelativeOptions, settings: &Settings) -> Self {
        options.base.clone().unwrap_or_else(|| Self::at(settings.now(), self.zone.clone(), settings.locale.clone()))
    }
}

impl Relative<'_> {
    fn text(&self, usual: &[&str]) -> Result<String> {
        if let Some(unit) = &self.options.unit {
            return self.format(self.difference(unit)?, unit);
        }
        let own: Vec<_> = self.options.units.iter().map(String::as_str).collect();
        let units = if own.is_empty() { usual } else { &own };
        for unit in units {
            let amount = self.difference(unit)?;
            if amount.abs() >= 1.0 {
                return self.format(amount, unit);
            }
        }
        let zero = if self.start > self.end { -0.0 } else { 0.0 };
        self.format(zero, units.last().copied().unwrap_or_default())
    }

    fn difference(&self, name: &str) -> Result<f64> {
        let unit = Unit::parse(name)?;
        let options = DurationOptions::default();
        if !self.calendary {
            return Ok(self.end.diff(&self.start, &[unit], &options).amount(unit));
        }
        if self.end.has_same(&self.start, unit, false)? {
            return Ok(0.0);
        }
        let (start, end) = (self.start.start_of(unit, false)?, self.end.start_of(unit, false)?);
        Ok(end.diff(&start, &[unit], &options).amount(unit))
    }

    fn format(&self, amount: f64, unit: &str) -> Result<String> {
        let places = if self.options.round || self.calendary { 0 } else { 2 };
        let rounding = if self.calendary { Rounding::Round } else { self.options.rounding };
        let amount = rounding.apply(amount, places);
        if self.is_english() {
            return english(amount, unit, self.calendary, self.options.style != RelativeStyle::Long);
        }
        let style = self.options.style;
        relative_time_format::format(amount, Unit::parse(unit)?, style, self.calendary, &self.locale)
    }

    /// luxon has its own words for English, but only where the language is American or not told.
    fn is_english(&self) -> bool {
        let tag = self.locale.tag();
        tag == "en" || tag.eq_ignore_ascii_case("en-us")
    }
}

/// A unit in the singular, and what it is called when short.
fn short_names(unit: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match unit {
        "years" => ("year", "yr.", "yr."),
        "quarters" => ("quarter", "qtr.", "qtr."),
        "months" => ("month", "mo.", "mo."),
        "weeks" => ("week", "wk.", "wk."),
        "days" => ("day", "day", "days"),
        "hours" => ("hour", "hr.", "hr."),
        "minutes" => ("minute", "min.", "min."),
        "seconds" => ("second", "sec.", "sec."),
        _ => return None,
    })
}

/// luxon's own English. A unit that is not named in the plural stays as it is.
fn english(amount: f64, unit: &str, auto: bool, short: bool) -> Result<String> {
    let names = short_names(unit);
    let known = || names.ok_or_else(|| Error::type_error("Cannot read properties of undefined (reading '0')"));
    let has_words = !matches!(unit, "hours" | "minutes" | "seconds");
    if auto && has_words && [-1.0, 0.0, 1.0].contains(&amount) {
        let (singular, ..) = known()?;
        let index = (amount + 1.0) as usize;
        return Ok(match singular {
            "day" => ["yesterday", "today", "tomorrow"][index].to_owned(),
            _ => format!("{} {singular}", ["last", "this", "next"][index]),
        });
    }
    let (one, number) = (amount.abs() == 1.0, number_text(amount.abs()));
    let unit = match (short, one) {
        (true, true) => known()?.1,
        (true, false) => known()?.2,
        (false, true) => known()?.0,
        (false, false) => unit,
    };
    Ok(if amount.is_sign_negative() { format!("{number} {unit} ago") } else { format!("in {number} {unit}") })
}
