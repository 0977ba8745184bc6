//! Methods.

use super::super::DateTime;
use super::getters::fields_object;
use super::options::relative_options;
use crate::arguments::{self, Arguments};
use crate::error::{Error, Result};
use crate::intl::DateTimeFormatOptions;
use crate::settings::Settings;
use crate::unit::Unit;
use crate::value::{Object, Value};
use crate::zone::Zone;

pub(super) const NAMES: &[&str] = &[
    "get",
    "getPossibleOffsets",
    "resolvedLocaleOptions",
    "toUTC",
    "toLocal",
    "setZone",
    "reconfigure",
    "setLocale",
    "set",
    "plus",
    "minus",
    "startOf",
    "endOf",
    "toFormat",
    "toLocaleString",
    "toLocaleParts",
    "toISO",
    "toISODate",
    "toISOWeekDate",
    "toISOTime",
    "toRFC2822",
    "toHTTP",
    "toSQLDate",
    "toSQLTime",
    "toSQL",
    "toString",
    "valueOf",
    "toMillis",
    "toSeconds",
    "toUnixInteger",
    "toJSON",
    "toBSON",
    "toObject",
    "toJSDate",
    "diff",
    "diffNow",
    "until",
    "hasSame",
    "equals",
    "toRelative",
    "toRelativeCalendar",
];

