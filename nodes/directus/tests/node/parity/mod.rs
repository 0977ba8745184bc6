//! The form against the one of the original node: the same parameters, shown under the same conditions.

mod intended;

use std::collections::{BTreeMap, BTreeSet};

use nodewright_core::serde_json::{self, Map, Value, json};
use nodewright_node_directus::V1;

use crate::recorded;

/// What is compared of `typeOptions`.
const TYPE_OPTIONS: [&str; 7] = [
    "loadOptionsMethod",
    "loadOptionsDependsOn",
    "multipleValues",
    "minValue",
    "maxValue",
    "password",
    "alwaysOpenEditWindow",
];

/// The switches of the forms; every combination is looked at.
const SWITCHES: [&str; 3] = ["jsonParameters", "returnAll", "sendBinaryData"];

/// What a form says, fact by fact: `items.list limit.typeOptions.maxValue` → `100`.
type Facts = BTreeMap<String, String>;

#[test]
fn the_form_is_that_of_the_original_but_for_intended_differences() {
    let original = &recorded::read("directus-v1-parameters.json", 1)[0];
    let own = serde_json::to_value(&**V1.into_node().description()).unwrap();
    let (original, own) = (facts(original), facts(&own));
    let keys: BTreeSet<_> = original.keys().chain(own.keys()).collect();
    let mut used = vec![0; intended::DIFFERENCES.len()];
    let mut unexplained = Vec::new();
    for key in &keys {
        let (before, now) = (original.get(*key), own.get(*key));
        if before == now {
            continue;
        }
        match intended::DIFFERENCES.iter().position(|difference| difference.matches(key)) {
            Some(n) => used[n] += 1,
            None => unexplained.push(format!("{key}: {before:?} -> {now:?}")),
        }
    }
    assert!(original.len() > 2400, "{} facts", original.len());
    assert!(unexplained.is_empty(), "{} of {} facts:\n{}", unexplained.len(), keys.len(), unexplained.join("\n"));
    for (difference, used) in intended::DIFFERENCES.iter().zip(used) {
        assert!(used > 0, "no longer differs: {} ({})", difference.pattern, difference.reason);
    }
}

fn facts(description: &Value) -> Facts {
    let mut facts = Facts::new();
    let properties = description["properties"].as_array().unwrap();
    let resource = properties.iter().find(|p| p["name"] == "resource").unwrap();
    add("", resource, &mut facts);
    for resource in values(resource) {
        let chosen = Map::from_iter([("resource".to_owned(), resource.clone())]);
        let operation = properties.iter().find(|p| p["name"] == "operation" && shows(p, &chosen)).unwrap();
        add(&format!("{} ", resource.as_str().unwrap()), operation, &mut facts);
        for operation in values(operation) {
            let prefix = format!("{}.{} ", resource.as_str().unwrap(), operation.as_str().unwrap());
            for (switches, chosen) in combinations(&resource, &operation) {
                for property in properties.iter().filter(|p| p["displayOptions"]["show"]["operation"].is_array()) {
                    if !shows(property, &chosen) {
                        continue;
                    }
                    add(&prefix, property, &mut facts);
                    let shown = facts.entry(format!("{prefix}{}.shown", text(&property["name"]))).or_default();
                    if !shown.ends_with(&switches) {
                        shown.push_str(&switches);
                    }
                }
            }
        }
    }
    facts
}

fn values(property: &Value) -> Vec<Value> {
    property["options"].as_array().unwrap().iter().map(|o| o["value"].clone()).collect()
}

/// Every setting of the switches, with a label.
fn combinations(resource: &Value, operation: &Value) -> Vec<(String, Map<String, Value>)> {
    let setting = |n: usize| {
        let on = |bit: usize| n & (1 << bit) != 0;
        let mut chosen =
            Map::from_iter([("resource".to_owned(), resource.clone()), ("operation".to_owned(), operation.clone())]);
        chosen.extend(SWITCHES.iter().enumerate().map(|(bit, name)| ((*name).to_owned(), on(bit).into())));
        (format!(" {n:03b}"), chosen)
    };
    (0..1 << SWITCHES.len()).map(setting).collect()
}

fn shows(property: &Value, chosen: &Map<String, Value>) -> bool {
    let holds = |(name, allowed): (&String, &Value)| {
        chosen.get(name).is_some_and(|value| allowed.as_array().unwrap().contains(value))
    };
    let conditions = |side: &str| property["displayOptions"][side].as_object().cloned().unwrap_or_default();
    conditions("show").iter().all(holds) && !conditions("hide").iter().any(holds)
}

fn add(prefix: &str, property: &Value, facts: &mut Facts) {
    let name = format!("{prefix}{}", text(&property["name"]));
    let mut fact = |what: &str, value: &Value| facts.insert(format!("{name}.{what}"), value.to_string());
    fact("type", &property["type"]);
    fact("default", &property["default"]);
    fact("required", &json!(property["required"] == true));
    for option in TYPE_OPTIONS {
        let value = &property["typeOptions"][option];
        if !value.is_null() {
            fact(&format!("typeOptions.{option}"), value);
        }
    }
    for option in property["options"].as_array().into_iter().flatten() {
        match (option.get("values"), option.get("type")) {
            (Some(fields), _) => {
                for field in fields.as_array().unwrap() {
                    add(&format!("{name}.{}.", text(&option["name"])), field, facts);
                }
            }
            (None, Some(_)) => add(&format!("{name}."), option, facts),
            (None, None) => {
                facts.insert(format!("{name}.options.{}", text(&option["value"])), String::new());
            }
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
