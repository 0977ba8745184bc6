//! Version 1: formats and units are moment's.

use nodewright_core::{Call, Item, NodeError, Output, Parameters, Result, Value, javascript};
use nodewright_luxon::{CreateOptions, DateTime, Duration, Settings, Unit, Zone, jsdate, n8n};

use super::{moment, settings, wrong, zone};
use crate::{path, read};

pub fn run(parameters: &Parameters, call: &Call<'_>) -> Result<Output> {
    let settings = settings(call);
    let result = match read::text(parameters, "action") {
        "calculate" => calculated(parameters, call, &settings)?,
        "format" => formatted(parameters, call, &settings)?,
        other => return Err(read::refused(format!("The action '{other}' is not known"))),
    };
    let mut json = call.item().json.as_object().cloned().unwrap_or_default();
    path::set(&mut json, read::text(parameters, "dataPropertyName"), result)?;
    Ok(Item { binary: call.item().binary.clone(), ..Item::new(json) }.into())
}

fn formatted(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let Some(value) = parameters.get("value").filter(|value| !value.is_null()) else { return Ok(Value::Null) };
    let from = named_zone(parameters, "options.fromTimezone", settings)?;
    let to = named_zone(parameters, "options.toTimezone", settings)?;
    let format = read::text(parameters, "options.fromFormat");
    let date = date(value, format, Some(&from), settings).ok_or_else(|| {
        let message = "The date input format could not be recognized. Please set the \"From Format\" field";
        read::refused(message).at_item(call.index())
    })?;
    let text = moment::format(&date.set_zone(&to, false), read::text(parameters, "toFormat"));
    Ok(text.map_err(|error| wrong(&error, call))?.into())
}

fn calculated(parameters: &Parameters, call: &Call<'_>, settings: &Settings) -> Result<Value> {
    let Some(value) = parameters.get("value").filter(|value| !value.is_null()) else { return Ok(Value::Null) };
    let format = read::text(parameters, "options.fromFormat");
    let date = date(value, format, None, settings).ok_or_else(unrecognized)?;
    let unit = Unit::parse(read::text(parameters, "timeUnit")).map_err(|error| wrong(&error, call))?;
    // Calendar units are whole: moment rounds their sum in months and in days, halves away from zero.
    let amount = read::number(parameters, "duration");
    let duration = match unit {
        Unit::Years => Duration::of(Unit::Months, (amount * 12.0).round()),
        Unit::Quarters => Duration::of(Unit::Months, (amount * 3.0).round()),
        Unit::Weeks => Duration::of(Unit::Days, (amount * 7.0).round()),
        Unit::Months | Unit::Days => Duration::of(unit, amount.round()),
        _ => Duration::of(unit, amount),
    };
    let date = match read::text(parameters, "operation") {
        "subtract" => date.minus(&duration),
        _ => date.plus(&duration),
    };
    Ok(jsdate::to_iso_string(date.to_millis()).into())
}

fn unrecognized() -> NodeError {
    read::refused("Unrecognized date input. Please specify a format in the \"From Format\" field.")
}

fn named_zone(parameters: &Parameters, path: &str, settings: &Settings) -> Result<Zone> {
    let name = read::text(parameters, path);
    let zone = if name.is_empty() { settings.default_zone.clone() } else { zone(name) };
    match zone.is_valid() {
        true => Ok(zone),
        false => Err(read::refused(format!("The timezone {name} is not valid. Please check the timezone."))),
    }
}

/// A value as a date, meant in `zone` where it names none: numbers are milliseconds, texts of ten digits or less seconds.
fn date(value: &Value, format: &str, zone: Option<&Zone>, settings: &Settings) -> Option<DateTime> {
    let text = javascript::text(value);
    let options = CreateOptions { zone: zone.cloned(), ..CreateOptions::default() };
    if !format.is_empty() {
        return moment::parse(&text, format, &options, settings).filter(DateTime::is_valid);
    }
    let date = match value {
        Value::Number(number) => DateTime::from_millis(number.as_f64()?, &options, settings),
        _ => match text.trim().parse::<f64>() {
            Ok(number) if text.trim().bytes().all(|byte| byte.is_ascii_digit()) => match text.trim().len() <= 10 {
                true => DateTime::from_seconds(number, &options, settings),
                false => DateTime::from_millis(number, &options, settings),
            },
            _ => n8n::try_to_parse_date_time(&text.as_ref().into(), zone, settings).ok()?,
        },
    };
    Some(date).filter(DateTime::is_valid)
}