impl DateTime {
    /// Calls a method by its JavaScript name.
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings, Value};
    /// let settings = Settings::default();
    /// let date = DateTime::from_iso("2024-02-29", &Default::default(), &settings);
    /// let end = date.call("endOf", &["year".into()], &settings).unwrap();
    /// assert_eq!(end.to_text(), "2024-12-31T23:59:59.999+00:00");
    /// assert_eq!(date.call("endOf", &["era".into()], &settings).unwrap_err().message(), "Invalid unit era");
    /// ```
    pub fn call(&self, method: &str, args: &[Value], settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        match self.output(method, args)? {
            Some(value) => Ok(value),
            None => self.derive(method, args, settings),
        }
    }

    /// Methods that write the date as something else.
    fn output(&self, method: &str, args: Arguments<'_>) -> Result<Option<Value>> {
        if !self.is_valid() && matches!(method, "toISO" | "toISODate" | "toISOTime" | "toSQLTime" | "toSQL") {
            return args.options(0).map(|_| Some(Value::Null));
        }
        Ok(Some(match method {
            "toFormat" => self.to_format(&args.text(0), &args.options(1)?.locale()?)?.into(),
            "toLocaleString" => {
                let format = DateTimeFormatOptions::date_short_or(args.get(0))?;
                self.to_locale_string(&format, &args.options(1)?.locale()?)?.into()
            }
            "toLocaleParts" => {
                let format = DateTimeFormatOptions::from_spread(args.get(0))?;
                let parts = self.to_locale_parts(&format, &args.options(0)?.locale()?)?;
                parts.into_iter().map(Value::from).collect::<Vec<_>>().into()
            }
            "toISO" | "toJSON" => self.to_iso(&args.options(0)?.iso()?).into(),
            "toISODate" => self.to_iso_date(&args.options(0)?.iso_date()?).into(),
            "toISOWeekDate" => self.to_iso_week_date().into(),
            "toISOTime" => self.to_iso_time(&args.options(0)?.iso()?).into(),
            "toRFC2822" => self.to_rfc2822().into(),
            "toHTTP" => self.to_http().into(),
            "toSQLDate" => self.to_sql_date().into(),
            "toSQLTime" => self.to_sql_time(args.options(0)?.sql_time()).into(),
            "toSQL" => self.to_sql(args.options(0)?.sql_time()).into(),
            "toString" => self.to_string().into(),
            "valueOf" | "toMillis" => self.ts.into(),
            "toSeconds" => (self.ts / 1000.0).into(),
            "toUnixInteger" => (self.ts / 1000.0).floor().into(),
            "toJSDate" | "toBSON" => Value::Date(self.ts.trunc()),
            "toObject" => self.to_object(args.options(0)?.get("includeConfig").truthy()).into(),
            _ => return Ok(None),
        }))
    }

    /// Methods that make other dates of this one, or compare it.
    fn derive(&self, method: &str, args: Arguments<'_>, settings: &Settings) -> Result<Value> {
        Ok(match method {
            "get" => return self.get(&args.text(0)).unwrap_or(Ok(Value::Undefined)),
            "resolvedLocaleOptions" if !self.is_valid() => return Err(Error::range("Invalid time value")),
            "resolvedLocaleOptions" => {
                let format = DateTimeFormatOptions::from_spread(args.get(0))?;
                self.resolved_locale_options(&format, &args.options(0)?.locale()?)?.into()
            }
            "getPossibleOffsets" => Value::Array(self.possible_offsets().into_iter().map(Value::from).collect()),
            "toUTC" => self.set_utc_offset(args)?.into(),
            "toLocal" => self.to_local(settings).into(),
            "setZone" => self.set_zone_argument(args, settings)?.into(),
            "reconfigure" => self.reconfigure(&args.options(0)?.locale_without_week()).into(),
            "setLocale" => {
                let locale = args.get(0).truthy().then(|| args.text(0));
                self.reconfigure(&crate::locale::LocaleOptions { locale, ..Default::default() }).into()
            }
            "set" if self.is_valid() => self.set(arguments::fields(args.get(0))?)?.into(),
            "plus" if self.is_valid() => self.plus(&arguments::valid_duration(args.get(0))?).into(),
            "minus" if self.is_valid() => self.minus(&arguments::valid_duration(args.get(0))?).into(),
            "startOf" if self.is_valid() => {
                self.start_of(arguments::unit(args.get(0))?, locale_weeks(args, 1)?)?.into()
            }
            // luxon first uses the unit as the name of a property, which makes a text of anything.
            "endOf" if self.is_valid() && Unit::parse(&args.text(0)).is_err() => {
                return Err(Error::invalid_unit(&args.text(0)));
            }
            "endOf" if self.is_valid() => self.end_of(arguments::unit(args.get(0))?, locale_weeks(args, 1)?)?.into(),
            "set" | "plus" | "minus" | "startOf" | "endOf" => self.clone().into(),
            "diff" => self.diff_argument(args.get(0), args.get(1), args, 2)?,
            "diffNow" => self.diff_argument(&Self::now(settings).into(), args.get(0), args, 1)?,
            "until" if self.is_valid() => {
                crate::interval::Interval::from_values(&self.clone().into(), args.get(0), settings)?.into()
            }
            "until" => self.clone().into(),
            "toRelative" => self.to_relative(&relative_options(args, true)?, settings)?.into(),
            "toRelativeCalendar" => self.to_relative_calendar(&relative_options(args, false)?, settings)?.into(),
            "hasSame" => self.has_same_argument(args, settings)?.into(),
            "equals" => match args.get(0) {
                Value::DateTime(other) => self.equals(other).into(),
                Value::Undefined | Value::Null if self.is_valid() => {
                    return Err(Error::type_error(format!(
                        "Cannot read properties of {} (reading 'isValid')",
                        args.text(0)
                    )));
                }
                _ if self.is_valid() => Value::Undefined,
                _ => Value::Bool(false),
            },
            _ => return Err(Error::not_a_function("DateTime", method)),
        })
    }

    fn set_utc_offset(&self, args: Arguments<'_>) -> Result<Self> {
        let zone = match args.get(0) {
            Value::Undefined => Zone::UTC,
            value => Zone::fixed(value.to_number()),
        };
        self.set_zone_with_options(&zone, args)
    }

    fn set_zone_argument(&self, args: Arguments<'_>, settings: &Settings) -> Result<Self> {
        let zone = arguments::zone(args.get(0), settings).unwrap_or_else(|| settings.default_zone.clone());
        self.set_zone_with_options(&zone, args)
    }

    fn set_zone_with_options(&self, zone: &Zone, args: Arguments<'_>) -> Result<Self> {
        let options = args.options(1)?;
        let keep = options.get("keepLocalTime").truthy() || options.get("keepCalendarTime").truthy();
        Ok(self.set_zone(zone, keep))
    }

    fn diff_argument(&self, other: &Value, unit: &Value, args: Arguments<'_>, options: usize) -> Result<Value> {
        if other.is_nullish() {
            let message = format!("Cannot read properties of {} (reading 'isValid')", other.to_text());
            return Err(Error::type_error(message));
        }
        let Value::DateTime(other) = other else { return Ok(self.diff_nothing().into()) };
        if !self.is_valid() || !other.is_valid() {
            return Ok(self.diff_nothing().into());
        }
        let units = arguments::units(unit)?;
        Ok(self.diff(other, &units, &args.options(options)?.duration()?).into())
    }

    fn has_same_argument(&self, args: Arguments<'_>, settings: &Settings) -> Result<bool> {
        if !self.is_valid() {
            return Ok(false);
        }
        let other = match args.get(0) {
            Value::DateTime(other) => other.clone(),
            Value::Date(ts) => Self::from_js_date(*ts, &Default::default(), settings),
            other => return Err(Error::type_error(format!("{} is not a DateTime", other.to_text()))),
        };
        let unit = arguments::unit(args.get(1))?;
        self.has_same(&other, unit, locale_weeks(args, 2)?)
    }

    fn to_object(&self, include_config: bool) -> Object {
        let Some(civil) = self.civil() else { return Object::new() };
        let mut object = fields_object(civil);
        if include_config {
            object.insert("outputCalendar", self.locale.output_calendar());
            object.insert("numberingSystem", self.locale.numbering_system());
            object.insert("locale", self.locale.tag());
        }
        object
    }
}

fn locale_weeks(args: Arguments<'_>, index: usize) -> Result<bool> {
    Ok(args.options(index)?.get("useLocaleWeeks").truthy())
}
