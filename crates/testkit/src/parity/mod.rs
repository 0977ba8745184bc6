//! A node's form against the one of another implementation: the same parameters, shown under the same conditions.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
//! # fn main() {
//! use nodewright_core::serde_json;
//! use nodewright_testkit::parity::{Difference, Parity};
//!
//! let own = serde_json::to_value(&**V1.into_node().description()).unwrap();
//! let mut original = own.clone();
//! for property in original["properties"].as_array_mut().unwrap() {
//!     if property["name"] == "limit" {
//!         property["typeOptions"]["maxValue"] = 1000.into();
//!     }
//! }
//!
//! let intended = [Difference::new("*.list limit.typeOptions.maxValue", "the service gives 100 at most")];
//! let parity = Parity::of(&original, &own, &[], &intended);
//! assert!(parity.facts > 20);
//! parity.is_intended();
//! # }
//! ```

mod difference;

use std::collections::{BTreeMap, BTreeSet};

use nodewright_core::serde_json::{Map, Value, json};

pub use difference::Difference;

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

/// What a form says, fact by fact: `items.list limit.typeOptions.maxValue` → `100`.
type Facts = BTreeMap<String, String>;

/// How two forms compare.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parity {
    /// How many facts the original's form has.
    pub facts: usize,
    /// What differs and is not meant to, as `fact: before -> now`.
    pub unexplained: Vec<String>,
    /// Differences that are meant and no longer there.
    pub obsolete: Vec<String>,
}

impl Parity {
    /// Compares two descriptions of a node with resources and operations (n8n's `INodeTypeDescription`). Every
    /// combination of `switches`, parameters that are on or off, is looked at.
    ///
    /// # Panics
    /// A description is not one, or has no resources.
    #[must_use]
    pub fn of(original: &Value, own: &Value, switches: &[&str], intended: &[Difference]) -> Self {
        let (original, own) = (facts(original, switches), facts(own, switches));
        let keys: BTreeSet<_> = original.keys().chain(own.keys()).collect();
        let (mut used, mut unexplained) = (vec![false; intended.len()], Vec::new());
        for key in keys {
            let (before, now) = (original.get(key), own.get(key));
            if before == now {
                continue;
            }
            match intended.iter().position(|difference| difference.matches(key)) {
                Some(n) => used[n] = true,
                None => unexplained.push(format!("{key}: {before:?} -> {now:?}")),
            }
        }
        let unused = intended.iter().zip(used).filter(|(_, used)| !used);
        let obsolete =
            unused.map(|(difference, _)| format!("{} ({})", difference.pattern, difference.reason)).collect();
        Self { facts: original.len(), unexplained, obsolete }
    }

    /// Holds it to what is intended, no more and no less.
    ///
    /// # Panics
    /// With what differs besides, and what no longer differs.
    pub fn is_intended(&self) {
        let Self { facts, unexplained, obsolete } = self;
        assert!(unexplained.is_empty(), "{} of {facts} facts:\n{}", unexplained.len(), unexplained.join("\n"));
        assert!(obsolete.is_empty(), "no longer different:\n{}", obsolete.join("\n"));
    }
}

fn facts(description: &Value, switches: &[&str]) -> Facts {
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
            for (label, chosen) in combinations(&resource, &operation, switches) {
                for property in properties.iter().filter(|p| p["displayOptions"]["show"]["operation"].is_array()) {
                    if !shows(property, &chosen) {
                        continue;
                    }
                    add(&prefix, property, &mut facts);
                    let shown = facts.entry(format!("{prefix}{}.shown", text(&property["name"]))).or_default();
                    if !shown.ends_with(&label) {
                        shown.push_str(&label);
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
fn combinations(resource: &Value, operation: &Value, switches: &[&str]) -> Vec<(String, Map<String, Value>)> {
    let setting = |n: usize| {
        let on = |bit: usize| n & (1 << bit) != 0;
        let mut chosen =
            Map::from_iter([("resource".to_owned(), resource.clone()), ("operation".to_owned(), operation.clone())]);
        chosen.extend(switches.iter().enumerate().map(|(bit, name)| ((*name).to_owned(), on(bit).into())));
        (format!(" {n:0width$b}", width = switches.len()), chosen)
    };
    (0..1 << switches.len()).map(setting).collect()
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
