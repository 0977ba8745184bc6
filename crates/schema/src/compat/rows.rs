//! Fixed collections: how many groups there are, and what is in them.

use nodewright_properties::{Condition, Group, Property, PropertyType};
use serde_json::{Map, Value, json};

use super::rules::{self, Rule, Step};
use super::{demand, holds_several, nothing, types};
use crate::facts::Facts;
use crate::formula::Formula;
use crate::part::Part;

/// What is demanded of the parameters of a node where the fixed collection is shown.
pub(super) fn demands(property: &Property, facts: &Facts) -> Vec<Part> {
    let mut demands = Vec::new();
    for group in property.groups() {
        demands.extend(count(property, group));
        let mut checks = Vec::new();
        group.values.iter().for_each(|field| collect(field, true, &mut checks));
        let mut by_root: Vec<(Vec<&str>, Vec<Rule<'_>>)> = Vec::new();
        for check in checks {
            let keys = root_keys(&check);
            match by_root.iter_mut().find(|(known, _)| *known == keys) {
                Some((_, checks)) => checks.push(check),
                None => by_root.push((keys, vec![check])),
            }
        }
        demands.extend(by_root.into_iter().map(|(_, checks)| split(property, group, checks, facts, &mut Vec::new())));
    }
    demands.retain(|demand| !demand.is_empty());
    demands
}

/// Limits hold for every group, even for one that is not there.
fn count(property: &Property, group: &Group) -> Option<Part> {
    let limits = property.type_options.as_deref()?;
    let limit = |limit: &Option<serde_json::Number>| limit.clone().filter(|limit| limit.as_f64() != Some(0.0));
    let mut part = Part::default();
    if let Some(least) = limit(&limits.min_required_fields) {
        let list = json!({ "type": "array", "minItems": least });
        part.and_property(
            &property.name,
            json!({ "type": "object", "properties": { group.name.as_ref(): list }, "required": [group.name] }),
        );
        part.require(&property.name);
    }
    if let Some(most) = limit(&limits.max_allowed_fields) {
        part.and_property(&property.name, json!({ "properties": { group.name.as_ref(): { "maxItems": most } } }));
    }
    Some(part)
}

/// The checks of a field of a row; below collections and groups in a row n8n looks where nothing is.
fn collect<'d>(field: &'d Property, in_row: bool, checks: &mut Vec<Rule<'d>>) {
    let mut push = |mut check: Rule<'d>| {
        if !in_row {
            leave_row(&mut check);
        }
        checks.push(check);
    };
    if in_row {
        demand::shown(field).into_iter().for_each(|demand| push(Rule::of(field, demand)));
        types::demand(field).into_iter().for_each(|demand| push(Rule::always(demand)));
    } else if demand::is_missing_where_nothing_is(field) {
        push(Rule::of(field, nothing()));
    }
    match &field.kind {
        PropertyType::Collection => field.fields().iter().for_each(|inner| collect(inner, false, checks)),
        PropertyType::FixedCollection => {
            let least = field.type_options.as_ref().and_then(|limits| limits.min_required_fields.as_ref()?.as_f64());
            if least.is_some_and(|least| least > 0.0) && !field.groups().is_empty() {
                push(Rule::of(field, nothing()));
            }
        }
        _ => {}
    }
}

/// Answers what is asked about parameters that are not there.
fn leave_row(check: &mut Rule<'_>) {
    let is_local = |key: &str| !key.starts_with(['/', '@']);
    let show = std::mem::take(&mut check.show).into_iter().filter_map(|step| match step {
        Step::Ask(key, conditions) if is_local(key) => {
            (!crate::condition::holds_without_value(conditions)).then_some(Step::Never)
        }
        step => Some(step),
    });
    check.show = show.collect();
    let hidden =
        check.hide.iter().any(|(key, conditions)| is_local(key) && crate::condition::holds_without_value(conditions));
    check.hide.retain(|(key, _)| !is_local(key));
    check.hidden |= hidden;
}

/// An answer about a parameter of the node, which is the same for all rows.
#[derive(Clone, Copy, PartialEq)]
enum Root<'d> {
    Expression(&'d str),
    Holds(&'d str, &'d [Condition]),
    Hides(&'d str, &'d [Condition]),
}

impl Root<'_> {
    fn formula(self) -> Formula {
        match self {
            Self::Expression(key) => rules::is_expression(key),
            Self::Holds(key, conditions) => rules::holds(key, conditions),
            Self::Hides(key, conditions) => rules::hides_by(key, conditions),
        }
    }
}

fn root_keys<'d>(check: &Rule<'d>) -> Vec<&'d str> {
    let asked = check.show.iter().filter_map(|step| if let Step::Ask(key, _) = step { Some(*key) } else { None });
    asked.chain(check.hide.iter().map(|(key, _)| *key)).filter(|key| key.starts_with('/')).collect()
}

/// if/then/else on each answer about the node's own parameters, and inside it the schema of the rows.
fn split<'d>(
    property: &Property,
    group: &Group,
    checks: Vec<Rule<'d>>,
    facts: &Facts,
    known: &mut Vec<(Root<'d>, bool)>,
) -> Part {
    let mut part = Part::default();
    let mut answered = Vec::new();
    for check in &checks {
        match answer(check, known) {
            Ok(check) => answered.push(check),
            Err(open) => {
                for verdict in [true, false] {
                    known.push((open, verdict));
                    let branch = split(property, group, checks.clone(), facts, known);
                    known.pop();
                    let formula = if verdict { open.formula() } else { !open.formula() };
                    part.when(&formula, branch, Part::default());
                }
                return part;
            }
        }
    }
    let row = rules::part(answered, facts);
    if row.is_empty() {
        return part;
    }
    let mut row = Value::Object(row.into_schema());
    only_objects(&mut row);
    let rows = if holds_several(property) { json!({ "items": row }) } else { row };
    part.and_property(&property.name, json!({ "properties": { group.name.as_ref(): rows } }));
    part
}

/// The check with what is known of the node's parameters; `Err` if an answer is missing.
fn answer<'d>(check: &Rule<'d>, known: &[(Root<'d>, bool)]) -> Result<Rule<'d>, Root<'d>> {
    let get = |root| known.iter().find(|(known, _)| *known == root).map(|(_, verdict)| *verdict).ok_or(root);
    let mut rest = Rule::always(check.demand.clone());
    for step in &check.show {
        match step {
            Step::Ask(key, conditions) if key.starts_with('/') => {
                if get(Root::Expression(key))? {
                    return Ok(rest);
                }
                if !get(Root::Holds(key, conditions))? {
                    rest.show.push(Step::Never);
                    break;
                }
            }
            step => rest.show.push(step.clone()),
        }
    }
    for (key, conditions) in &check.hide {
        if !key.starts_with('/') {
            rest.hide.push((key, conditions));
        } else if get(Root::Hides(key, conditions))? {
            rest.hidden = true;
        }
    }
    rest.hidden |= check.hidden;
    Ok(rest)
}

/// Lets `required` refuse values that are not objects.
fn only_objects(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            for keyword in ["if", "then", "else", "not", "allOf", "anyOf"] {
                map.get_mut(keyword).into_iter().for_each(only_objects);
            }
            if map.contains_key("required") && !map.contains_key("type") {
                let mut typed = Map::from_iter([("type".to_owned(), Value::from("object"))]);
                typed.append(map);
                *map = typed;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(only_objects),
        _ => {}
    }
}
