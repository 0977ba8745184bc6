//! n8n's type validation of dates, as recorded in tests/conformance/type_validation.jsonl.

use nodewright_luxon::{Settings, Value, Zone, jsdate, n8n};
use serde_json::Value as Json;

/// 2026-11-22, the day on which the cases were recorded: a time without a date is one of today.
const NOW: f64 = 1_795_348_800_000.0;

/// Dates in the recording.
const LEAST: usize = 41;

#[test]
fn reads_dates_as_n8n_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/conformance/type_validation.jsonl");
    let cases = std::fs::read_to_string(path).expect("the recorded cases");
    let settings = Settings::new(Zone::system("UTC")).at(NOW);
    let mut count = 0;
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).expect("a case per line");
        let input = &case["input"];
        let is_date = input["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("datetime"));
        if !is_date {
            continue;
        }
        let Some(value) = value(&input["value"]) else { continue };
        count += 1;
        let expected = case["expected"]["newValue"].as_object().map(|date| (&date["iso"], &date["zone"]));
        let actual = n8n::try_to_parse_date_time(&value, None, &settings).ok();
        let actual = actual.map(|date| (Json::from(date.to_string()), Json::from(date.zone().name())));
        assert_eq!(actual.as_ref().map(|(iso, zone)| (iso, zone)), expected, "{}", case["id"]);
    }
    assert!(count >= LEAST, "only {count} cases in {path}");
}

/// A value that n8n looks at: `null` and `undefined` are always valid.
fn value(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.as_f64()?),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::Array(items.iter().filter_map(self::value).collect()),
        Json::Object(object) => match object.get("$js").and_then(Json::as_str) {
            Some("undefined") => return None,
            Some("NaN") => Value::Number(f64::NAN),
            Some("Date") => Value::Date(object["iso"].as_str().map_or(f64::NAN, |iso| jsdate::parse(iso, &Zone::UTC))),
            Some(other) => panic!("{other} is not among the cases"),
            None => Value::Object(object.iter().filter_map(|(key, entry)| Some((key, self::value(entry)?))).collect()),
        },
    })
}
