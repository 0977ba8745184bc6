//! What the cases use besides the three classes.

use nodewright_luxon::intl::{DateTimeFormat, DateTimeFormatOptions, Defaults, NumberFormat, NumberFormatOptions};
use nodewright_luxon::{DateTime, Error, ErrorKind, Locale, Object, Settings, Value, Zone, jsdate, n8n};

pub fn new_date(argument: Option<&Value>, settings: &Settings) -> Value {
    Value::Date(match argument {
        None => settings.now(),
        Some(Value::String(text)) => jsdate::parse(text, &settings.system_zone),
        Some(value) => value.to_number(),
    })
}

pub fn call_date(ts: f64, name: &str, args: &[Value], settings: &Settings) -> Result<Value, Error> {
    let localized = |defaults| -> Result<Value, Error> {
        let (locale, options) = locale_and_options(args)?;
        DateTimeFormat::new(&locale, &options, defaults, &settings.system_zone)?.format(ts).map(Value::from)
    };
    Ok(match name {
        "toISOString" => match jsdate::to_iso_string(ts) {
            Some(text) => text.into(),
            None => return Err(Error::new(ErrorKind::Range, "Invalid time value")),
        },
        "toString" => jsdate::to_string(ts).into(),
        "toUTCString" => jsdate::to_utc_string(ts).into(),
        "toDateString" => jsdate::to_date_string(ts).into(),
        "toTimeString" => jsdate::to_time_string(ts).into(),
        "toLocaleString" => localized(Defaults::All)?,
        "toLocaleDateString" => localized(Defaults::DateAlways)?,
        "toLocaleTimeString" => localized(Defaults::TimeAlways)?,
        "getTime" => ts.into(),
        _ => return Err(unknown("Date", name)),
    })
}

fn locale_and_options(args: &[Value]) -> Result<(Locale, DateTimeFormatOptions), Error> {
    let options = DateTimeFormatOptions::from_value(args.get(1).unwrap_or(&Value::Undefined))?;
    Ok((locale(args), options))
}

fn locale(args: &[Value]) -> Locale {
    match args.first() {
        Some(Value::String(tag)) => Locale::new(tag),
        _ => Locale::default(),
    }
}

pub fn function(name: &str, args: &[Value], settings: &Settings) -> Result<Value, Error> {
    match (name, args) {
        ("extend", [subject, Value::String(function), args @ ..]) => n8n::call(subject, function, args, settings),
        ("tryToParseDateTime", [value, zone @ ..]) => {
            let zone = match zone.first() {
                Some(Value::String(name)) => Some(Zone::resolve(name, settings)),
                _ => None,
            };
            n8n::try_to_parse_date_time(value, zone.as_ref(), settings).map(Value::from)
        }
        _ => Err(unknown("", name)),
    }
}

pub fn static_property(class: &str, name: &str) -> Result<Value, Error> {
    if let ("DateTime", Some(preset)) = (class, DateTime::get_static(name)) {
        return Ok(preset);
    }
    Err(unknown(class, name))
}

/// A formatter of `Intl` is an object of what it was made with.
pub fn namespace(class: &str, name: &str, args: &[Value], settings: &Settings) -> Result<Value, Error> {
    match (class, name) {
        ("Date", "parse") => {
            let text = args.first().unwrap_or(&Value::Undefined).to_text();
            Ok(jsdate::parse(&text, &settings.system_zone).into())
        }
        ("Intl", "DateTimeFormat" | "NumberFormat") => {
            let mut formatter = Object::new();
            formatter.insert("$intl", name);
            formatter.insert("args", args.to_vec());
            let formatter = Value::Object(formatter);
            call_formatter(&formatter, "resolvedOptions", &[], settings)?;
            Ok(formatter)
        }
        _ => Err(unknown(class, name)),
    }
}

pub fn call_formatter(formatter: &Value, method: &str, args: &[Value], settings: &Settings) -> Result<Value, Error> {
    let Value::Object(object) = formatter else { return Err(unknown("", method)) };
    let (Some(Value::String(class)), Some(Value::Array(made_with))) = (object.get("$intl"), object.get("args")) else {
        return Err(unknown("Object", method));
    };
    let number = |index: usize| args.get(index).unwrap_or(&Value::Undefined).to_number();
    let parts = |parts: Vec<nodewright_luxon::intl::Part>| Value::Array(parts.into_iter().map(Value::from).collect());
    if class == "NumberFormat" {
        let options = NumberFormatOptions::from_value(made_with.get(1).unwrap_or(&Value::Undefined))?;
        let format = NumberFormat::new(&locale(made_with), &options)?;
        return Ok(match method {
            "format" => format.format(number(0)).into(),
            "formatToParts" => parts(format.format_to_parts(number(0))),
            "resolvedOptions" => format.resolved_options().into(),
            _ => return Err(unknown("NumberFormat", method)),
        });
    }
    let (locale, options) = locale_and_options(made_with)?;
    let format = DateTimeFormat::new(&locale, &options, Defaults::Date, &settings.system_zone)?;
    Ok(match method {
        "format" => format.format(number(0))?.into(),
        "formatToParts" => parts(format.format_to_parts(number(0))?),
        "formatRange" => format.format_range(number(0), number(1))?.into(),
        "resolvedOptions" => format.resolved_options().into(),
        _ => return Err(unknown("DateTimeFormat", method)),
    })
}

fn unknown(class: &str, name: &str) -> Error {
    Error::new(ErrorKind::Type, format!("the cases do not know {class}.{name}"))
}
