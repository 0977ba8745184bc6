//! n8n's functions on dates, by name.

use super::parse::to_date_time;
use crate::arguments::{self, Arguments};
use crate::calendar::Civil;
use crate::datetime::{CreateOptions, DateTime};
use crate::duration::DurationOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::jsdate;
use crate::settings::Settings;
use crate::unit::Unit;
use crate::value::{Object, Value};

/// The names of the functions.
pub const FUNCTIONS: &[&str] = &[
    "beginningOf",
    "endOfMonth",
    "extract",
    "isBetween",
    "isDst",
    "isInLast",
    "isWeekend",
    "minus",
    "plus",
    "format",
    "toDateTime",
    "diffTo",
    "diffToNow",
    "toInt",
    "toFloat",
    "toBoolean",
    "isEmpty",
    "isNotEmpty",
];

/// Calls one of n8n's functions on a `DateTime`, a JavaScript date, or a text that n8n takes for one.
///
/// # Errors
/// What luxon throws, n8n's own errors (of the kind `Extension`), and a type error for a function that there is not.
///
/// ```
/// use nodewright_luxon::{DateTime, Settings, Value, n8n};
/// let settings = Settings::default();
/// let date = DateTime::from_iso("2024-02-29T12:00", &Default::default(), &settings);
/// let later = n8n::call(&date.into(), "plus", &[Value::Number(2.0), "days".into()], &settings).unwrap();
/// assert_eq!(later.to_text(), "2024-03-02T12:00:00.000+00:00");
/// ```
pub fn call(subject: &Value, name: &str, args: &[Value], settings: &Settings) -> Result<Value> {
    let function = Function { subject, date: as_date_time(subject, settings), settings };
    let args = Arguments(args);
    match name {
        "beginningOf" => function.beginning_of(args),
        "endOfMonth" => Ok(function.back(function.date.end_of(Unit::Months, false)?)),
        "extract" => function.extract(args),
        "isBetween" => function.is_between(args),
        "isDst" => Ok(function.date.is_in_dst().into()),
        "isInLast" => function.is_in_last(args),
        "isWeekend" => Ok(function.date.week_date().is_some_and(|date| date.weekday >= 6).into()),
        "minus" | "plus" => function.shifted(name, args),
        "format" => function.format(args),
        "toDateTime" => match subject {
            Value::String(text) => Ok(to_date_time(text, None, settings)?.into()),
            _ => Ok(function.date.into()),
        },
        "diffTo" => function.diff_to(args.get(0), args.get(1)),
        "diffToNow" => function.diff_to(&DateTime::now(settings).into(), args.get(0)),
        "toInt" | "toFloat" => match subject {
            Value::DateTime(_) | Value::Date(_) => Ok(subject.to_number().into()),
            _ => Err(Error::not_a_function("date", "getTime")),
        },
        "toBoolean" => Ok(Value::Undefined),
        "isEmpty" => Ok(false.into()),
        "isNotEmpty" => Ok(true.into()),
        _ => Err(Error::not_a_function("date", name)),
    }
}

struct Function<'a> {
    subject: &'a Value,
    date: DateTime,
    settings: &'a Settings,
}

