//! Members of `Duration` by their JavaScript names.

use super::{Duration, DurationOptions};
use crate::arguments::{self, Arguments};
use crate::error::{Error, Result};
use crate::settings::Settings;
use crate::unit::Unit;
use crate::value::{Object, Value};

impl Duration {
    /// The names that [`Duration::get`] knows.
    pub const GETTERS: &'static [&'static str] = &[
        "locale",
        "numberingSystem",
        "years",
        "quarters",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "seconds",
        "milliseconds",
        "isValid",
        "invalidReason",
        "invalidExplanation",
        "values",
        "conversionAccuracy",
        "isLuxonDuration",
    ];
    /// The names that [`Duration::call`] knows.
    pub const METHODS: &'static [&'static str] = &[
        "toFormat",
        "toHuman",
        "toObject",
        "toISO",
        "toISOTime",
        "toJSON",
        "toString",
        "toMillis",
        "valueOf",
        "plus",
        "minus",
        "mapUnits",
        "get",
        "set",
        "reconfigure",
        "as",
        "normalize",
        "rescale",
        "shiftTo",
        "shiftToAll",
        "negate",
        "removeZeros",
        "equals",
    ];
    /// The names that [`Duration::call_static`] knows.
    pub const STATIC_METHODS: &'static [&'static str] = &[
        "fromMillis",
        "fromObject",
        "fromDurationLike",
        "fromISO",
        "fromISOTime",
        "invalid",
        "normalizeUnit",
        "isDuration",
    ];

    /// A property by its JavaScript name; `None` if there is none of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name {
            "isValid" => self.is_valid().into(),
            "isLuxonDuration" => true.into(),
            "invalidReason" => self.invalid.as_ref().map(|invalid| invalid.reason()).into(),
            "invalidExplanation" => self.invalid.as_ref().and_then(|invalid| invalid.explanation()).into(),
            "locale" => self.is_valid().then(|| self.locale.tag()).into(),
            "numberingSystem" if self.is_valid() => self.locale.numbering_system().into(),
            "numberingSystem" => Value::Null,
            "values" if !self.is_valid() => Value::Undefined,
            "values" => self.to_object().into(),
            "conversionAccuracy" => self.accuracy.name().into(),
            _ => match Unit::ALL.into_iter().find(|unit| unit.name() == name) {
                Some(unit) => self.amount(unit).into(),
                None => return None,
            },
        }))
    }

    /// The amounts by name.
    #[must_use]
    pub fn to_object(&self) -> Object {
        self.values.iter().map(|(unit, amount)| (unit.name(), amount)).collect()
    }

    /// Calls a method by its JavaScript name. `mapUnits` takes a function: call [`Duration::map_units`].
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call(&self, method: &str, args: &[Value], _settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        Ok(match method {
            "toObject" => self.to_object().into(),
            "toISO" | "toJSON" | "toString" => self.to_iso().into(),
            "toISOTime" => self.to_iso_time(&args.options(0)?.iso()?).into(),
            "toFormat" => self.to_format(&args.text(0), &args.options(1)?.duration_format()?)?.into(),
            "toHuman" => self.to_human(&args.options(0)?.human()?)?.into(),
            "toMillis" | "valueOf" => self.to_millis().into(),
            "get" => self.amount(arguments::unit(args.get(0))?).into(),
            "as" if self.is_valid() => self.as_unit(arguments::unit(args.get(0))?).into(),
            "as" => f64::NAN.into(),
            "equals" => match args.get(0) {
                Value::Duration(other) => self.equals(other).into(),
                _ => false.into(),
            },
            "mapUnits" => return Err(Error::callback(method)),
            _ if !Self::METHODS.contains(&method) => return Err(Error::not_a_function("Duration", method)),
            _ if !self.is_valid() => self.clone().into(),
            _ => self.derive(method, args)?.into(),
        })
    }

    /// Methods that make other durations of this one.
    fn derive(&self, method: &str, args: Arguments<'_>) -> Result<Self> {
        Ok(match method {
            "plus" => self.plus(&arguments::duration(args.get(0))?),
            "minus" => self.minus(&arguments::duration(args.get(0))?),
            "set" => self.set(&arguments::values(args.get(0))?),
            "reconfigure" => self.reconfigure(&args.options(0)?.duration()?),
            "normalize" => self.normalize(),
            "rescale" => self.rescale(),
            "shiftTo" => {
                let units: Vec<_> = args.0.iter().map(arguments::unit).collect::<Result<_>>()?;
                self.shift_to(&units)
            }
            "shiftToAll" => self.shift_to_all(),
            "negate" => self.negate(),
            _ => self.remove_zeros(),
        })
    }

    /// Calls a static method by its JavaScript name.
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call_static(method: &str, args: &[Value], settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        let options = || -> Result<DurationOptions> { args.options(1)?.duration() };
        let duration = match method {
            "fromMillis" => {
                let amount = Object::from_iter([("milliseconds", args.get(0).clone())]);
                Self::new(arguments::values(&amount.into())?).configured(&options()?, &settings.locale)
            }
            "fromObject" => {
                let value = args.get(0);
                if value.type_of() != "object" || value.is_nullish() {
                    let kind = if *value == Value::Null { "null" } else { value.type_of() };
                    let message = format!("Duration.fromObject: argument expected to be an object, got {kind}");
                    return Err(Error::argument(message));
                }
                Self::new(arguments::values(value)?).configured(&options()?, &settings.locale)
            }
            "fromDurationLike" => arguments::duration(args.get(0))?,
            "fromISO" | "fromISOTime" => {
                let parse = if method == "fromISO" { Self::from_iso } else { Self::from_iso_time };
                let duration = parse(&args.text(0));
                if duration.is_valid() { duration.configured(&options()?, &settings.locale) } else { duration }
            }
            "invalid" => Self::invalid(arguments::invalid(args, "Duration")?),
            "normalizeUnit" => return Ok(arguments::unit(args.get(0))?.name().into()),
            "isDuration" => return Ok(matches!(args.get(0), Value::Duration(_)).into()),
            _ => return Err(Error::not_a_function("Duration", method)),
        };
        Ok(duration.into())
    }
}
