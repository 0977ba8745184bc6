//! `uiSchema` of react-jsonschema-form.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use super::{placeholder, rows, said, set};
use crate::facts::Facts;
use crate::field::{is_advanced, is_display, is_list, is_loaded, is_locator};
use crate::shown::{Level, Place};
use crate::value::{is_preselected, offered};

/// The controls of an object with these properties. A notice becomes part of the description of the next field.
pub(super) fn object(properties: &[Property], facts: &Facts) -> Map<String, Value> {
    level(Level { properties, place: Place::Root, open: true }, facts)
}

fn level(level: Level<'_>, facts: &Facts) -> Map<String, Value> {
    let mut ui = Map::new();
    let mut order: Vec<&str> = Vec::new();
    let mut notices: Vec<&str> = Vec::new();
    let shown = level.properties.iter().filter(|property| level.may_be_shown(property, facts));
    for property in shown {
        if is_display(property) {
            notices.extend(said(Some(&property.display_name)));
            continue;
        }
        if order.contains(&property.name.as_ref()) {
            continue;
        }
        order.push(&property.name);
        let mut control = control(property, level.place, facts);
        if !notices.is_empty() {
            let texts = notices.drain(..).chain(said(property.description.as_deref()));
            set(&mut control, "ui:description", texts.collect::<Vec<_>>().join("\n\n"));
        }
        if !control.is_empty() {
            set(&mut ui, &property.name, control);
        }
    }
    if !notices.is_empty() {
        set(&mut ui, "ui:description", notices.join("\n\n"));
    }
    order.push("*");
    set(&mut ui, "ui:order", order);
    ui
}

fn control(property: &Property, place: Place, facts: &Facts) -> Map<String, Value> {
    let mut ui = match &property.kind {
        PropertyType::Collection => {
            level(Level { properties: property.fields(), place: Place::Collection, open: true }, &facts.inside())
        }
        PropertyType::FixedCollection => groups(property, place, facts),
        _ if is_locator(property) => locator(property),
        _ => one(property, place, facts),
    };
    if is_list(property) {
        ui = Map::from_iter([("items".to_owned(), ui.into())]);
    }
    if let Some(hint) = said(property.hint.as_deref()) {
        set(&mut ui, "ui:help", hint);
    }
    if is_advanced(property) {
        set(&mut ui, "ui:options", json!({ "advanced": true }));
    }
    ui
}

fn one(property: &Property, place: Place, facts: &Facts) -> Map<String, Value> {
    let mut ui = Map::new();
    let rows = rows(property);
    match &property.kind {
        PropertyType::Hidden => set(&mut ui, "ui:widget", "hidden"),
        PropertyType::Json => set(&mut ui, "ui:widget", "textarea"),
        PropertyType::String if rows.is_some() => set(&mut ui, "ui:widget", "textarea"),
        PropertyType::Options | PropertyType::MultiOptions if is_loaded(property) => {
            set(&mut ui, "ui:widget", "dynamicOptions");
        }
        PropertyType::Options => {
            set(&mut ui, "ui:widget", "select");
            if place != Place::Root || !is_preselected(property, facts) {
                let names = offered(property, facts).map(|choice| choice.name.as_ref());
                set(&mut ui, "ui:enumNames", names.collect::<Vec<_>>());
            }
        }
        PropertyType::MultiOptions => set(&mut ui, "ui:widget", "select"),
        PropertyType::ResourceMapper | PropertyType::Filter | PropertyType::AssignmentCollection => {
            set(&mut ui, "ui:field", "parameter");
        }
        _ => {}
    }
    if let (Some(rows), Some("textarea")) = (rows, ui.get("ui:widget").and_then(Value::as_str)) {
        set(&mut ui, "ui:options", json!({ "rows": rows }));
    }
    if let Some(placeholder) = placeholder(property, place) {
        set(&mut ui, "ui:placeholder", placeholder);
    }
    ui
}

fn groups(property: &Property, place: Place, facts: &Facts) -> Map<String, Value> {
    let mut ui = Map::new();
    for group in property.groups() {
        let row = level(Level { properties: &group.values, place: place.rows(), open: true }, &facts.inside());
        let row = if property.multiple_values() { json!({ "items": row }) } else { row.into() };
        set(&mut ui, &group.name, row);
    }
    ui
}

/// What a locator remembers of its resource is no field.
fn locator(property: &Property) -> Map<String, Value> {
    let mut ui = Map::new();
    for hidden in ["__rl", "cachedResultName", "cachedResultUrl"] {
        set(&mut ui, hidden, json!({ "ui:widget": "hidden" }));
    }
    let searched = property
        .modes
        .iter()
        .flatten()
        .any(|mode| mode.type_options.as_ref().is_some_and(|options| options.search_list_method.is_some()));
    if searched {
        set(&mut ui, "value", json!({ "ui:widget": "dynamicOptions" }));
    }
    ui
}
