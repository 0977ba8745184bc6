//! What V8 writes in other locales than English, as recorded in tests/conformance/intl.jsonl.

use nodewright_luxon::{ErrorKind, Locale, Settings, Zone};
use serde_json::Value as Json;

/// Odd combinations of fields, such as an hour with seconds but no minutes, are refused rather than guessed.
const MOST_REFUSED: usize = 160;
/// Results in the recording: every case in several locales.
const LEAST: usize = 3000;

#[test]
fn writes_other_locales_as_v8_does() {
    // Another file may have fewer.
    let (path, least) = match std::env::var("INTL_CASES") {
        Ok(path) => (path, 1),
        Err(_) => (concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/conformance/intl.jsonl").to_owned(), LEAST),
    };
    let cases = std::fs::read_to_string(&path).expect("the recorded cases");
    let (mut failures, mut refused, mut count) = (Vec::new(), Vec::new(), 0);
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).expect("a case per line");
        let expr = case["expr"].as_str().expect("an expression");
        for (locale, expected) in case["expected"].as_object().expect("results by locale") {
            count += 1;
            let mut settings = Settings::new(Zone::iana("Europe/Berlin")).at(super::NOW);
            settings.locale = Locale::new(locale);
            match super::script::evaluate(&expr.replace("LOCALE", &format!("\"{locale}\"")), &settings) {
                Ok(value) if super::same(&super::encode(&value), expected) => {}
                Err(error) if error.kind() == ErrorKind::Unsupported => {
                    refused.push(format!("{locale} {expr}: {error}"));
                }
                actual => {
                    failures.push(format!("{locale} {expr}\n    expected {expected}\n    actual   {actual:?}"));
                }
            }
        }
    }
    assert!(count >= least, "only {count} cases in {path}");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
    assert!(refused.len() <= MOST_REFUSED, "{} of {count} refused:\n{}", refused.len(), refused.join("\n"));
}