impl Function<'_> {
    /// A result of the same class as the subject.
    fn back(&self, date: DateTime) -> Value {
        match self.subject {
            Value::DateTime(_) => date.into(),
            _ => Value::Date(date.to_millis().trunc()),
        }
    }

    fn beginning_of(&self, args: Arguments<'_>) -> Result<Value> {
        let unit = match args.get(0) {
            Value::Undefined => Unit::Weeks,
            _ if !self.date.is_valid() => return Ok(self.back(self.date.clone())),
            Value::String(name) => Unit::parse(date_unit(name))?,
            value => arguments::unit(value)?,
        };
        Ok(self.back(self.date.start_of(unit, false)?))
    }

    fn extract(&self, args: Arguments<'_>) -> Result<Value> {
        let part = match args.get(0) {
            Value::Undefined => "week".to_owned(),
            value => value.to_text(),
        };
        match part.as_str() {
            "yearDayNumber" => self.year_day_number(),
            "week" => self.date.get("weekNumber").unwrap_or(Ok(Value::Undefined)),
            other => self.date.get(date_unit(other)).unwrap_or(Ok(Value::Undefined)),
        }
    }

    /// The day of the year in the zone of the process, which is not the date's.
    fn year_day_number(&self) -> Result<Value> {
        let ts = match self.subject {
            Value::DateTime(date) => date.to_millis(),
            Value::Date(ts) => *ts,
            _ => return Err(Error::not_a_function("date", "getFullYear")),
        };
        let zone = &self.settings.system_zone;
        let civil = Civil::from_local_ms(ts + zone.offset(ts) * 60_000.0);
        Ok(civil.map_or(f64::NAN, |civil| civil.ordinal().into()).into())
    }

    fn is_between(&self, args: Arguments<'_>) -> Result<Value> {
        if args.0.len() != 2 {
            return Err(Error::new(ErrorKind::Extension, "isBetween(): expected exactly two args"));
        }
        let (first, second) = (self.comparable(args.get(0)), self.comparable(args.get(1)));
        let (Some(first), Some(second)) = (first, second) else { return Ok(Value::Undefined) };
        // Texts never compare with dates.
        let ts = if matches!(self.subject, Value::String(_)) { f64::NAN } else { self.subject.to_number() };
        let (least, most) = if first > second { (second, first) } else { (first, second) };
        Ok((least < ts && ts < most).into())
    }

    fn comparable(&self, value: &Value) -> Option<f64> {
        match value {
            Value::String(text) => {
                let ts = jsdate::parse(text, &self.settings.system_zone);
                (!ts.is_nan()).then_some(ts)
            }
            Value::Date(ts) => Some(*ts),
            Value::DateTime(date) => Some(date.to_millis()),
            _ => None,
        }
    }

    fn format(&self, args: Arguments<'_>) -> Result<Value> {
        if !self.date.is_valid() {
            return Ok("Invalid DateTime".into());
        }
        // n8n gives the format no default.
        let Value::String(format) = args.get(0) else {
            let message = format!("Cannot read properties of {} (reading 'length')", args.text(0));
            return Err(Error::type_error(message));
        };
        let locale = match args.get(1) {
            Value::Object(_) => args.options(1)?.locale()?,
            _ => Default::default(),
        };
        Ok(self.date.to_format(format, &locale)?.into())
    }

    fn is_in_last(&self, args: Arguments<'_>) -> Result<Value> {
        let now = DateTime::now(self.settings);
        let amount = match args.get(0) {
            Value::Undefined => Value::Number(0.0),
            value => value.clone(),
        };
        let since = now.minus(&arguments::valid_duration(&amount_of(&amount, args.get(1)))?);
        Ok((since <= self.date && self.date <= now).into())
    }

    fn shifted(&self, name: &str, args: Arguments<'_>) -> Result<Value> {
        if !self.date.is_valid() {
            return Ok(self.back(self.date.clone()));
        }
        let duration = match args.0 {
            [only] => arguments::valid_duration(only)?,
            _ => {
                let zero = Value::Number(0.0);
                let amount = if *args.get(0) == Value::Undefined { &zero } else { args.get(0) };
                arguments::valid_duration(&amount_of(amount, args.get(1)))?
            }
        };
        Ok(self.back(if name == "plus" { self.date.plus(&duration) } else { self.date.minus(&duration) }))
    }

    fn diff_to(&self, other: &Value, unit: &Value) -> Result<Value> {
        let names: Vec<String> = match unit {
            Value::Undefined => vec!["days".to_owned()],
            Value::Array(units) if units.is_empty() => vec!["days".to_owned()],
            Value::Array(units) => units.iter().map(Value::to_text).collect(),
            unit => vec![unit.to_text()],
        };
        if let Some(unknown) = names.iter().find(|name| !name.is_empty() && !is_diff_unit(name)) {
            let supported: Vec<_> = Unit::ALL.iter().rev().map(|unit| format!("'{}'", unit.name())).collect();
            return Err(Error::new(
                ErrorKind::Extension,
                format!("Unsupported unit '{unknown}'. Supported: {}.", supported.join(", ")),
            ));
        }
        let other = match other {
            Value::String(text) => to_date_time(text, None, self.settings)?,
            other => as_date_time(other, self.settings),
        };
        let Value::DateTime(date) = self.subject else { return Err(Error::not_a_function("date", "diff")) };
        if !date.is_valid() || !other.is_valid() {
            return Ok(if names.len() == 1 { f64::NAN.into() } else { Object::new().into() });
        }
        let units: Vec<_> = names.iter().map(|name| Unit::parse(name)).collect::<Result<_>>()?;
        let diff = date.diff(&other, &units, &DurationOptions::default());
        Ok(match units[..] {
            [unit] => diff.as_unit(unit).into(),
            _ => diff.to_object().into(),
        })
    }
}

/// A `DateTime` as it is, a JavaScript date in the default zone, anything else invalid.
fn as_date_time(value: &Value, settings: &Settings) -> DateTime {
    match value {
        Value::DateTime(date) => date.clone(),
        Value::Date(ts) => DateTime::from_js_date(*ts, &CreateOptions::default(), settings),
        _ => DateTime::from_js_date(f64::NAN, &CreateOptions::default(), settings),
    }
}

/// An amount with a unit as luxon takes it; minutes if there is no unit.
fn amount_of(amount: &Value, unit: &Value) -> Value {
    let unit = match unit {
        Value::Undefined => "minutes".to_owned(),
        unit => unit.to_text(),
    };
    let unit = match unit.as_str() {
        "ms" => "milliseconds",
        "sec" | "secs" => "seconds",
        "min" | "mins" => "minutes",
        "hr" | "hrs" => "hours",
        other => other,
    };
    Object::from_iter([(unit, amount.clone())]).into()
}

/// A unit in the singular, from the abbreviations and plurals that n8n takes.
fn date_unit(name: &str) -> &str {
    match name {
        "days" => "day",
        "months" => "month",
        "years" => "year",
        "hours" | "hrs" | "hr" => "hour",
        "minutes" | "mins" | "min" => "minute",
        "seconds" | "secs" | "sec" => "second",
        "milliseconds" | "ms" => "millisecond",
        other => other,
    }
}

/// What n8n lets through; not all of it is a unit for luxon.
fn is_diff_unit(name: &str) -> bool {
    const PARTS: [&str; 11] = [
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "second",
        "millisecond",
        "weekNumber",
        "yearDayNumber",
        "weekday",
    ];
    PARTS.contains(&name) || Unit::ALL.iter().any(|unit| unit.name() == name)
}
