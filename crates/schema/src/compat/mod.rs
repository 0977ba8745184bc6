//! What n8n's check of parameters accepts, quirks included: a transcription of `getParameterIssues`.
//!
//! - Conditions are asked in order, and the first parameter that is an expression shows the property at once.
//! - Fields of a collection are looked for beside the collection, not inside it.
//! - Fields of a collection inside a group, and groups inside groups, are looked for where nothing ever is.

mod condition;
mod demand;
pub(crate) mod locator;
mod rows;
mod rules;
pub(crate) mod types;

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use crate::facts::Facts;
use crate::part::Part;
use rules::Rule;

/// The schema of the normalised parameters (defaults filled in, hidden ones dropped) in which n8n finds no issue.
pub(crate) fn node(properties: &[Property], facts: &Facts) -> Map<String, Value> {
    let mut rules = Vec::new();
    for property in properties {
        collect(property, facts, &mut rules);
    }
    let mut schema = Map::from_iter([("type".to_owned(), "object".into())]);
    schema.extend(rules::part(rules, facts).into_schema());
    schema.insert("$defs".into(), json!({ "expression": condition::expression() }));
    schema
}

fn collect<'d>(property: &'d Property, facts: &Facts, rules: &mut Vec<Rule<'d>>) {
    if let Some(demand) = demand::shown(property) {
        rules.push(Rule::of(property, demand));
    }
    if let Some(demand) = types::demand(property) {
        rules.push(Rule::always(demand));
    }
    match &property.kind {
        PropertyType::Collection => property.fields().iter().for_each(|field| collect(field, facts, rules)),
        PropertyType::FixedCollection => {
            let own = rows::demands(property, facts);
            rules.extend(own.into_iter().map(|demand| Rule::of(property, demand)));
        }
        _ => {}
    }
}

/// Where a property holds several values each of them must fit; as in n8n the mere mention counts.
fn holds_several(property: &Property) -> bool {
    property.type_options.as_ref().is_some_and(|options| options.multiple_values.is_some())
}

/// What nothing satisfies.
fn nothing() -> Part {
    let mut part = Part::default();
    part.and_schema(json!({ "not": {} }));
    part
}
