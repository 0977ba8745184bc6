//! Values to choose from.

use nodewright_properties::{Choice, Property};
use serde_json::{Map, Value, json};

use super::{Values, map, type_of, typed};
use crate::dialect::Choices;
use crate::field::is_loaded;

impl Values<'_> {
    /// A value of the list; anything plain where a loader gives the list.
    pub(super) fn option(&self, property: &Property, filled: bool) -> Map<String, Value> {
        if !is_loaded(property) {
            let offered: Vec<_> = property
                .choices()
                .iter()
                .filter(|choice| self.facts.allow(choice.display_options.as_deref()))
                .collect();
            return choices(&offered, self.dialect.choices);
        }
        if !self.dialect.checks {
            let mut schema = typed("string");
            if filled {
                schema.insert("minLength".into(), 1.into());
            }
            return schema;
        }
        let mut schema = map(json!({ "type": ["string", "number", "boolean"] }));
        if filled {
            schema.insert("not".into(), json!({ "const": "" }));
        }
        schema
    }
}

/// The schema of one of the choices. `type` stands beside `oneOf` because form renderers show no list without it.
pub(crate) fn choices(choices: &[&Choice], style: Choices) -> Map<String, Value> {
    let mut values: Vec<Value> = Vec::new();
    let mut titled = Vec::new();
    for choice in choices {
        let value = choice.value.clone().unwrap_or_else(|| choice.name.as_ref().into());
        if values.contains(&value) {
            continue;
        }
        let mut one = map(json!({ "const": value, "title": choice.name }));
        if let Some(description) = choice.description.as_deref().filter(|text| !text.is_empty()) {
            one.insert("description".into(), description.into());
        }
        titled.push(Value::Object(one));
        values.push(value);
    }
    let mut schema = common_type(&values);
    match style {
        _ if values.is_empty() => {}
        Choices::Titled => drop(schema.insert("oneOf".into(), titled.into())),
        Choices::Listed => drop(schema.insert("enum".into(), values.into())),
    }
    schema
}

/// `type` with the types that the values have.
fn common_type(values: &[Value]) -> Map<String, Value> {
    let mut types: Vec<_> = values.iter().map(type_of).collect();
    types.sort_unstable();
    types.dedup();
    match types[..] {
        [] => typed("string"),
        [only] => typed(only),
        _ => map(json!({ "type": types })),
    }
}
