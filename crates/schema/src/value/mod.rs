//! The value of one property.

mod choices;
mod container;
mod default;
mod json;
mod unfilled;

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use crate::compat::{locator, types};
use crate::dialect::{Dialect, Expressions};
use crate::facts::Facts;
use crate::field::{is_list, is_loaded, is_locator, is_secret, must_be_filled, takes_expression};
use crate::shown::Place;

pub(crate) use choices::{choices, is_preselected, offered};
pub(crate) use unfilled::{leave_empty, name_choices};

/// Where the value of the schema stands, what is known there, and how it is written.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    pub(crate) place: Place,
    pub(crate) facts: &'a Facts,
    pub(crate) dialect: &'a Dialect,
}

impl Values<'_> {
    /// The schema of a property's value; `demanded` tells whether a required one must be filled here.
    pub(crate) fn of(&self, property: &Property, demanded: bool) -> Map<String, Value> {
        let filled = demanded && must_be_filled(property);
        let mut schema = self.one(property, filled);
        if is_list(property) {
            schema = map(json!({ "type": "array", "items": schema }));
        }
        if self.dialect.checks {
            follow_own_rules(&mut schema, property);
            default::accept(&mut schema, property, filled);
        }
        if takes_expression(property) && self.dialect.expressions == Expressions::Accepted {
            accept_expression(&mut schema);
        }
        self.dialect.annotate(&mut schema, property);
        self.explain_json(&mut schema, property);
        if self.dialect.form && self.place == Place::Collection {
            leave_empty(&mut schema);
        }
        schema
    }

    /// The schema of one value, where a property may hold several.
    fn one(&self, property: &Property, filled: bool) -> Map<String, Value> {
        match &property.kind {
            PropertyType::String | PropertyType::CredentialsSelect => self.text(property, filled),
            PropertyType::Color if self.dialect.flat => self.text(property, filled),
            PropertyType::Color => self.formatted(property, filled, "color"),
            PropertyType::Number => number(property),
            PropertyType::Boolean => typed("boolean"),
            PropertyType::Options => {
                let mut schema = self.option(property, filled);
                // Where no default is chosen, a form library would choose the first.
                if self.dialect.form && !is_preselected(property, self.facts) {
                    unfilled::list_choices(&mut schema);
                }
                schema
            }
            PropertyType::MultiOptions => {
                let mut list = map(json!({ "type": "array", "items": self.option(property, false) }));
                if self.dialect.form && !is_loaded(property) {
                    list.insert("uniqueItems".into(), true.into());
                }
                match filled {
                    // The same to a validator, but no form library makes rows of it.
                    true if self.dialect.form => drop(list.insert("contains".into(), json!({}))),
                    true => drop(list.insert("minItems".into(), 1.into())),
                    false => {}
                }
                list
            }
            PropertyType::Collection => self.collection(property),
            PropertyType::FixedCollection => self.groups(property),
            PropertyType::DateTime => self.formatted(property, filled, "date-time"),
            PropertyType::Json if !self.dialect.checks => self.json(property, filled),
            PropertyType::Json if filled => map(json!({ "not": { "enum": ["", null] } })),
            PropertyType::ResourceMapper => self.resource_mapper(),
            PropertyType::Filter => container::filter(),
            PropertyType::AssignmentCollection => self.assignments(),
            _ if is_locator(property) => self.locator(property, filled),
            _ if self.dialect.form => typed(property.default.as_ref().map_or("string", type_of)),
            _ if self.dialect.flat => match property.default.as_ref().map_or("string", type_of) {
                kind @ ("number" | "boolean") => typed(kind),
                "object" => map(json!({ "type": "object", "additionalProperties": true })),
                _ => typed("string"),
            },
            _ => Map::new(),
        }
    }

    fn text(&self, property: &Property, filled: bool) -> Map<String, Value> {
        let mut schema = typed("string");
        if filled {
            schema.insert("minLength".into(), 1.into());
        }
        if is_secret(property) {
            if self.dialect.form {
                schema.insert("format".into(), "password".into());
            }
            if self.dialect.marks {
                schema.insert("writeOnly".into(), true.into());
            }
        }
        schema
    }

    fn formatted(&self, property: &Property, filled: bool, format: &str) -> Map<String, Value> {
        let mut schema = self.text(property, filled);
        if self.dialect.formats {
            schema.insert("format".into(), format.into());
        }
        schema
    }
}

fn number(property: &Property) -> Map<String, Value> {
    let mut schema = typed("number");
    if let Some(options) = &property.type_options {
        let bounds = [("minimum", &options.min_value), ("maximum", &options.max_value)];
        schema.extend(bounds.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound.clone()?.into()))));
    }
    schema
}

/// The rules of n8n that go beyond the type.
fn follow_own_rules(schema: &mut Map<String, Value>, property: &Property) {
    let rules = match &property.kind {
        PropertyType::ResourceMapper | PropertyType::Filter => vec![types::checked_by_rule(property)],
        _ if is_locator(property) => locator::modes(property),
        _ => types::value(property).into_iter().collect(),
    };
    if !rules.is_empty() {
        schema.insert("allOf".into(), rules.into());
    }
}

/// Lets an expression stand for the value; any text can be one already.
fn accept_expression(schema: &mut Map<String, Value>) {
    let any_text = schema.get("type").is_none_or(|kind| kind == "string");
    let restricted = ["enum", "anyOf", "oneOf"].iter().any(|keyword| schema.contains_key(*keyword));
    if any_text && !restricted {
        return;
    }
    let expression = json!({ "$ref": "#/$defs/expression" });
    match schema.get_mut("anyOf") {
        Some(Value::Array(any)) => any.push(expression),
        _ => {
            let typed = Value::Object(std::mem::take(schema));
            schema.insert("anyOf".into(), json!([typed, expression]));
        }
    }
}

/// Adds to the keyword of our own.
pub(crate) fn mark(schema: &mut Map<String, Value>, key: &str, value: Value) {
    if let Value::Object(own) = schema.entry("x-nodewright").or_insert_with(|| json!({})) {
        own.insert(key.to_owned(), value);
    }
}

pub(crate) fn typed(kind: &str) -> Map<String, Value> {
    Map::from_iter([("type".to_owned(), kind.into())])
}

pub(crate) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
