//! Dates that packages get as JavaScript values, and luxon for those that bring none.

use nodewright::serde_json::{Value, json};

use super::{class, execute, manifest, package, runtime};

#[tokio::test]
async fn dates_are_values() {
    let code = r"
        const { DateTime, Duration } = require('luxon');
        const value = this.getNodeParameter('call', 0);
        if (value instanceof Date) return [[{ json: { date: value.getTime() } }]];
        if (!DateTime.isDateTime(value)) return [[{ json: { type: typeof value, value } }]];
        return [[{ json: {
          isOne: value instanceof DateTime, zone: value.zoneName, iso: value.toISO(), text: `${value}`, written: JSON.stringify({ value }),
          later: value.plus(Duration.fromObject({ hours: 25 })).toFormat('d LLLL yyyy HH:mm'), isLater: value < value.plus({ days: 1 }),
          days: value.diff(value.minus({ days: 3 }), 'days').days, local: value.setLocale('de').toLocaleString(DateTime.DATE_FULL),
        } }]];";
    let folder = package(&manifest(), &[("Probe.node.js", &class(code))]);
    let runtime = runtime(folder.path());
    let date = json!({
        "isOne": true, "zone": "Europe/Berlin", "iso": "2024-05-06T09:08:09.000+02:00", "text": "2024-05-06T09:08:09.000+02:00",
        "written": r#"{"value":"2024-05-06T09:08:09.000+02:00"}"#, "later": "7 May 2024 10:08", "isLater": true, "days": 3,
        "local": "6. Mai 2024",
    });
    for (call, expected) in [
        ("={{ DateTime.fromISO('2024-05-06T07:08:09Z', { zone: 'Europe/Berlin' }) }}", date),
        ("={{ new Date(5) }}", json!({ "date": 5 })),
        ("={{ '2024-05-06T07:08:09.000Z' }}", json!({ "type": "string", "value": "2024-05-06T07:08:09.000Z" })),
        ("2024-05-06T07:08:09.000Z", json!({ "type": "string", "value": "2024-05-06T07:08:09.000Z" })),
        ("={{ undefined }}", json!({ "type": "undefined" })),
    ] {
        let outcome = execute(&runtime, json!({ "call": call })).await.expect("items");
        let found: &Value = &outcome.outputs[0][0].json;
        assert_eq!(*found, expected, "{call}");
    }
}
