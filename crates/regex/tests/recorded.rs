//! Searches, with what Node.js finds; `record.mjs` says how they were recorded.

use nodewright_regex::{Captures, Input, Regex};
use serde_json::{Map, Value, json};

#[test]
fn finds_what_node_20_finds() {
    // Another file may have fewer.
    let (file, least) = match std::env::var("RECORDED") {
        Ok(file) => (file, 1),
        Err(_) => (recorded("node20.jsonl"), 1307),
    };
    check(&file, least, |row| {
        let units: Vec<u16> = match &row[2] {
            Value::Array(units) => units.iter().filter_map(|unit| unit.as_u64()?.try_into().ok()).collect(),
            text => text.as_str().unwrap().encode_utf16().collect(),
        };
        let start = row[3].as_u64().unwrap().try_into().unwrap();
        search(&row[0], &row[1], &units, start, |regex, captures| {
            let groups: Vec<Value> = captures.iter().map(range).collect();
            let named = |name: &nodewright_regex::GroupName| (name.name().to_owned(), range(&name.find(captures)));
            match regex.names() {
                [] => json!(groups),
                names => json!({ "groups": groups, "names": names.iter().map(named).collect::<Map<_, _>>() }),
            }
        })
    });
}

/// Among these are `(?i:…)` and two groups of one name, which came after Node.js 20.
#[test]
fn finds_what_node_24_finds() {
    check(&recorded("node24.jsonl"), 6140, |row| {
        let units: Vec<u16> = row[2].as_str().unwrap().encode_utf16().collect();
        search(&row[0], &row[1], &units, 0, |_, captures| {
            let texts = captures.iter().map(|range| range.clone().map(|range| String::from_utf16_lossy(&units[range])));
            json!(texts.collect::<Vec<_>>())
        })
    });
}

fn recorded(name: &str) -> String {
    format!("{}/tests/recorded/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn range(range: &Option<std::ops::Range<usize>>) -> Value {
    range.as_ref().map_or(Value::Null, |range| json!([range.start, range.end]))
}

fn search(
    pattern: &Value,
    flags: &Value,
    units: &[u16],
    start: usize,
    show: impl Fn(&Regex, &Captures) -> Value,
) -> Value {
    let regex = match Regex::new(pattern.as_str().unwrap(), flags.as_str().unwrap()) {
        Ok(regex) => regex,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let found = regex.find(Input::Units(units), start, &mut || true).unwrap();
    let ascii: Option<Vec<u8>> = units.iter().map(|unit| u8::try_from(*unit).ok().filter(u8::is_ascii)).collect();
    if let Some(bytes) = ascii {
        assert_eq!(regex.find(Input::Ascii(&bytes), start, &mut || true).unwrap(), found, "by bytes as by units");
    }
    found.map_or(Value::Null, |captures| show(&regex, &captures))
}

/// Compares the last column of a file, which has `least` rows at least, with what is found for the others.
fn check(file: &str, least: usize, answer: impl Fn(&[Value]) -> Value) {
    let rows = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut differences = Vec::new();
    for line in rows.lines() {
        let row: Vec<Value> = serde_json::from_str(line).unwrap();
        let (expected, asked) = row.split_last().unwrap();
        let actual = answer(asked);
        // As texts, so that the order of names counts.
        let (said, wanted) = (actual.to_string(), expected.to_string());
        if said != wanted {
            differences.push(format!("{line}\n  but {actual}"));
        }
    }
    assert!(rows.lines().count() >= least, "only {} searches in {file}", rows.lines().count());
    let shown = &differences[..differences.len().min(40)];
    assert!(differences.is_empty(), "{} of {}\n{}", differences.len(), rows.lines().count(), shown.join("\n"));
}
