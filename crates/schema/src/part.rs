//! The keywords of an object that come together property by property.

use serde_json::{Map, Value, json};

use crate::formula::Formula;
use crate::value::map;

/// `properties`, `required` and `allOf` of an object.
#[derive(Clone, Default)]
pub(crate) struct Part {
    pub(crate) properties: Map<String, Value>,
    required: Vec<Value>,
    all_of: Vec<Value>,
}

impl Part {
    /// What a property must be; another schema for the same name is a second possibility.
    pub(crate) fn or_property(&mut self, name: &str, schema: Map<String, Value>) {
        self.add(name, schema.into(), "anyOf");
    }

    /// A further constraint on a property.
    pub(crate) fn and_property(&mut self, name: &str, schema: Value) {
        self.add(name, schema, "allOf");
    }

    fn add(&mut self, name: &str, schema: Value, combined: &str) {
        let Some(known) = self.properties.get_mut(name) else {
            self.properties.insert(name.to_owned(), schema);
            return;
        };
        if *known == schema {
            return;
        }
        match known.get_mut(combined) {
            Some(Value::Array(all)) if !all.contains(&schema) => all.push(schema),
            Some(_) => {}
            None => *known = json!({ combined: [known.take(), schema] }),
        }
    }

    pub(crate) fn require(&mut self, name: &str) {
        if !self.required.iter().any(|known| known == name) {
            self.required.push(name.into());
        }
    }

    /// Demands what another part demands.
    pub(crate) fn and(&mut self, other: &Self) {
        for (name, schema) in &other.properties {
            self.and_property(name, schema.clone());
        }
        for name in other.required.iter().filter_map(Value::as_str) {
            self.require(name);
        }
        for schema in &other.all_of {
            self.and_schema(schema.clone());
        }
    }

    /// Demands a schema of the whole object.
    pub(crate) fn and_schema(&mut self, schema: Value) {
        if !self.all_of.contains(&schema) {
            self.all_of.push(schema);
        }
    }

    /// Demands `then` where the formula holds, and something else where it does not.
    pub(crate) fn when(&mut self, formula: &Formula, then: Self, otherwise: Self) {
        match formula {
            Formula::Always => return self.and(&then),
            Formula::Never => return self.and(&otherwise),
            _ => {}
        }
        if then.is_empty() && otherwise.is_empty() {
            return;
        }
        let mut rule = map(json!({ "if": formula.schema() }));
        let branches = [("then", then), ("else", otherwise)].into_iter().filter(|(_, branch)| !branch.is_empty());
        rule.extend(branches.map(|(keyword, branch)| (keyword.to_owned(), branch.into_schema().into())));
        self.and_schema(rule.into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.required.is_empty() && self.all_of.is_empty()
    }

    pub(crate) fn into_schema(mut self) -> Map<String, Value> {
        if self.properties.is_empty() && self.required.is_empty() && self.all_of.len() == 1 {
            return map(self.all_of.remove(0));
        }
        let mut schema = Map::new();
        if !self.properties.is_empty() {
            schema.insert("properties".into(), std::mem::take(&mut self.properties).into());
        }
        self.finish(&mut schema);
        schema
    }

    /// Adds `required` and `allOf` to a schema that has the properties already.
    pub(crate) fn finish(self, schema: &mut Map<String, Value>) {
        if !self.required.is_empty() {
            schema.insert("required".into(), self.required.into());
        }
        if !self.all_of.is_empty() {
            schema.insert("allOf".into(), self.all_of.into());
        }
    }
}
