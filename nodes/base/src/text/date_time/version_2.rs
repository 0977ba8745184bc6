//! Version 2: formats and units are luxon's.

use nodewright_core::{Call, NodeError, Output, Parameters, Result, Value, serde_json::Map};
use nodewright_luxon::{CreateOptions, DateTime, Duration, DurationOptions, Object, Settings, Unit, Zone, n8n};

use super::{for_luxon, iso, settings, wrong, zone};
use crate::{read, text::number};

pub fn run(parameters: &Parameters, call: &Call<'_>) -> Result<Output> {
    let settings = settings(call);
    let result = match read::text(parameters, "operation") {
        "getCurrentDate" => now(parameters, settings)?,
        "addToDate" => moved("plus", parameters, call, &settings)?,
        "subtractFromDate" => moved("minus", parameters, call, &settings)?,
        "formatDate" => formatted(parameters, call, &settings)?,
        "roundDate" => rounded(parameters, call, &settings)?,
        "getTimeBetweenDates" => between(parameters, call, &settings)?,
        "extractDate" => part(parameters, call, &settings)?,
        other => return Err(read::refused(format!("The operation '{other}' is not known"))),
    };
    let mut json = match (read::flag(parameters, "options.includeInputFields", false), &call.item().json) {
        (true, Value::Object(map)) => map.clone(),
        _ => Map::new(),
    };
    json.insert(read::text(parameters, "outputFieldName").to_owned(), result);
    Ok(Output::one(json))
}

fn now(parameters: &Parameters, mut settings: Settings) -> Result<Value> {
    let name = read::text(parameters, "options.timezone");
    if !name.is_empty() {
        settings.default_zone = zone(name);
        if !settings.default_zone.is_valid() {
            let message = format!("The timezone {name} is not valid. Please check the timezone.");
            return Err(read::refused(message));
        }
    }
    let now = DateTime::now(&settings);
    Ok(match read::flag(parameters, "includeTime", true) {
        true => iso(&now),
        false => iso(&now.start_of(Unit::Days, false).unwrap_or(now)),
    })
}

fn moved(method: &str, parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let date = local(parameters.get("magnitude"), settings)?;
    let mut duration = Object::new();
    duration.insert(read::text(parameters, "timeUnit"), for_luxon(parameters.get("duration")));
    match date.call(method, &[duration.into()], settings) {
        Ok(nodewright_luxon::Value::DateTime(date)) => Ok(iso(&date)),
        Ok(_) => Err(invalid()),
        Err(error) => Err(wrong(&error, call)),
    }
}

fn formatted(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let value = parameters.get("date");
    if value == Some(&Value::Null) {
        return Ok(Value::Null);
    }
    let in_workflow = read::flag(parameters, "options.timezone", false);
    let from = read::text(parameters, "options.fromFormat");
    let date = match (from, value) {
        ("", _) | (_, None) => date(value, settings)?,
        (from, Some(value)) => {
            let text = nodewright_core::javascript::text(value);
            let options = CreateOptions { set_zone: !in_workflow, ..CreateOptions::default() };
            let date = DateTime::from_format(&text, from, &options, settings).map_err(|error| wrong(&error, call))?;
            valid(date)?
        }
    };
    let date = if in_workflow { date.set_zone(&settings.default_zone, false) } else { date };
    let format = match read::text(parameters, "format") {
        "custom" => read::text(parameters, "customFormat"),
        format => format,
    };
    let text = date.to_format(format, &Default::default()).map_err(|error| wrong(&error, call))?;
    // Before AM and PM stands a narrow space, which n8n's dates do not have.
    Ok(text.replace('\u{202f}', " ").into())
}

fn rounded(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let date = local(parameters.get("date"), settings)?;
    let up = read::text(parameters, "mode") == "roundUp";
    let unit = Unit::parse(read::text(parameters, if up { "to" } else { "toNearest" }));
    let unit = unit.map_err(|error| wrong(&error, call))?;
    let date = if up { date.plus(&Duration::of(unit, 1.0)) } else { date };
    Ok(iso(&date.start_of(unit, false).map_err(|error| wrong(&error, call))?))
}

fn between(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let start = local(parameters.get("startDate"), settings)?;
    let end = local(parameters.get("endDate"), settings)?;
    let units: nodewright_luxon::Result<Vec<Unit>> = match parameters.get("units").and_then(Value::as_array) {
        Some(units) if !units.is_empty() => {
            units.iter().map(|unit| Unit::parse(&nodewright_core::javascript::text(unit))).collect()
        }
        _ => Unit::parse("undefined").map(|unit| vec![unit]),
    };
    let units = units.map_err(|error| wrong(&error, call))?;
    let duration = end.diff(&start, &units, &DurationOptions::default());
    if read::flag(parameters, "options.isoString", false) {
        return Ok(duration.to_iso().into());
    }
    let amounts = duration.values().iter().map(|(unit, amount)| (unit.name().to_owned(), number(amount)));
    Ok(Value::Object(amounts.collect()))
}

fn part(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let date = local(parameters.get("date"), settings)?;
    let name = match read::text(parameters, "part") {
        "week" => "weekNumber",
        part => part,
    };
    match date.get(name) {
        Some(Ok(nodewright_luxon::Value::Number(part))) => Ok(number(part)),
        Some(Err(error)) => Err(wrong(&error, call)),
        _ => Err(read::refused(format!("A date has no part '{name}'"))),
    }
}

/// A date in the workflow's zone.
fn local(value: Option<&Value>, settings: &Settings) -> Result<DateTime> {
    Ok(date(value, settings)?.set_zone(&settings.default_zone, false))
}

/// A value as a date, in the zone that it names: whole numbers, written in up to ten digits, are seconds, and longer ones
/// milliseconds. Nothing is now.
fn date(value: Option<&Value>, settings: &Settings) -> Result<DateTime> {
    let Some(value) = value else { return Ok(DateTime::now(settings)) };
    let text = nodewright_core::javascript::text(value);
    let options = CreateOptions::default();
    if let Some(number) = as_number(value, &text) {
        let digits = text.trim().trim_start_matches('-').split('.').next().unwrap_or_default().len();
        return valid(match digits <= 10 {
            true => DateTime::from_seconds(number, &options, settings),
            false => DateTime::from_millis(number, &options, settings),
        });
    }
    let zone: Option<&Zone> = None;
    n8n::try_to_parse_date_time(&text.as_ref().into(), zone, settings).map_err(|_| invalid())
}

/// What JavaScript takes for a number: an empty text or list and `null` for 0, `true` for 1.
fn as_number(value: &Value, text: &str) -> Option<f64> {
    match value {
        Value::Null => Some(0.0),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        Value::Object(_) => None,
        _ if text.trim().is_empty() => Some(0.0),
        _ => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

fn valid(date: DateTime) -> Result<DateTime> {
    match date.is_valid() {
        true => Ok(date),
        false => Err(invalid()),
    }
}

fn invalid() -> NodeError {
    read::refused("Invalid date format")
}
