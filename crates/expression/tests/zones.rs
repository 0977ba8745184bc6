//! The time zone of an engine: `UTC` is luxon's fixed zone, offsets are zones, and what does not exist is refused.

use nodewright_expression::{Engine, JsonContext};
use serde_json::json;

#[test]
fn takes_zones_as_luxon_does() {
    const UTC: &str = "2024-01-01T00:00:00.000Z";
    const CASES: &[(&str, &str, &str)] = &[
        ("UTC", "DateTime.fromISO('2024-01-01').toISO()", UTC),
        ("utc", "DateTime.fromISO('2024-01-01').toISO()", UTC),
        ("GMT", "DateTime.fromISO('2024-01-01').toISO()", UTC),
        ("gmt", "DateTime.fromISO('2024-01-01').toString()", UTC),
        ("UTC", "DateTime.fromISO('2024-01-01').toSQL()", "2024-01-01 00:00:00.000 Z"),
        ("UTC", "JSON.stringify({ a: DateTime.fromISO('2024-01-01') })", r#"{"a":"2024-01-01T00:00:00.000Z"}"#),
        (
            "UTC",
            "Interval.after(DateTime.fromISO('2024-01-01'), { days: 1 }).toISO()",
            "2024-01-01T00:00:00.000Z/2024-01-02T00:00:00.000Z",
        ),
        ("UTC", "DateTime.fromISO('2024-01-01').offsetNameLong", "UTC"),
        ("GMT", "DateTime.fromISO('2024-01-01').zoneName", "UTC"),
        ("UTC+2", "DateTime.fromISO('2024-01-01').toISO()", "2024-01-01T00:00:00.000+02:00"),
        ("UTC+5:30", "DateTime.fromISO('2024-01-01').zoneName", "UTC+5:30"),
        ("Etc/UTC", "DateTime.fromISO('2024-01-01').toISO()", "2024-01-01T00:00:00.000+00:00"),
        ("Europe/Berlin", "DateTime.fromISO('2024-07-01').toISO()", "2024-07-01T00:00:00.000+02:00"),
    ];
    let context = JsonContext::of_items(vec![json!({ "json": {} })]);
    for (zone, expression, expected) in CASES {
        let built = Engine::builder().zone(zone).expect("a zone").build();
        for engine in [&built, &Engine::default().in_zone(zone).expect("a zone")] {
            let template = engine.compile(&format!("={{{{ {expression} }}}}")).expect("an expression");
            assert_eq!(engine.evaluate(&template, &context), Ok(Some(json!(expected))), "{expression} in {zone}");
        }
    }
}

#[test]
fn refuses_zones_that_do_not_exist() {
    for zone in ["Mars/X", "", "UTC+200", "Europe"] {
        let text = format!(
            "Unknown time zone '{zone}'; use an IANA name such as Europe/Berlin, UTC, or an offset such as UTC+2"
        );
        assert_eq!(Engine::builder().zone(zone).expect_err("no zone").message, text);
        assert_eq!(Engine::default().in_zone(zone).expect_err("no zone").message, text);
    }
}
