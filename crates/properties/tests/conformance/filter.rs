//! Filters.

use nodewright_luxon::{Settings, Zone};
use nodewright_properties::{Filter, array_contains, execute_filter};
use serde_json::{Value, json};

use crate::cases::{Input, check, check_own};
use crate::field_type::decode;

#[test]
fn filters() {
    check("filter.jsonl", 1782, run);
    // Generated at random and recorded with the same packages.
    check_own("filter.jsonl", 594, run);
}

fn run(function: &str, input: &Input) -> Option<Value> {
    Some(match function {
        "executeFilter" => executed(input),
        "arrayContainsValue" => contained(input),
        _ => return None,
    })
}

fn executed(input: &Input) -> Value {
    let filter: Filter = input.read("value");
    match execute_filter(&filter, 0, &Settings::new(Zone::UTC)) {
        Ok(holds) => json!(holds),
        Err(error) => match error.description {
            Some(description) => json!({"$throws": error.message, "description": description}),
            None => json!({"$throws": error.message}),
        },
    }
}

fn contained(input: &Input) -> Value {
    let list = input.get("array").as_array().cloned().unwrap_or_default();
    json!(array_contains(&list, &decode(input.raw("value")), input.flag("ignoreCase")))
}
