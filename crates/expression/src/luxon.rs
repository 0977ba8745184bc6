//! luxon's classes as values of expressions.

use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Function, FunctionKind, Kind, Object, Properties, RegexObject, Value};
use nodewright_luxon::{self as luxon, DateTime, Duration, ErrorKind, Interval};
use std::cell::Cell;

/// A `DateTime`, `Duration`, `Interval`, `Zone` or parser.
#[derive(Debug)]
pub struct Temporal(pub luxon::Value);

impl Temporal {
    pub const fn as_date_time(&self) -> Option<&DateTime> {
        match &self.0 {
            luxon::Value::DateTime(date) => Some(date),
            _ => None,
        }
    }

    /// The names of its own properties.
    pub const fn fields(&self) -> &'static [&'static str] {
        match &self.0 {
            luxon::Value::DateTime(_) => {
                &["ts", "_zone", "loc", "invalid", "weekData", "localWeekData", "c", "o", "isLuxonDateTime"]
            }
            luxon::Value::Duration(_) => {
                &["values", "loc", "conversionAccuracy", "invalid", "matrix", "isLuxonDuration"]
            }
            luxon::Value::Interval(_) => &["s", "e", "invalid", "isLuxonInterval"],
            _ => &[],
        }
    }

    /// The name of its class.
    pub const fn class(&self) -> &'static str {
        match &self.0 {
            luxon::Value::DateTime(_) => "DateTime",
            luxon::Value::Duration(_) => "Duration",
            luxon::Value::Interval(_) => "Interval",
            luxon::Value::Zone(_) => "Zone",
            _ => "Object",
        }
    }
}

/// The date that a value is, if it is a `DateTime`.
pub fn date_time(value: Value<'_>) -> Option<&DateTime> {
    match value {
        Value::Object(Object { kind: Kind::Luxon(temporal), .. }) => temporal.as_date_time(),
        _ => None,
    }
}

/// `value.name`.
pub fn get<'a>(cx: &Evaluation<'a>, this: Value<'a>, temporal: &'a Temporal, name: &'a str) -> Completion<'a> {
    let member = match &temporal.0 {
        luxon::Value::DateTime(date) => date.get(name),
        luxon::Value::Duration(duration) => duration.get(name),
        luxon::Value::Interval(interval) => interval.get(name),
        luxon::Value::Zone(zone) => zone_member(zone, name).map(Ok),
        _ => None,
    };
    match member {
        Some(result) => lift(cx, result),
        None if is_method(temporal, name) => Ok(cx.function(name, 0, FunctionKind::Method { receiver: this })),
        None => Ok(Value::Undefined),
    }
}

fn is_method(temporal: &Temporal, name: &str) -> bool {
    match &temporal.0 {
        luxon::Value::DateTime(_) => DateTime::METHODS.contains(&name),
        luxon::Value::Duration(_) => Duration::METHODS.contains(&name),
        luxon::Value::Interval(_) => Interval::METHODS.contains(&name),
        _ => false,
    }
}

/// `value.name(…)`.
pub fn call<'a>(
    cx: &Evaluation<'a>,
    this: Value<'a>,
    temporal: &'a Temporal,
    name: &'a str,
    arguments: &[Value<'a>],
) -> Completion<'a> {
    if !is_method(temporal, name) {
        let member = get(cx, this, temporal, name)?;
        if member.is_function() {
            return cx.call(member, this, arguments);
        }
        if name == "hasOwnProperty" {
            return Ok(Value::Bool(false));
        }
        return Err(cx.type_error(&format!("{name} is not a function")));
    }
    if matches!(name, "mapUnits" | "mapEndpoints") {
        return map(cx, this, name, arguments);
    }
    let arguments = lower_all(cx, arguments)?;
    let settings = &cx.settings.luxon;
    lift(
        cx,
        match &temporal.0 {
            luxon::Value::DateTime(date) => date.call(name, &arguments, settings),
            luxon::Value::Duration(duration) => duration.call(name, &arguments, settings),
            luxon::Value::Interval(interval) => interval.call(name, &arguments, settings),
            _ => Ok(luxon::Value::Undefined),
        },
    )
}

fn zone_member(zone: &luxon::Zone, name: &str) -> Option<luxon::Value> {
    Some(match name {
        "name" => zone.name().into(),
        "type" => zone.kind().into(),
        "ianaName" => zone.iana_name().into(),
        "isUniversal" => zone.is_universal().into(),
        "isValid" => zone.is_valid().into(),
        _ => return None,
    })
}

/// The methods that take a function.
fn map<'a>(cx: &Evaluation<'a>, this: Value<'a>, name: &str, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = arguments.first().copied().unwrap_or(Value::Undefined);
    if name == "mapEndpoints" {
        let end = |name: &'a str| cx.call(function, Value::Undefined, &[cx.get(this, name)?]);
        return call_static(cx, "Interval", "fromDateTimes", &[end("start")?, end("end")?]);
    }
    let units = cx.call_method(this, "toObject", &[])?;
    let mut mapped = Properties::default();
    for (unit, amount) in cx.entries(units)? {
        mapped.insert(unit, cx.call(function, Value::Undefined, &[amount, Value::from(unit)])?);
    }
    cx.call_method(this, "set", &[cx.object(mapped)?])
}

