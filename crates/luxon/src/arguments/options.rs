//! Objects of options.

use std::sync::Arc;

use super::zone;
use crate::datetime::{CreateOptions, IsoDateOptions, IsoOptions, Precision, SqlTimeOptions};
use crate::duration::{ConversionAccuracy, DurationFormatOptions, DurationOptions, HumanOptions, Matrix, SignMode};
use crate::error::{Error, Result};
use crate::intl::NumberFormatOptions;
use crate::locale::{LocaleOptions, WeekSettings};
use crate::settings::Settings;
use crate::unit::Unit;
use crate::value::{Object, Value};

/// An object of options, or none.
#[derive(Clone, Copy)]
pub(crate) struct Options<'a>(Option<&'a Object>);

impl<'a> Options<'a> {
    /// Anything but an object has no properties; only `null` cannot even be asked.
    pub fn read(value: &'a Value) -> Result<Self> {
        match value {
            Value::Object(object) => Ok(Self(Some(object))),
            Value::Null => Err(Error::type_error("Cannot read properties of null")),
            _ => Ok(Self(None)),
        }
    }

    pub fn get(self, key: &str) -> &'a Value {
        self.0.and_then(|object| object.get(key)).unwrap_or(&Value::Undefined)
    }

    pub fn is_empty(self) -> bool {
        self.0.is_none_or(Object::is_empty)
    }

    /// A flag with its value where it is left out.
    pub fn flag(self, key: &str, default: bool) -> bool {
        match self.get(key) {
            Value::Undefined => default,
            value => value.truthy(),
        }
    }

    /// A text; anything falsy counts as absent.
    pub fn text(self, key: &str) -> Option<String> {
        let value = self.get(key);
        value.truthy().then(|| value.to_text())
    }

    pub fn locale(self) -> Result<LocaleOptions> {
        if self.is_empty() {
            return Ok(LocaleOptions::default());
        }
        let week_settings = week_settings(self.get("weekSettings"))?;
        Ok(LocaleOptions { week_settings, ..self.locale_without_week() })
    }

    /// The same but for the week, which `reconfigure` does not take.
    pub fn locale_without_week(self) -> LocaleOptions {
        LocaleOptions {
            locale: self.text("locale"),
            numbering_system: self.text("numberingSystem"),
            output_calendar: self.text("outputCalendar"),
            week_settings: None,
        }
    }

    pub fn create(self, settings: &Settings) -> Result<CreateOptions> {
        if self.is_empty() {
            return Ok(CreateOptions::default());
        }
        Ok(CreateOptions {
            zone: zone(self.get("zone"), settings),
            set_zone: self.get("setZone").truthy(),
            locale: self.locale()?,
        })
    }

    pub fn duration(self) -> Result<DurationOptions> {
        if self.is_empty() {
            return Ok(DurationOptions::default());
        }
        let accuracy = self.get("conversionAccuracy");
        let longterm = matches!(accuracy, Value::String(name) if name == "longterm");
        Ok(DurationOptions {
            locale: self.locale()?,
            accuracy: match accuracy.truthy() {
                true if longterm => Some(ConversionAccuracy::Longterm),
                true => Some(ConversionAccuracy::Casual),
                false => None,
            },
            matrix: self.matrix().map(Arc::new),
        })
    }

    fn matrix(self) -> Option<Matrix> {
        let Value::Object(rows) = self.get("matrix") else { return None };
        let mut matrix = Matrix::empty();
        for (larger, row) in rows.iter() {
            let (Ok(larger), Value::Object(row)) = (Unit::parse(larger), row) else { continue };
            for (smaller, amount) in row.iter() {
                if let Ok(smaller) = Unit::parse(smaller) {
                    matrix.set(larger, smaller, amount.to_number());
                }
            }
        }
        Some(matrix)
    }

    /// What `Duration.toFormat` takes: its own options, and those of `Intl.NumberFormat`.
    pub fn duration_format(self) -> Result<DurationFormatOptions> {
        let usual = DurationFormatOptions::default();
        let is_not_false = |key: &str| !matches!(self.get(key), Value::Bool(false));
        Ok(DurationFormatOptions {
            floor: is_not_false("round") && is_not_false("floor"),
            sign_mode: match self.text("signMode").as_deref() {
                Some("negativeLargestOnly") => SignMode::NegativeLargestOnly,
                Some("all") => SignMode::All,
                _ => SignMode::Negative,
            },
            number: self.number_over(&usual.number)?,
        })
    }

    /// What `Duration.toHuman` takes, likewise.
    pub fn human(self) -> Result<HumanOptions> {
        let usual = HumanOptions::default();
        let style = self.text("style").or_else(|| self.text("listStyle"));
        Ok(HumanOptions {
            number: self.number_over(&usual.number)?,
            list_type: self.text("type").unwrap_or(usual.list_type),
            list_style: style.unwrap_or(usual.list_style),
            show_zeros: !matches!(self.get("showZeros"), Value::Bool(false)),
        })
    }

    /// The options of `Intl.NumberFormat`, and what counts where one is left out.
    fn number_over(self, usual: &NumberFormatOptions) -> Result<NumberFormatOptions> {
        let Some(object) = self.0 else { return Ok(usual.clone()) };
        let given = NumberFormatOptions::from_value(&Value::Object(object.clone()))?;
        let has = |key: &str| *self.get(key) != Value::Undefined;
        Ok(NumberFormatOptions {
            style: if has("style") { given.style } else { usual.style },
            unit_display: if has("unitDisplay") { given.unit_display } else { usual.unit_display },
            use_grouping: if has("useGrouping") { given.use_grouping } else { usual.use_grouping },
            ..given
        })
    }

    pub fn iso(self) -> Result<IsoOptions> {
        if self.is_empty() {
            return Ok(IsoOptions::default());
        }
        Ok(IsoOptions {
            basic: self.is_basic(),
            suppress_seconds: self.flag("suppressSeconds", false),
            suppress_milliseconds: self.flag("suppressMilliseconds", false),
            include_offset: self.flag("includeOffset", true),
            extended_zone: self.flag("extendedZone", false),
            include_prefix: self.flag("includePrefix", false),
            precision: self.precision()?.unwrap_or_default(),
        })
    }

    pub fn iso_date(self) -> Result<IsoDateOptions> {
        Ok(IsoDateOptions { basic: self.is_basic(), precision: self.precision()?.unwrap_or(Precision::Day) })
    }

    fn is_basic(self) -> bool {
        match self.get("format") {
            Value::Undefined => false,
            Value::String(format) => format != "extended",
            _ => true,
        }
    }

    fn precision(self) -> Result<Option<Precision>> {
        match self.get("precision") {
            Value::Undefined => Ok(None),
            Value::String(name) => Precision::parse(name).map(Some),
            _ => Err(Error::type_error("unit.toLowerCase is not a function")),
        }
    }

    pub fn sql_time(self) -> SqlTimeOptions {
        SqlTimeOptions {
            include_offset: self.flag("includeOffset", true),
            include_zone: self.flag("includeZone", false),
            include_offset_space: self.flag("includeOffsetSpace", true),
        }
    }
}

fn week_settings(value: &Value) -> Result<Option<WeekSettings>> {
    if value.is_nullish() {
        return Ok(None);
    }
    if value.type_of() != "object" {
        return Err(Error::argument("Week settings must be an object"));
    }
    let options = Options::read(value)?;
    let weekday = |value: &Value| match value {
        Value::Number(day) if (1.0..=7.0).contains(day) && day.fract() == 0.0 => Ok(*day as u8),
        _ => Err(Error::argument("Invalid week settings")),
    };
    let Value::Array(weekend) = options.get("weekend") else { return Err(Error::argument("Invalid week settings")) };
    Ok(Some(WeekSettings {
        first_day: weekday(options.get("firstDay"))?,
        minimal_days: weekday(options.get("minimalDays"))?,
        weekend: weekend.iter().map(weekday).collect::<Result<_>>()?,
    }))
}
