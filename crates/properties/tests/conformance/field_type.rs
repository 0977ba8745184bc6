//! Values as the type of a field.

use nodewright_luxon::{DateTime, Settings, Zone, jsdate, n8n};
use nodewright_properties::{Choice, FieldTypeOptions, ParameterValue, validate_field};
use serde_json::{Value, json};

use crate::cases::{Input, check, check_own, throws, undefined};

/// When the cases were recorded: a time without a day is one of that day.
const RECORDED_AT: f64 = 1_795_348_800_000.0;

#[test]
fn type_validation() {
    check("type_validation.jsonl", 271, run);
    // Generated at random and recorded with the same packages.
    check_own("type_validation.jsonl", 892, run);
}

fn run(function: &str, input: &Input) -> Option<Value> {
    Some(match function {
        "validateFieldType" => validated(input),
        "getValueDescription" => json!(decode(input.raw("value")).description()),
        "tryToParseDateTime" => parsed(input),
        _ => return None,
    })
}

fn settings() -> Settings {
    Settings::new(Zone::system("UTC")).at(RECORDED_AT)
}

fn validated(input: &Input) -> Value {
    let options = input.get("options");
    let choices: Vec<Choice> = serde_json::from_value(options["valueOptions"].clone()).unwrap_or_default();
    let settings = settings();
    let options = FieldTypeOptions {
        strict: options["strict"] == true,
        parse_strings: options["parseStrings"] == true,
        choices: &choices,
        settings: &settings,
    };
    match validate_field(input.text("fieldName"), &decode(input.raw("value")), input.text("type"), options) {
        Ok(ParameterValue::Undefined) => json!({"valid": true}),
        Ok(value) => json!({"valid": true, "newValue": encode(&value)}),
        Err(error) => json!({"valid": false, "errorMessage": error.message}),
    }
}

fn parsed(input: &Input) -> Value {
    let value = match decode(input.raw("value")) {
        ParameterValue::Undefined => nodewright_luxon::Value::Undefined,
        ParameterValue::Json(value) => luxon_value(&value),
        ParameterValue::Number(number) => number.into(),
        ParameterValue::Date(time) => nodewright_luxon::Value::Date(time),
        ParameterValue::DateTime(time) => nodewright_luxon::Value::DateTime(*time),
    };
    let zone = input.get("defaultZone").as_str().map(zone);
    match n8n::try_to_parse_date_time(&value, zone.as_ref(), &settings()) {
        Ok(time) => encode(&time.into()),
        Err(error) => throws(&error.to_string()),
    }
}

fn luxon_value(value: &Value) -> nodewright_luxon::Value {
    match value {
        Value::Null => nodewright_luxon::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => number.as_f64().unwrap().into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(luxon_value).collect::<Vec<_>>().into(),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| (key.as_str(), luxon_value(value)));
            entries.collect::<nodewright_luxon::Object>().into()
        }
    }
}

fn zone(name: &str) -> Zone {
    if name == "UTC" { Zone::UTC } else { Zone::iana(name) }
}

/// A value of a case file.
pub fn decode(value: &Value) -> ParameterValue {
    let iso = value["iso"].as_str().unwrap_or_default();
    match value["$js"].as_str() {
        None => value.clone().into(),
        Some("undefined") => ParameterValue::Undefined,
        Some("NaN") => ParameterValue::Number(f64::NAN),
        Some("Infinity") => ParameterValue::Number(f64::INFINITY),
        Some("-Infinity") => ParameterValue::Number(f64::NEG_INFINITY),
        Some("-0") => json!(-0.0).into(),
        Some("Date") => ParameterValue::Date(jsdate::parse(iso, &Zone::UTC)),
        Some("DateTime") => {
            let zone = value["zone"].as_str().map_or(Zone::UTC, zone);
            let options = nodewright_luxon::CreateOptions { zone: Some(zone), ..Default::default() };
            DateTime::from_iso(iso, &options, &settings()).into()
        }
        Some(other) => panic!("{other} is no value of a parameter"),
    }
}

/// A value as a case file has it.
pub fn encode(value: &ParameterValue) -> Value {
    match value {
        ParameterValue::Undefined => undefined(),
        ParameterValue::Json(value) if *value == json!(-0.0) && value.to_string().starts_with('-') => {
            json!({"$js": "-0"})
        }
        ParameterValue::Json(value) => value.clone(),
        ParameterValue::Number(number) if number.is_nan() => json!({"$js": "NaN"}),
        ParameterValue::Number(number) if *number > 0.0 => json!({"$js": "Infinity"}),
        ParameterValue::Number(_) => json!({"$js": "-Infinity"}),
        ParameterValue::Date(time) => json!({"$js": "Date", "iso": jsdate::to_iso_string(*time)}),
        ParameterValue::DateTime(time) => {
            json!({"$js": "DateTime", "iso": time.to_string(), "zone": time.zone().name()})
        }
    }
}
