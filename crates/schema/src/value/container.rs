//! Values with an inside: collections, groups, locators and the like.

use nodewright_properties::{Group, Mode, Property};
use serde_json::{Map, Value, json};

use super::{Values, leave_empty, map, mark, typed};
use crate::field::must_have_groups;
use crate::object;
use crate::shown::Place;

impl Values<'_> {
    pub(super) fn collection(&self, property: &Property) -> Map<String, Value> {
        object::inner(property.fields(), Place::Collection, self.facts, self.dialect)
    }

    /// Groups of fields, each once or, with several values, as a list.
    pub(super) fn groups(&self, property: &Property) -> Map<String, Value> {
        let groups = property.groups().iter();
        let groups: Map<_, _> =
            groups.map(|group| (group.name.to_string(), self.group(property, group).into())).collect();
        let mut schema = map(json!({ "type": "object", "properties": groups }));
        if self.dialect.checks && self.place == Place::Root && must_have_groups(property) {
            schema.insert("required".into(), property.groups().iter().map(|group| group.name.as_ref()).collect());
        }
        self.dialect.close(&mut schema);
        schema
    }

    fn group(&self, property: &Property, group: &Group) -> Map<String, Value> {
        let mut schema = object::inner(&group.values, self.place.rows(), self.facts, self.dialect);
        if property.multiple_values() {
            schema = map(json!({ "type": "array", "items": schema }));
            let limits = property.type_options.as_deref();
            let bounds = [
                ("minItems", limits.and_then(|limits| limits.min_required_fields.clone())),
                ("maxItems", limits.and_then(|limits| limits.max_allowed_fields.clone())),
            ];
            schema.extend(bounds.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound?.into()))));
        }
        if self.dialect.titles && !group.display_name.is_empty() {
            schema.insert("title".into(), group.display_name.as_ref().into());
        }
        // A row is added, and starts with its defaults then; a single group is part of the data from the start.
        if self.dialect.form && !property.multiple_values() {
            leave_empty(&mut schema);
        }
        schema
    }

    /// A resource in one of the modes.
    pub(super) fn locator(&self, property: &Property, filled: bool) -> Map<String, Value> {
        let mut value = match () {
            () if self.dialect.form => map(json!({ "type": "string", "title": property.display_name })),
            () if self.dialect.flat => typed("string"),
            () => map(json!({ "type": ["string", "number"] })),
        };
        match filled {
            true if self.dialect.form || self.dialect.flat => drop(value.insert("minLength".into(), 1.into())),
            true => drop(value.insert("not".into(), json!({ "const": "" }))),
            false if self.dialect.checks => drop(value.insert("type".into(), json!(["string", "number", "null"]))),
            false => {}
        }
        let mut properties = map(json!({
            "__rl": { "type": "boolean", "const": true, "default": true },
            "mode": self.mode(property),
            "value": value,
        }));
        if self.dialect.flat {
            properties.insert("__rl".into(), json!({ "type": "boolean", "description": "Always true." }));
            return map(json!({ "type": "object", "properties": properties, "required": ["__rl", "mode", "value"] }));
        }
        for cached in ["cachedResultName", "cachedResultUrl"] {
            properties.insert(cached.into(), json!({ "type": "string" }));
        }
        map(json!({ "type": "object", "properties": properties, "required": ["mode", "value"] }))
    }

    fn mode(&self, property: &Property) -> Map<String, Value> {
        let modes: Vec<_> = property.modes.iter().flatten().collect();
        let mut schema = typed("string");
        if modes.is_empty() {
            return schema;
        }
        if self.dialect.form {
            schema.insert("oneOf".into(), modes.iter().map(|mode| titled(mode)).collect());
            let search = modes.iter().filter_map(|mode| {
                let method = mode.type_options.as_ref()?.search_list_method.as_deref()?;
                Some((mode.name.to_string(), method.into()))
            });
            let search: Map<_, Value> = search.collect();
            if !search.is_empty() {
                mark(&mut schema, "search", search.into());
            }
            let needs_filter = |mode: &&&Mode| {
                mode.type_options.as_ref().is_some_and(|options| options.search_filter_required == Some(true))
            };
            let filtered: Vec<_> = modes.iter().filter(needs_filter).map(|mode| mode.name.as_ref()).collect();
            if !filtered.is_empty() {
                mark(&mut schema, "filterRequired", filtered.into());
            }
            let default = property.default.as_ref().and_then(|default| default["mode"].as_str());
            if let Some(default) = default.filter(|name| modes.iter().any(|mode| mode.name == *name)) {
                schema.insert("default".into(), default.into());
            }
        } else {
            schema.insert("enum".into(), modes.iter().map(|mode| mode.name.as_ref()).collect());
        }
        schema
    }
}

/// A mode as people see it.
fn titled(mode: &Mode) -> Value {
    let mut schema = map(json!({ "const": mode.name, "title": mode.display_name }));
    if let Some(hint) = &mode.hint {
        schema.insert("description".into(), hint.as_ref().into());
    }
    if let Some(example) = &mode.placeholder {
        schema.insert("examples".into(), [example.as_ref()].as_slice().into());
    }
    schema.into()
}

impl Values<'_> {
    pub(super) fn resource_mapper(&self) -> Map<String, Value> {
        let value = if self.dialect.flat { json!("object") } else { json!(["object", "null"]) };
        map(json!({
            "type": "object",
            "properties": {
                "mappingMode": { "type": "string" },
                "value": { "type": value },
                "matchingColumns": { "type": "array", "items": { "type": "string" } },
                "schema": { "type": "array", "items": { "type": "object" } },
            },
        }))
    }

    pub(super) fn assignments(&self) -> Map<String, Value> {
        let value = if self.dialect.flat { json!({ "type": "string" }) } else { json!({}) };
        let assignment = json!({
            "type": "object",
            "properties": {
                "id": { "type": "string" },
                "name": { "type": "string" },
                "type": { "type": "string" },
                "value": value,
            },
            "required": ["name", "value"],
        });
        map(json!({ "type": "object", "properties": { "assignments": { "type": "array", "items": assignment } } }))
    }
}

pub(super) fn filter() -> Map<String, Value> {
    map(json!({
        "type": "object",
        "properties": {
            "combinator": { "type": "string", "enum": ["and", "or"] },
            "conditions": { "type": "array", "items": { "type": "object" } },
            "options": { "type": "object" },
        },
    }))
}
