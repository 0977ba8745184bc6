//! Options from an object, with V8's messages about those that are wrong.

use super::{DateTimeFormatOptions, DateTimeStyle, HourCycle, MonthStyle, NumericStyle, TextStyle, TimeZoneNameStyle};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::format::presets;
use crate::value::Value;

impl DateTimeFormatOptions {
    /// Reads the format of `toLocaleString`, which is `DATE_SHORT` if it is left out.
    pub(crate) fn date_short_or(value: &Value) -> Result<Self> {
        match value {
            Value::Undefined => Ok(presets::options("DATE_SHORT").cloned().unwrap_or_default()),
            value => Self::from_spread(value),
        }
    }

    /// Reads options where luxon copies them first, so that anything but an object has none.
    pub(crate) fn from_spread(value: &Value) -> Result<Self> {
        match value {
            Value::Object(_) => Self::from_value(value),
            _ => Ok(Self::default()),
        }
    }

    /// Reads the options of `Intl.DateTimeFormat` from a JavaScript object; `undefined` has none.
    ///
    /// # Errors
    /// When a value is not one of those that an option may have.
    pub fn from_value(value: &Value) -> Result<Self> {
        let from = Options::read(value)?;
        if from.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            date_style: choice(from, "dateStyle", DateTimeStyle::parse)?,
            time_style: choice(from, "timeStyle", DateTimeStyle::parse)?,
            weekday: choice(from, "weekday", TextStyle::parse)?,
            era: choice(from, "era", TextStyle::parse)?,
            year: choice(from, "year", NumericStyle::parse)?,
            month: choice(from, "month", MonthStyle::parse)?,
            day: choice(from, "day", NumericStyle::parse)?,
            day_period: choice(from, "dayPeriod", TextStyle::parse)?,
            hour: choice(from, "hour", NumericStyle::parse)?,
            minute: choice(from, "minute", NumericStyle::parse)?,
            second: choice(from, "second", NumericStyle::parse)?,
            fractional_second_digits: digits(from.get("fractionalSecondDigits"))?,
            time_zone_name: choice(from, "timeZoneName", TimeZoneNameStyle::parse)?,
            hour12: match from.get("hour12") {
                Value::Undefined => None,
                value => Some(value.truthy()),
            },
            hour_cycle: choice(from, "hourCycle", HourCycle::parse)?,
            time_zone: text(from, "timeZone"),
            calendar: text(from, "calendar"),
            numbering_system: text(from, "numberingSystem"),
        })
    }
}

fn choice<T>(from: Options<'_>, key: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
    let Some(name) = text(from, key) else { return Ok(None) };
    let style = parse(&name);
    let message = || format!("Value {name} out of range for Intl.DateTimeFormat options property {key}");
    style.map(Some).ok_or_else(|| Error::range(message()))
}

fn text(from: Options<'_>, key: &str) -> Option<String> {
    match from.get(key) {
        Value::Undefined => None,
        value => Some(value.to_text()),
    }
}

fn digits(value: &Value) -> Result<Option<u8>> {
    match value {
        Value::Undefined => Ok(None),
        value => match value.to_number().floor() {
            digits @ 1.0..=3.0 => Ok(Some(digits as u8)),
            _ => Err(Error::range("fractionalSecondDigits value is out of range.")),
        },
    }
}
