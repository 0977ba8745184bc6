//! Arguments of members called by name, read the way luxon reads them.

mod options;

use crate::datetime::{DateTime, Fields};
use crate::duration::{Duration, Values};
use crate::error::{Error, Result};
use crate::invalid::Invalid;
use crate::settings::Settings;
use crate::unit::{Field, Unit};
use crate::value::{Object, Value};
use crate::zone::Zone;

pub(crate) use options::Options;

/// The arguments of a call; those that are missing are `undefined`.
#[derive(Clone, Copy)]
pub(crate) struct Arguments<'a>(pub &'a [Value]);

impl<'a> Arguments<'a> {
    pub fn get(self, index: usize) -> &'a Value {
        self.0.get(index).unwrap_or(&Value::Undefined)
    }

    /// An argument that is an object of options, or left out.
    pub fn options(self, index: usize) -> Result<Options<'a>> {
        Options::read(self.get(index))
    }

    pub fn text(self, index: usize) -> String {
        self.get(index).to_text()
    }
}

/// A zone as luxon's `normalizeZone` takes it; `None` for the default one.
pub(crate) fn zone(value: &Value, settings: &Settings) -> Option<Zone> {
    match value {
        Value::Undefined | Value::Null => None,
        Value::Zone(zone) => Some(zone.clone()),
        Value::String(name) => Some(Zone::resolve(name, settings)),
        Value::Number(minutes) => Some(Zone::fixed(*minutes)),
        _ => Some(Zone::invalid(&value.to_text())),
    }
}

/// A unit of a duration.
pub(crate) fn unit(value: &Value) -> Result<Unit> {
    match value {
        Value::String(name) if !name.is_empty() => Unit::parse(name),
        _ if !value.truthy() => Err(Error::invalid_unit(&value.to_text())),
        _ => Err(Error::type_error("unit.toLowerCase is not a function")),
    }
}

/// One unit or an array of units; milliseconds if left out.
pub(crate) fn units(value: &Value) -> Result<Vec<Unit>> {
    match value {
        Value::Undefined => Ok(vec![Unit::Milliseconds]),
        Value::Array(units) if units.is_empty() => Err(Error::invalid_unit("undefined")),
        Value::Array(units) => units.iter().map(unit).collect(),
        _ => Ok(vec![unit(value)?]),
    }
}

/// Fields of a date from an object.
pub(crate) fn fields(value: &Value) -> Result<Fields> {
    let mut fields = Fields::new();
    for (key, value) in own_properties(value)? {
        if value.is_nullish() {
            continue;
        }
        fields.set(Field::parse(key)?, amount(value)?);
        if let ("weekday", Value::Number(weekday)) = (key, value) {
            fields.stated_weekday = Some(*weekday);
        }
    }
    Ok(fields)
}

/// Amounts of a duration from an object.
pub(crate) fn values(value: &Value) -> Result<Values> {
    let mut values = Values::default();
    for (key, value) in own_properties(value)? {
        if !value.is_nullish() {
            values.set(Unit::parse(key)?, amount(value)?);
        }
    }
    Ok(values)
}

/// A duration from a duration, an object, or a number of milliseconds.
pub(crate) fn duration(value: &Value) -> Result<Duration> {
    match value {
        Value::Number(milliseconds) => {
            amount(value)?;
            Ok(Duration::from_millis(*milliseconds))
        }
        Value::Duration(duration) => Ok(duration.clone()),
        Value::Null => Err(Error::argument("Duration.fromObject: argument expected to be an object, got null")),
        _ if value.type_of() == "object" => Ok(Duration::new(values(value)?)),
        _ => Err(Error::argument(format!("Unknown duration argument {} of type {}", value.to_text(), value.type_of()))),
    }
}

/// Likewise, but luxon cannot add an invalid one.
pub(crate) fn valid_duration(value: &Value) -> Result<Duration> {
    let duration = duration(value)?;
    if duration.is_valid() { Ok(duration) } else { Err(Error::argument("Invalid unit value NaN")) }
}

/// A date from a date, a JavaScript date, or an object of fields.
pub(crate) fn date_time(value: &Value, settings: &Settings) -> Result<DateTime> {
    let options = Default::default();
    match value {
        Value::DateTime(date) => Ok(date.clone()),
        Value::Date(ts) => Ok(DateTime::from_js_date(*ts, &options, settings)),
        // luxon takes anything with a number for a value as a Date, and then finds that it is not one.
        Value::Number(number) if *number != 0.0 => Ok(DateTime::from_js_date(f64::NAN, &options, settings)),
        Value::Duration(_) => Ok(DateTime::from_js_date(f64::NAN, &options, settings)),
        _ if value.truthy() && value.type_of() == "object" => DateTime::from_fields(fields(value)?, &options, settings),
        _ => {
            Err(Error::argument(format!("Unknown datetime argument: {}, of type {}", value.to_text(), value.type_of())))
        }
    }
}

/// luxon's `asNumber`: a finite number, or a text that reads as one.
fn amount(value: &Value) -> Result<f64> {
    let number = value.to_number();
    let empty = matches!(value, Value::String(text) if text.is_empty());
    if matches!(value, Value::Bool(_)) || empty || !number.is_finite() {
        return Err(Error::argument(format!("Invalid unit value {}", value.to_text())));
    }
    Ok(number)
}

/// What JavaScript's `for … in` finds in a value.
fn own_properties(value: &Value) -> Result<impl Iterator<Item = (&str, &Value)>> {
    static EMPTY: Object = Object::EMPTY;
    let object = match value {
        Value::Object(object) => object,
        Value::DateTime(_) => return Err(Error::invalid_unit("ts")),
        Value::Duration(_) => return Err(Error::invalid_unit("values")),
        Value::Interval(_) => return Err(Error::invalid_unit("s")),
        Value::String(text) if !text.is_empty() => return Err(Error::invalid_unit("0")),
        Value::Array(items) if !items.is_empty() => return Err(Error::invalid_unit("0")),
        _ => &EMPTY,
    };
    Ok(object.iter())
}

/// A number that luxon requires to be one.
pub(crate) fn required_number(value: &Value, message: impl FnOnce() -> String) -> Result<f64> {
    match value {
        Value::Number(number) => Ok(*number),
        _ => Err(Error::argument(message())),
    }
}

/// The reason and explanation that `invalid(…)` is called with.
pub(crate) fn invalid(args: Arguments<'_>, class: &str) -> Result<Invalid> {
    if !args.get(0).truthy() {
        return Err(Error::argument(format!("need to specify a reason the {class} is invalid")));
    }
    let reason = args.text(0);
    Ok(match args.get(1) {
        Value::Undefined | Value::Null => Invalid::new(&reason),
        explanation => Invalid::explained(&reason, explanation.to_text()),
    })
}
