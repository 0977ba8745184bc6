//! `dateTime`: dates of the clock or of items, moved, rounded, compared and written.

mod moment;
mod version_1;
mod version_2;

use nodewright_core::{Call, ErrorKind, NodeError, Parameters, Result, Value, Version};
use nodewright_luxon::{DateTime, IsoOptions, Settings, Zone};

use super::per_item;
use crate::node::{Planned, as_json};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(match version == Version::new(1.0) {
        true => Planned::each_item_or(version, |parameters, _| per_item(parameters, version_1::run), as_json),
        false => Planned::each_item_or(version, |parameters, _| per_item(parameters, version_2::run), as_json),
    })
}

/// Dates without a zone are in the workflow's.
fn settings(call: &Call<'_>) -> Settings {
    let zone = zone(call.evaluator().time_zone());
    let mut settings = Settings::new(zone.clone());
    settings.system_zone = zone;
    settings
}

fn zone(name: &str) -> Zone {
    Zone::resolve(name, &Settings::default())
}

/// The date as items carry it.
fn iso(date: &DateTime) -> Value {
    date.to_iso(&IsoOptions::default()).into()
}

/// What luxon says is wrong.
fn wrong(error: &nodewright_luxon::Error, call: &Call<'_>) -> NodeError {
    NodeError::new(ErrorKind::Operation, error.message()).at_item(call.index())
}

/// A value as luxon takes it.
fn for_luxon(value: Option<&Value>) -> nodewright_luxon::Value {
    match value {
        None => nodewright_luxon::Value::Undefined,
        Some(Value::Null) => nodewright_luxon::Value::Null,
        Some(Value::Bool(truth)) => (*truth).into(),
        Some(Value::Number(number)) => number.as_f64().unwrap_or(f64::NAN).into(),
        Some(other) => nodewright_core::javascript::text(other).into_owned().into(),
    }
}
