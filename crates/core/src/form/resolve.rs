//! A node's stored parameters through its form: defaults filled in, hidden ones dropped, missing ones named.

use serde_json::{Map, Value};

use crate::Parameters;

use super::{Field, Issues, Kind};

/// Fills `to` with what `fields` show of `stored`, and notes every required one that is empty.
///
/// As in n8n: defaults at the top level only, a collection keeps the keys that are stored and declared,
/// and a side of a toggle that is not shown is never looked at.
pub fn resolve(fields: &[Field], stored: &Parameters, to: &mut Parameters, issues: &mut Issues) {
    for field in fields {
        match field.form.kind {
            Kind::Inline(inner) => resolve(inner, stored, to, issues),
            Kind::Toggle(toggle) => {
                let side = toggle.side(stored);
                let switch = side.map_or_else(|| stored[toggle.switch.name].clone(), Value::Bool);
                to.insert(toggle.switch.name.into(), switch);
                match side {
                    Some(true) => resolve(toggle.on, stored, to, issues),
                    Some(false) => resolve(toggle.off, stored, to, issues),
                    // Which side counts is known per item only, and so is what is missing on it.
                    None => {
                        resolve(toggle.on, stored, to, &mut Issues::default());
                        resolve(toggle.off, stored, to, &mut Issues::default());
                    }
                }
            }
            kind => {
                let value = field.stored(stored);
                if !field.form.optional && is_empty(value.unwrap_or(&field.default_value()), kind) {
                    issues.extend(field.missing());
                }
                let value = match (value, kind) {
                    (Some(Value::Object(map)), Kind::Collection(inner)) => Value::Object(declared(map, inner)),
                    (Some(value), _) => value.clone(),
                    (None, _) => field.default_value(),
                };
                to.insert(field.name.into(), value);
            }
        }
    }
}

/// The stored keys of a collection that it declares.
fn declared(stored: &Parameters, fields: &[Field]) -> Parameters {
    let mut to = Map::new();
    for (key, value) in stored {
        let Some(field) = flat(fields).find(|f| f.name == key) else { continue };
        let value = match (value, field.form.kind) {
            (Value::Object(map), Kind::Collection(inner)) => Value::Object(declared(map, inner)),
            (value, _) => value.clone(),
        };
        to.insert(key.clone(), value);
    }
    to
}

/// The fields of a level, with those of groups at the same level.
fn flat(fields: &[Field]) -> Box<dyn Iterator<Item = &Field> + '_> {
    Box::new(fields.iter().flat_map(|field| match field.form.kind {
        Kind::Inline(inner) => flat(inner),
        Kind::Toggle(toggle) => {
            Box::new(std::iter::once(&toggle.switch).chain(flat(toggle.on)).chain(flat(toggle.off)))
        }
        _ => Box::new(std::iter::once(field)),
    }))
}

/// Whether a required parameter lacks a value. As in n8n, null does not count as empty here where it may be a
/// value: the reader of a JSON parameter decides whether it is nothing or an empty object, and the reader of a number reports
/// it as missing.
fn is_empty(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Null => !matches!(kind, Kind::Json(_) | Kind::Number { .. } | Kind::Boolean),
        Value::String(text) => text.is_empty(),
        Value::Object(locator) => matches!(kind, Kind::Locate(_)) && locates_nothing(locator),
        Value::Array(list) => list.is_empty() && matches!(kind, Kind::MultiOptions(_) | Kind::LoadMany(_)),
        _ => false,
    }
}

/// Whether a resource locator has no value yet.
pub fn locates_nothing(locator: &Parameters) -> bool {
    locator.get("value").is_none_or(|id| id.is_null() || id == "")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Form, JsonShape, Literal};

    const QUERY: Field = Field::new("query", "Query", Form::of(Kind::Json(JsonShape::Any)))
        .default(Literal::Str(""))
        .aliases(&["queryJson", "data"]);
    const DATA: Field = Field::new("data", "Data", Form::of(Kind::Json(JsonShape::Any)));
    const NAME: Field = Field::new("name", "Name", Form::of(Kind::String));
    const TO: Field = Field::new("to", "To", Form::of(Kind::Number { min: None, max: None }));

    #[test]
    fn an_older_name_is_read_where_the_own_one_is_empty() {
        for (stored, expected) in [
            (json!({ "query": "{}", "queryJson": "[]" }), json!("{}")),
            (json!({ "query": "", "queryJson": "[]" }), json!("[]")),
            (json!({ "queryJson": null, "data": { "a": 1 } }), json!({ "a": 1 })),
        ] {
            let mut to = Parameters::new();
            resolve(&[QUERY], stored.as_object().unwrap(), &mut to, &mut Issues::default());
            assert_eq!(Value::Object(to), json!({ "query": expected }), "{stored}");
        }
    }

    #[test]
    fn what_may_be_null_is_left_to_its_reader() {
        let cases = [
            (DATA, json!({}), false),
            (TO, json!({}), false),
            (QUERY, json!({ "query": "" }), true),
            (NAME, json!({ "name": null }), true),
        ];
        for (field, stored, missing) in cases {
            let mut issues = Issues::default();
            resolve(&[field], stored.as_object().unwrap(), &mut Parameters::new(), &mut issues);
            assert_eq!(!issues.is_empty(), missing, "{} {stored}", field.name);
        }
    }
}
