//! What luxon 3.7.2 gave for the expressions in tests/conformance/luxon.jsonl, this crate must give too.

#[cfg(feature = "intl")]
mod intl;
mod members;
mod names;
mod script;
mod validation;

use nodewright_luxon::{Settings, Value, Zone};
use serde_json::{Value as Json, json};

/// 2024-06-15T12:34:56.789Z, where the clock stood when the cases were recorded.
const NOW: f64 = 1_718_454_896_789.0;

/// Cases in the recording.
const LEAST: usize = 1682;

#[test]
fn gives_what_luxon_gave() {
    // Another file may have fewer.
    let (path, least) = match std::env::var("LUXON_CASES") {
        Ok(path) => (path, 1),
        Err(_) => (concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/conformance/luxon.jsonl").to_owned(), LEAST),
    };
    let cases = std::fs::read_to_string(&path).expect("the recorded cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).expect("a case per line");
        count += 1;
        if let Some(failure) = check(&case) {
            failures.push(failure);
        }
    }
    assert!(count >= least, "only {count} cases in {path}");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}

fn check(case: &Json) -> Option<String> {
    let text = |key: &str| case[key].as_str();
    let expr = text("expr").expect("an expression");
    let zone = Zone::resolve(text("zone").unwrap_or("America/New_York"), &Settings::default());
    let settings = Settings::new(zone).at(NOW);
    let expected = &case["expected"];
    let actual = match script::evaluate(expr, &settings) {
        Ok(value) => encode(&value),
        Err(error) => json!({ "$throws": error.message() }),
    };
    let both_throw = expected.get("$throws").is_some() && actual.get("$throws").is_some();
    let engine_text = expected["$throws"].as_str().is_some_and(is_engine_text);
    if same(&actual, expected) || (both_throw && engine_text) {
        return None;
    }
    Some(format!("{expr}\n    expected {expected}\n    actual   {actual}"))
}

/// The texts of type errors are the JavaScript engine's, not luxon's.
fn is_engine_text(message: &str) -> bool {
    [
        "Cannot read properties of",
        "Cannot set properties of",
        " is not a function",
        "Cannot destructure",
        "called on null or undefined",
    ]
    .iter()
    .any(|text| message.contains(text))
}

/// Equal and with the keys in the same order, numbers by value: 1 and 1.0 are the same.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && same(one.1, other.1))
        }
        _ => one == other,
    }
}

fn encode(value: &Value) -> Json {
    match value {
        Value::Undefined => json!({ "$js": "undefined" }),
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Number(number) if !number.is_finite() => json!({ "$js": value.to_text() }),
        Value::Number(number) if *number == 0.0 && number.is_sign_negative() => json!({ "$js": "-0" }),
        Value::Number(number) => json!(number),
        Value::String(text) => json!(text),
        Value::Array(items) => items.iter().map(encode).collect(),
        Value::Object(object) => {
            Json::Object(object.iter().map(|(key, value)| (key.to_owned(), encode(value))).collect())
        }
        Value::Date(ts) => json!({ "$js": "Date", "ts": encode(&Value::Number(*ts)) }),
        Value::Zone(zone) => json!({ "$js": "Zone", "name": zone.name(), "type": zone.kind() }),
        Value::RegExp { source, flags } => json!({ "$js": "RegExp", "source": source, "flags": flags }),
        Value::DateTime(date) => match date.invalid_reason() {
            Some(invalid) => encode_invalid("DateTime", invalid),
            None => json!({
                "$js": "DateTime",
                "iso": date.to_string(),
                "zone": date.zone().name(),
                "locale": date.locale().tag(),
            }),
        },
        Value::Duration(duration) => match duration.invalid_reason() {
            Some(invalid) => encode_invalid("Duration", invalid),
            None => json!({ "$js": "Duration", "values": encode(&duration.to_object().into()) }),
        },
        Value::Interval(interval) => match interval.invalid_reason() {
            Some(invalid) => encode_invalid("Interval", invalid),
            None => json!({ "$js": "Interval", "text": interval.to_string() }),
        },
        Value::FormatParser(parser) => json!({ "$js": "FormatParser", "format": parser.format() }),
    }
}

fn encode_invalid(class: &str, invalid: &nodewright_luxon::Invalid) -> Json {
    json!({ "$js": class, "invalid": invalid.reason(), "explanation": invalid.explanation() })
}
