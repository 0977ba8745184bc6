//! Members of `Interval` by their JavaScript names.

use super::Interval;
use crate::arguments::{self, Arguments};
use crate::datetime::DateTime;
use crate::duration::Duration;
use crate::error::{Error, Result};
use crate::intl::DateTimeFormatOptions;
use crate::settings::Settings;
use crate::value::Value;

impl Interval {
    /// The names that [`Interval::get`] knows.
    pub const GETTERS: &'static [&'static str] =
        &["start", "end", "lastDateTime", "isValid", "invalidReason", "invalidExplanation", "isLuxonInterval"];
    /// The names that [`Interval::call`] knows.
    pub const METHODS: &'static [&'static str] = &[
        "length",
        "count",
        "hasSame",
        "isEmpty",
        "isAfter",
        "isBefore",
        "contains",
        "set",
        "splitAt",
        "splitBy",
        "divideEqually",
        "overlaps",
        "abutsStart",
        "abutsEnd",
        "engulfs",
        "equals",
        "intersection",
        "union",
        "difference",
        "toString",
        "toLocaleString",
        "toISO",
        "toISODate",
        "toISOTime",
        "toFormat",
        "toDuration",
        "mapEndpoints",
    ];
    /// The names that [`Interval::call_static`] knows.
    pub const STATIC_METHODS: &'static [&'static str] =
        &["invalid", "fromDateTimes", "after", "before", "fromISO", "isInterval", "merge", "xor"];

    /// A property by its JavaScript name; `None` if there is none of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name {
            "start" => self.start().cloned().into(),
            "end" => self.end().cloned().into(),
            "lastDateTime" => self.end().map(|end| end.minus(&Duration::from_millis(1.0))).into(),
            "isValid" => self.is_valid().into(),
            "invalidReason" => self.invalid_reason().map(|invalid| invalid.reason()).into(),
            "invalidExplanation" => self.invalid_reason().and_then(|invalid| invalid.explanation()).into(),
            "isLuxonInterval" => true.into(),
            _ => return None,
        }))
    }

    /// Calls a method by its JavaScript name. `mapEndpoints` takes a function: call [`Interval::map_endpoints`].
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call(&self, method: &str, args: &[Value], settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        match self.output(method, args)? {
            Some(value) => return Ok(value),
            None if !Self::METHODS.contains(&method) => return Err(Error::not_a_function("Interval", method)),
            None => {}
        }
        match self.compare_by_name(method, args, settings)? {
            Some(value) => Ok(value),
            None => self.derive(method, args, settings),
        }
    }

    fn output(&self, method: &str, args: Arguments<'_>) -> Result<Option<Value>> {
        Ok(Some(match method {
            "toString" => self.to_string().into(),
            "toLocaleString" => {
                let format = DateTimeFormatOptions::date_short_or(args.get(0))?;
                self.to_locale_string(&format, &args.options(1)?.locale()?)?.into()
            }
            "toISO" => self.to_iso(&args.options(0)?.iso()?).into(),
            "toISODate" => self.to_iso_date().into(),
            "toISOTime" => self.to_iso_time(&args.options(0)?.iso()?).into(),
            "toFormat" => {
                let separator = match args.options(1)?.get("separator") {
                    Value::Undefined => " – ".to_owned(),
                    separator => separator.to_text(),
                };
                self.to_format(&args.text(0), &separator)?.into()
            }
            _ => return Ok(None),
        }))
    }

    fn compare_by_name(&self, method: &str, args: Arguments<'_>, settings: &Settings) -> Result<Option<Value>> {
        let instant = args.get(0).to_number();
        let ends = self.ends().map(|ends| (ends.start.to_millis(), ends.end.to_millis()));
        Ok(Some(match method {
            "length" if !self.is_valid() => f64::NAN.into(),
            "length" => match arguments::units(args.get(0))?.as_slice() {
                [unit] => self.length(*unit).into(),
                _ => return Err(Error::type_error("unit.toLowerCase is not a function")),
            },
            "count" if !self.is_valid() => f64::NAN.into(),
            "count" => {
                let unit = arguments::units(args.get(0))?[0];
                self.count(unit, args.options(1)?.get("useLocaleWeeks").truthy())?.into()
            }
            "hasSame" if self.is_empty() => true.into(),
            "hasSame" if self.is_valid() => self.has_same(arguments::unit(args.get(0))?)?.into(),
            "hasSame" => false.into(),
            "isEmpty" if !self.is_valid() => {
                return Err(Error::type_error("Cannot read properties of undefined (reading 'valueOf')"));
            }
            "isEmpty" => self.is_empty().into(),
            "isAfter" => ends.is_some_and(|(start, _)| start > instant).into(),
            "isBefore" => ends.is_some_and(|(_, end)| end <= instant).into(),
            "contains" => ends.is_some_and(|(start, end)| start <= instant && end > instant).into(),
            "overlaps" => self.overlaps(interval(args.get(0))?).into(),
            "abutsStart" => self.abuts_start(interval(args.get(0))?).into(),
            "abutsEnd" => self.abuts_end(interval(args.get(0))?).into(),
            "engulfs" => self.engulfs(interval(args.get(0))?).into(),
            "equals" => self.equals(interval(args.get(0))?).into(),
            "toDuration" => {
                let units = arguments::units(args.get(0))?;
                self.to_duration(&units, &args.options(1)?.duration()?).into()
            }
            "set" if self.is_valid() => self.set_ends(args, settings)?.into(),
            "set" => self.clone().into(),
            _ => return Ok(None),
        }))
    }

    fn derive(&self, method: &str, args: Arguments<'_>, settings: &Settings) -> Result<Value> {
        let parts = match method {
            "splitAt" => {
                let dates = args.0.iter().map(|value| arguments::date_time(value, settings));
                self.split_at(&dates.collect::<Result<Vec<_>>>()?)
            }
            "splitBy" => self.split_by(&arguments::duration(args.get(0))?)?,
            "divideEqually" => self.divide_equally(args.get(0).to_number())?,
            "difference" => self.difference(&intervals(args.0)?),
            "intersection" => return Ok(self.intersection(interval(args.get(0))?).into()),
            "union" => return Ok(self.union(interval(args.get(0))?).into()),
            _ => return Err(Error::callback(method)),
        };
        Ok(parts.into_iter().map(Value::from).collect::<Vec<_>>().into())
    }

    fn set_ends(&self, args: Arguments<'_>, settings: &Settings) -> Result<Self> {
        let Some(ends) = self.ends() else { return Ok(self.clone()) };
        let options = args.options(0)?;
        let end = |name: &str, own: &DateTime| match options.get(name) {
            value if value.truthy() => value.clone(),
            _ => own.clone().into(),
        };
        Self::from_values(&end("start", &ends.start), &end("end", &ends.end), settings)
    }

    /// Calls a static method by its JavaScript name.
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call_static(method: &str, args: &[Value], settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        let list = |intervals: Vec<Self>| Value::Array(intervals.into_iter().map(Value::from).collect());
        Ok(match method {
            "invalid" => Self::invalid(arguments::invalid(args, "Interval")?).into(),
            "fromDateTimes" => Self::from_values(args.get(0), args.get(1), settings)?.into(),
            "after" | "before" => {
                let duration = arguments::valid_duration(args.get(1))?;
                let date = arguments::date_time(args.get(0), settings)?;
                let interval = if method == "after" { Self::after } else { Self::before };
                interval(date, &duration).into()
            }
            "fromISO" => {
                let text = if args.get(0).truthy() { args.text(0) } else { String::new() };
                let interval = Self::from_iso(&text, &args.options(1)?.create(settings)?, settings);
                match args.get(0) {
                    Value::String(_) => interval.into(),
                    other => Self::invalid(crate::datetime::unparsable(&other.to_text(), "ISO 8601")).into(),
                }
            }
            "isInterval" => matches!(args.get(0), Value::Interval(_)).into(),
            "merge" => list(Self::merge(&intervals_in(args.get(0))?)),
            "xor" => list(Self::xor(&intervals_in(args.get(0))?)),
            _ => return Err(Error::not_a_function("Interval", method)),
        })
    }
}

fn interval(value: &Value) -> Result<&Interval> {
    match value {
        Value::Interval(interval) => Ok(interval),
        other => Err(Error::type_error(format!("{} is not an Interval", other.to_text()))),
    }
}

fn intervals(values: &[Value]) -> Result<Vec<Interval>> {
    values.iter().map(|value| interval(value).cloned()).collect()
}

fn intervals_in(value: &Value) -> Result<Vec<Interval>> {
    match value {
        Value::Array(values) => intervals(values),
        other => Err(Error::type_error(format!("{} is not an array of Intervals", other.to_text()))),
    }
}
