//! Options from an object, with V8's messages about those that are wrong.

use super::{DateTimeFormatOptions, DateTimeStyle, HourCycle, MonthStyle, NumericStyle, TextStyle, TimeZoneNameStyle};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::format::presets;
use crate::intl::option::IntlOptions;
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
        let from = IntlOptions::new(from, "DateTimeFormat");
        Ok(Self {
            date_style: from.choice("dateStyle", DateTimeStyle::parse)?,
            time_style: from.choice("timeStyle", DateTimeStyle::parse)?,
            weekday: from.choice("weekday", TextStyle::parse)?,
            era: from.choice("era", TextStyle::parse)?,
            year: from.choice("year", NumericStyle::parse)?,
            month: from.choice("month", MonthStyle::parse)?,
            day: from.choice("day", NumericStyle::parse)?,
            day_period: from.choice("dayPeriod", TextStyle::parse)?,
            hour: from.choice("hour", NumericStyle::parse)?,
            minute: from.choice("minute", NumericStyle::parse)?,
            second: from.choice("second", NumericStyle::parse)?,
            fractional_second_digits: digits(from.get("fractionalSecondDigits"))?,
            time_zone_name: from.choice("timeZoneName", TimeZoneNameStyle::parse)?,
            hour12: match from.get("hour12") {
                Value::Undefined => None,
                value => Some(value.truthy()),
            },
            hour_cycle: from.choice("hourCycle", HourCycle::parse)?,
            time_zone: from.text("timeZone"),
            calendar: from.text("calendar"),
            numbering_system: from.text("numberingSystem"),
        })
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
