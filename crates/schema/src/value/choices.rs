//! Values to choose from.

use nodewright_properties::{Choice, Property};
use serde_json::{Map, Value, json};

use super::{Values, map, type_of, typed};
use crate::dialect::Choices;
use crate::facts::Facts;
use crate::field::is_loaded;

impl Values<'_> {
    /// A value of the list; anything plain where a loader gives the list.
    pub(super) fn option(&self, property: &Property, filled: bool) -> Map<String, Value> {
        if !is_loaded(property) {
            let offered: Vec<_> = offered(property, self.facts).collect();
            let mut schema = choices(&offered, self.dialect.choices);
            if self.dialect.flat {
                one_type_each(&mut schema);
            }
            return schema;
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

/// The choices of a property that are offered where the facts hold, each value once.
pub(crate) fn offered<'p>(property: &'p Property, facts: &Facts) -> impl Iterator<Item = &'p Choice> {
    let mut known = Vec::new();
    property.choices().iter().filter(move |choice| {
        let is_offered = facts.allow(choice.display_options.as_deref());
        let is_new = is_offered && !known.contains(&stored(choice));
        known.extend(is_new.then(|| stored(choice)));
        is_new
    })
}

/// Whether the default is one of the choices.
pub(crate) fn is_preselected(property: &Property, facts: &Facts) -> bool {
    let default = property.default.as_ref();
    default.is_some_and(|default| offered(property, facts).any(|choice| stored(choice) == *default))
}

/// What is stored where the choice is taken.
fn stored(choice: &Choice) -> Value {
    choice.value.clone().unwrap_or_else(|| choice.name.as_ref().into())
}

/// The schema of one of the choices. `type` stands beside `oneOf` because form renderers show no list without it.
pub(crate) fn choices(choices: &[&Choice], style: Choices) -> Map<String, Value> {
    let mut values: Vec<Value> = Vec::new();
    let mut titled = Vec::new();
    for choice in choices {
        let value = stored(choice);
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

/// Values of several types become a possibility for each type. Booleans are not listed: there are only two.
fn one_type_each(schema: &mut Map<String, Value>) {
    if schema.get("type").is_some_and(|kind| kind == "boolean") {
        schema.shift_remove("enum");
    }
    let (Some(Value::Array(kinds)), Some(Value::Array(values))) = (schema.get("type"), schema.get("enum")) else {
        return;
    };
    let of = |kind: &Value| {
        let mut one = map(json!({
            "type": kind,
            "enum": values.iter().filter(|value| kind == type_of(value)).collect::<Vec<_>>(),
        }));
        one_type_each(&mut one);
        one
    };
    let any = kinds.iter().map(of).collect::<Vec<_>>();
    *schema = map(json!({ "anyOf": any }));
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
