//! OpenAI's functions. In strict mode every field is required and an optional one may be null.

use serde_json::{Map, Value, json};

use super::Tool;
use crate::words;

/// Limits of strict schemas; they have been raised since, and a schema beyond them is offered without `strict`.
const MOST_PROPERTIES: usize = 100;
const DEEPEST: usize = 5;

/// Keywords that strict schemas may hold.
const KEPT: [&str; 14] = [
    "type",
    "title",
    "description",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "anyOf",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
];

pub(super) fn function(tool: &Tool) -> Value {
    let schema = tool.schema();
    let strict = strict(&schema);
    let is_strict = strict.is_some();
    json!({ "type": "function", "function": {
        "name": tool.name,
        "description": tool.description,
        "parameters": strict.unwrap_or(schema),
        "strict": is_strict,
    } })
}

/// The schema in strict mode; `None` if it says something that strict mode cannot.
fn strict(schema: &Map<String, Value>) -> Option<Map<String, Value>> {
    let mut properties = 0;
    object(schema, 1, &mut properties)
}

fn object(schema: &Map<String, Value>, depth: usize, count: &mut usize) -> Option<Map<String, Value>> {
    let properties = schema.get("properties")?.as_object()?;
    *count += properties.len();
    if depth > DEEPEST || *count > MOST_PROPERTIES {
        return None;
    }
    let required = schema.get("required").and_then(Value::as_array);
    let mut strict = kept(schema);
    let mut all = Map::new();
    for (name, property) in properties {
        let mut property = value(property.as_object()?, depth, count)?;
        if !required.is_some_and(|names| names.iter().any(|required| required == name)) {
            nullable(&mut property);
        }
        all.insert(name.clone(), property.into());
    }
    strict.insert("required".into(), all.keys().cloned().collect());
    strict.insert("properties".into(), all.into());
    strict.insert("additionalProperties".into(), false.into());
    Some(strict)
}

fn value(schema: &Map<String, Value>, depth: usize, count: &mut usize) -> Option<Map<String, Value>> {
    let mut strict = kept(schema);
    if let Some(default) = schema.get("default") {
        say_default(&mut strict, default);
    }
    match schema.get("type") {
        // What may be anything can only be given as text, which JSON parameters take too.
        Some(_) if is_free(schema) => {
            strict.insert("type".into(), "string".into());
            words::add(&mut strict, "As JSON text.");
            strict.shift_remove("items");
            strict.shift_remove("additionalProperties");
        }
        Some(Value::String(kind)) if kind == "object" => {
            let mut strict = object(schema, depth + 1, count)?;
            strict.shift_remove("default");
            return Some(strict);
        }
        Some(Value::String(kind)) if kind == "array" => {
            let items = value(schema.get("items")?.as_object()?, depth, count)?;
            strict.insert("items".into(), items.into());
        }
        Some(_) => {}
        None => {
            let any = schema.get("anyOf")?.as_array()?;
            let any = any.iter().map(|one| value(one.as_object()?, depth, count)).collect::<Option<Vec<_>>>()?;
            strict.insert("anyOf".into(), any.into());
        }
    }
    Some(strict)
}

/// Whether it is an object that may hold anything, or a list of such.
fn is_free(schema: &Map<String, Value>) -> bool {
    let items = schema.get("items").and_then(Value::as_object);
    schema.get("additionalProperties") == Some(&Value::Bool(true)) || items.is_some_and(is_free)
}

fn kept(schema: &Map<String, Value>) -> Map<String, Value> {
    let kept = schema.iter().filter(|(keyword, _)| KEPT.contains(&keyword.as_str()));
    kept.map(|(keyword, value)| (keyword.clone(), value.clone())).collect()
}

fn nullable(schema: &mut Map<String, Value>) {
    match schema.get_mut("type") {
        Some(Value::Array(kinds)) => kinds.push("null".into()),
        Some(kind) => *kind = json!([kind.take(), "null"]),
        None => {
            if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
                any.push(json!({ "type": "null" }));
            }
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

/// `default` is none of the keywords, so it is said in words.
fn say_default(schema: &mut Map<String, Value>, default: &Value) {
    words::add(schema, &format!("Default: {default}."));
}
