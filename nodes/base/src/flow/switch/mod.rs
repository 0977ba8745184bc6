//! `switch`: rules or an index say on which of several outputs an item goes.

mod output;
mod rules;
mod values;

use nodewright_core::{
    Item, Job, LoadedOption, NodeError, Output, Parameters, Result, Value, Version, serde_json::json,
};

use nodewright_properties::javascript::to_number;

use crate::{node::Planned, read};
use output::Choice;

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item_or(version, job, failed).with_outputs(outputs(parameters, version)))
}

fn job(parameters: &Parameters, version: Version) -> Result<Box<dyn Job>> {
    let outputs = outputs(parameters, version);
    if read::text(parameters, "mode") == "expression" {
        return Ok(Box::new(Choice::new(parameters.get("output").cloned(), outputs, version)));
    }
    Ok(match version < Version::new(3.0) {
        true => Box::new(values::Compared::read(parameters, outputs, version)),
        false => Box::new(rules::Rules::read(parameters, outputs, version)),
    })
}

/// How many outputs there are, as far as that is known without an item: an expression counts as the default.
fn outputs(parameters: &Parameters, version: Version) -> usize {
    if version < Version::new(2.0) {
        return FIRST_VERSION;
    }
    let name = if version < Version::new(3.0) { "outputsAmount" } else { "numberOutputs" };
    match read::text(parameters, "mode") {
        "expression" => match to_number(parameters.get(name)) {
            count if count.is_nan() => FIRST_VERSION,
            count => count.clamp(0.0, MOST) as usize,
        },
        _ if version < Version::new(3.0) => list(parameters, "rules").len(),
        _ => list(parameters, "values").len() + usize::from(rules::has_extra(parameters)),
    }
}

/// The outputs of version 1, and what later ones have where nothing else is said.
const FIRST_VERSION: usize = 4;

/// More outputs than anyone draws; a number beyond that is a mistake, which would take memory.
const MOST: f64 = 10_000.0;

/// Where items may go that meet no rule: nowhere, to an output of their own, or to that of a rule.
pub fn options(method: &str, parameters: &Parameters) -> Option<Vec<LoadedOption>> {
    if method != "getFallbackOutputOptions" {
        return None;
    }
    let (nowhere, rules) = match parameters.get("options") {
        Some(_) => ("none".into(), list(parameters, "values")),
        None => (Value::from(-1), list(parameters, "rules")),
    };
    let mut options = vec![LoadedOption::new("None", nowhere.clone())];
    if nowhere == "none" {
        options.push(LoadedOption::new("Extra Output", "extra"));
    }
    let named = |(index, rule): (usize, &Value)| match rule.get("outputKey").and_then(Value::as_str) {
        Some(name) if !name.is_empty() => LoadedOption::new(format!("Output {index}: {name}"), index),
        _ => LoadedOption::new(format!("Output {index}"), index),
    };
    options.extend(rules.iter().enumerate().map(named));
    Some(options)
}

/// The rules, under the name that the version has for them.
fn list<'p>(parameters: &'p Parameters, name: &str) -> &'p [Value] {
    let rules = parameters.get("rules").and_then(|rules| rules.get(name));
    rules.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// An item that fails, where the node goes on, is one with the message on the first output, linked to none.
fn failed(_: &Item, _: usize, error: NodeError) -> Output {
    Item::new(json!({ "error": error.message() })).into()
}
