//! `uischema` of JSON Forms.
//!
//! Nested objects are groups of controls, because not every set of renderers draws objects by itself.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use super::{placeholder, rows, set};
use crate::facts::Facts;
use crate::field::{is_advanced, is_display, is_list, is_loaded, is_locator, is_secret};
use crate::formula::Formula;
use crate::shown::{Level, Place};
use crate::value::map;

/// The layout of an operation's parameters.
pub(super) fn form(properties: &[Property], facts: &Facts) -> Value {
    layout(Level { properties, place: Place::Root, open: true }, "#", facts)
}

fn layout(level: Level<'_>, scope: &str, facts: &Facts) -> Value {
    json!({ "type": "VerticalLayout", "elements": elements(level, scope, facts) })
}

/// The controls of an object at `scope`, each with the rule that shows it.
///
/// One scope has one schema, so a name has one control, which is shown as soon as one of its properties is.
fn elements(level: Level<'_>, scope: &str, facts: &Facts) -> Vec<Value> {
    let mut fields: Vec<(&Property, Vec<Formula>)> = Vec::new();
    for property in level.properties {
        let when = level.when_shown(property, facts);
        if when == Formula::Never || property.kind == PropertyType::Hidden {
            continue;
        }
        match fields.iter_mut().find(|(known, _)| known.name == property.name && !is_display(property)) {
            Some((_, formulas)) => formulas.push(when),
            None => fields.push((property, vec![when])),
        }
    }
    let elements = fields.into_iter().map(|(property, formulas)| {
        let mut element = element(property, level.place, scope, facts);
        if let Some(rule) = rule(scope, &Formula::any(formulas)) {
            set(&mut element, "rule", rule);
        }
        element.into()
    });
    elements.collect()
}

fn rule(scope: &str, when: &Formula) -> Option<Value> {
    if *when == Formula::Always {
        return None;
    }
    // A collection that nobody has touched has no data at all.
    let undefined = !when.holds_for_nothing();
    let condition = json!({ "scope": scope, "schema": when.schema(), "failWhenUndefined": undefined });
    Some(json!({ "effect": "SHOW", "condition": condition }))
}

fn element(property: &Property, place: Place, scope: &str, facts: &Facts) -> Map<String, Value> {
    if is_display(property) {
        return map(json!({ "type": "Label", "text": property.display_name }));
    }
    let scope = format!("{scope}/properties/{}", pointer(&property.name));
    match &property.kind {
        _ if is_list(property) => control(property, place, &scope),
        PropertyType::Collection => {
            let level = Level { properties: property.fields(), place: Place::Collection, open: true };
            group(property, elements(level, &scope, &facts.inside()))
        }
        PropertyType::FixedCollection => group(property, rows_of(property, place, &scope, facts)),
        _ if is_locator(property) => {
            let part = |name: &str, label: &str| json!({ "type": "Control", "scope": format!("{scope}/properties/{name}"), "label": label });
            group(property, vec![part("mode", "Mode"), part("value", &property.display_name)])
        }
        _ => control(property, place, &scope),
    }
}

fn group(property: &Property, elements: Vec<Value>) -> Map<String, Value> {
    let mut group = map(json!({ "type": "Group", "label": property.display_name, "elements": elements }));
    if is_advanced(property) {
        set(&mut group, "options", json!({ "advanced": true }));
    }
    group
}

/// The groups of a fixed collection: a list of rows each, or the fields themselves.
fn rows_of(property: &Property, place: Place, scope: &str, facts: &Facts) -> Vec<Value> {
    let facts = facts.inside();
    let groups = property.groups().iter().map(|group| {
        let scope = format!("{scope}/properties/{}", pointer(&group.name));
        let level = Level { properties: &group.values, place: place.rows(), open: true };
        if property.multiple_values() {
            let options = json!({ "detail": layout(level, "#", &facts), "showSortButtons": true });
            json!({ "type": "Control", "scope": scope, "label": group.display_name, "options": options })
        } else {
            json!({ "type": "Group", "label": group.display_name, "elements": elements(level, &scope, &facts) })
        }
    });
    groups.collect()
}

fn control(property: &Property, place: Place, scope: &str) -> Map<String, Value> {
    let mut options = Map::new();
    match &property.kind {
        PropertyType::Options | PropertyType::MultiOptions if is_loaded(property) => {
            set(&mut options, "format", "dynamicOptions");
        }
        PropertyType::MultiOptions => set(&mut options, "format", "checkbox"),
        PropertyType::Json => set(&mut options, "multi", true),
        PropertyType::String if is_secret(property) => set(&mut options, "format", "password"),
        PropertyType::String if rows(property).is_some() => set(&mut options, "multi", true),
        PropertyType::ResourceMapper | PropertyType::Filter | PropertyType::AssignmentCollection => {
            set(&mut options, "format", "parameter");
        }
        _ => {}
    }
    if let Some(placeholder) = placeholder(property, place) {
        set(&mut options, "placeholder", placeholder);
    }
    if is_advanced(property) {
        set(&mut options, "advanced", true);
    }
    let mut control = map(json!({ "type": "Control", "scope": scope }));
    if !options.is_empty() {
        set(&mut control, "options", options);
    }
    control
}

/// A name inside a JSON pointer.
fn pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
