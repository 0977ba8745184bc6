//! JSON parameters where their values are not checked.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value, json};

use super::{Values, map, type_of, typed};
use crate::dialect::Json;
use crate::words;

impl Values<'_> {
    pub(super) fn json(&self, property: &Property, filled: bool) -> Map<String, Value> {
        let mut text = typed("string");
        if filled {
            text.insert("minLength".into(), 1.into());
        }
        match self.dialect.json {
            Json::ValueOrText => map(json!({ "type": ["object", "array", "string"] })),
            Json::Text => {
                text.insert("contentMediaType".into(), "application/json".into());
                text
            }
            Json::Shaped => shaped(property).unwrap_or(text),
        }
    }

    /// Says of a JSON parameter of one type what JSON Schema's types leave open, and gives its default that type.
    pub(super) fn explain_json(&self, schema: &mut Map<String, Value>, property: &Property) {
        if property.kind != PropertyType::Json || self.dialect.json != Json::Shaped {
            return;
        }
        let kind = schema.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        if kind == "string" {
            words::add(schema, "JSON text.");
        }
        if let Some(example) = property.placeholder.as_deref().filter(|text| !text.is_empty()) {
            words::add(schema, &format!("For example {example}"));
        }
        match schema.shift_remove("default") {
            Some(Value::String(text)) if kind != "string" => {
                let value = serde_json::from_str(&text).ok().filter(|value| type_of(value) == kind);
                schema.extend(value.map(|value: Value| ("default".to_owned(), value)));
            }
            Some(value) if kind == "string" && !value.is_string() => {
                schema.insert("default".into(), value.to_string().into());
            }
            Some(value) => drop(schema.insert("default".into(), value)),
            None => {}
        }
    }
}

/// The one type that the description tells; `None` where it tells none.
fn shaped(property: &Property) -> Option<Map<String, Value>> {
    // That anything may be in it is said, as there are providers that take an object without properties for an empty one.
    let object = json!({ "type": "object", "additionalProperties": true });
    let list = |items: Value| json!({ "type": "array", "items": items });
    Some(map(match property.type_options.as_ref()?.json_shape.as_deref()? {
        "object" => object,
        "objects" => list(object),
        "texts" => list(json!({ "type": "string" })),
        "numbers" => list(json!({ "type": "number" })),
        _ => return None,
    }))
}