/// `DateTime.name(…)` and the other classes'.
pub fn call_static<'a>(cx: &Evaluation<'a>, class: &str, name: &str, arguments: &[Value<'a>]) -> Completion<'a> {
    let arguments = lower_all(cx, arguments)?;
    let settings = &cx.settings.luxon;
    lift(
        cx,
        match class {
            "DateTime" => DateTime::call_static(name, &arguments, settings),
            "Duration" => Duration::call_static(name, &arguments, settings),
            _ => Interval::call_static(name, &arguments, settings),
        },
    )
}

/// The result of a call, as a value.
pub fn lift<'a>(cx: &Evaluation<'a>, result: luxon::Result<luxon::Value>) -> Completion<'a> {
    match result {
        Ok(value) => from_luxon(cx, value),
        Err(error) => Err(match error.kind() {
            ErrorKind::Extension => Throw::extension(error.message()),
            ErrorKind::Range => cx.throw(ErrorName::Range, error.message()),
            ErrorKind::Type => cx.throw(ErrorName::Type, error.message()),
            ErrorKind::Unsupported => Throw::expression(error.message()),
            _ => cx.throw(ErrorName::Error, error.message()),
        }),
    }
}

pub fn lower_all<'a>(cx: &Evaluation<'a>, values: &[Value<'a>]) -> Result<Vec<luxon::Value>, Throw<'a>> {
    values.iter().map(|value| to_luxon(cx, *value)).collect()
}

/// A value for a call by name.
pub fn to_luxon<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<luxon::Value, Throw<'a>> {
    cx.step()?;
    Ok(match value {
        Value::Undefined | Value::Empty => luxon::Value::Undefined,
        Value::Null => luxon::Value::Null,
        Value::Bool(value) => luxon::Value::Bool(value),
        Value::Number(number) => luxon::Value::Number(number),
        Value::String(text) => luxon::Value::String(text.lossy(cx.heap).to_owned()),
        Value::Object(Object { kind: Kind::Luxon(temporal), .. }) => temporal.0.clone(),
        Value::Object(Object { kind: Kind::Date(time), .. }) => luxon::Value::Date(time.get()),
        Value::Object(Object { kind: Kind::Regex(regex), .. }) => {
            luxon::Value::RegExp { source: regex.source.to_owned(), flags: regex.flags.to_owned() }
        }
        Value::Object(Object { kind: Kind::Function(Function { name, .. }), .. }) => {
            luxon::Value::String(name.get().to_owned())
        }
        array if array.is_array() => luxon::Value::Array(
            cx.deeper(|| cx.list(array)?.into_iter().map(|value| to_luxon(cx, value)).collect::<Result<_, _>>())?,
        ),
        object => luxon::Value::Object(cx.deeper(|| {
            let entries = cx.entries(object)?;
            entries.into_iter().map(|(key, value)| Ok((key, to_luxon(cx, value)?))).collect::<Result<_, Throw<'a>>>()
        })?),
    })
}

/// What a call by name gave.
pub fn from_luxon<'a>(cx: &Evaluation<'a>, value: luxon::Value) -> Completion<'a> {
    Ok(match value {
        luxon::Value::Undefined => Value::Undefined,
        luxon::Value::Null => Value::Null,
        luxon::Value::Bool(value) => Value::Bool(value),
        luxon::Value::Number(number) => Value::Number(number),
        luxon::Value::String(text) => cx.text(&text)?,
        luxon::Value::Array(array) => {
            let elements = array.into_iter().map(|value| from_luxon(cx, value)).collect::<Result<_, _>>()?;
            cx.array(elements)?
        }
        luxon::Value::Object(object) => {
            let mut properties = Properties::default();
            for (key, value) in object {
                properties.insert(cx.heap.text(&key), from_luxon(cx, value)?);
            }
            cx.object(properties)?
        }
        luxon::Value::Date(time) => cx.special(Kind::Date(Cell::new(time))),
        luxon::Value::RegExp { source, flags } => {
            let regex = nodewright_regex::Regex::new(&source, &flags)
                .map_err(|error| cx.throw(ErrorName::Syntax, &error.to_string()))?;
            cx.special(Kind::Regex(RegexObject {
                regex: std::sync::Arc::new(regex),
                source: cx.heap.text(&source),
                flags: cx.heap.text(&flags),
                last_index: Cell::new(0),
            }))
        }
        other => {
            cx.count(256)?;
            cx.special(Kind::Luxon(Temporal(other)))
        }
    })
}

/// Whether the class has a static member of this name that can be called.
pub fn has_static(class: &str, name: &str) -> bool {
    match class {
        "DateTime" => DateTime::STATIC_METHODS.contains(&name),
        "Duration" => Duration::STATIC_METHODS.contains(&name),
        _ => Interval::STATIC_METHODS.contains(&name),
    }
}

/// A static member that is a value, such as `DateTime.DATE_FULL`.
pub fn static_constant<'a>(cx: &Evaluation<'a>, class: &str, name: &str) -> Option<Completion<'a>> {
    if class != "DateTime" || !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    DateTime::get_static(name).map(|value| from_luxon(cx, value))
}
