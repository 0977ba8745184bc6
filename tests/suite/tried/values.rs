//! Values for parameters that must not be empty.

use nodewright::{
    Result, Runtime,
    properties::{Context, is_displayed},
    serde_json::{Map, Value, json},
};

use super::operation::Operation;

/// Required parameters show others that are required; no node goes deeper.
const ROUNDS: usize = 6;

/// The operation with a value for every parameter that must not be empty and has no default.
pub fn required(runtime: &Runtime, operation: &Operation) -> Result<Map<String, Value>> {
    let node = runtime.registry().node(&operation.node, Some(operation.version))?;
    let description = node.description();
    let context = Context { version: Some(operation.version), description: Some(description) };
    let mut stored = Map::new();
    for (name, value) in [("resource", &operation.resource), ("operation", &operation.operation)] {
        stored.extend(value.clone().map(|value| (name.to_owned(), value.into())));
    }
    for _ in 0..ROUNDS {
        let resolved = runtime.resolve(&operation.node, Some(operation.version), &stored)?.parameters;
        let before = stored.len();
        for property in &description.properties {
            let shown = is_displayed(property.display_options.as_deref(), &resolved, Some(&resolved), context);
            let value = resolved.get(&*property.name);
            if property.required != Some(true) || !shown.unwrap_or(false) || !value.is_none_or(is_empty) {
                continue;
            }
            stored.entry(property.name.to_string()).or_insert_with(|| of_property(&json!(property)));
        }
        if stored.len() == before {
            break;
        }
    }
    Ok(stored)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) if map.contains_key("__rl") || map.contains_key("mode") => {
            map.get("value").is_none_or(is_empty)
        }
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// A value that a service would take.
fn of_property(property: &Value) -> Value {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let choices = property["options"].as_array().into_iter().flatten().map(|option| &option["value"]);
    let first = || choices.clone().find(|value| !is_empty(value)).cloned().unwrap_or_else(|| "1".into());
    match property["type"].as_str().unwrap_or_default() {
        "number" => 1.into(),
        "boolean" => true.into(),
        "options" => first(),
        "multiOptions" => vec![first()].into(),
        "dateTime" => "2026-01-02T03:04:05Z".into(),
        "json" => "{}".into(),
        "color" => "#336699".into(),
        "resourceLocator" => {
            let modes = property["modes"].as_array().into_iter().flatten();
            let modes: Vec<_> = modes.filter(|mode| mode["type"] == "string").collect();
            let id = modes.iter().find(|mode| mode["name"] == "id").or_else(|| modes.first());
            json!({ "__rl": true, "mode": id.map_or("list".to_owned(), |mode| text(&mode["name"])), "value": "1" })
        }
        "resourceMapper" => json!({ "mappingMode": "defineBelow", "value": { "name": "Ada" } }),
        "fixedCollection" => {
            let group = &property["options"][0];
            let fields = group["values"].as_array().into_iter().flatten();
            let fields: Map<_, _> = fields.map(|field| (text(&field["name"]), of_property(field))).collect();
            let is_list = property["typeOptions"]["multipleValues"] == true;
            let entry = if is_list { json!([fields]) } else { json!(fields) };
            json!({ text(&group["name"]): entry })
        }
        "collection" => json!({}),
        _ if property["typeOptions"]["multipleValues"] == true => json!([of_name(property)]),
        _ => of_name(property).into(),
    }
}

fn of_name(property: &Value) -> String {
    let name = property["name"].as_str().unwrap_or_default().to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let value = match () {
        () if has(&["email"]) => "ada@example.com",
        () if has(&["url", "uri", "endpoint", "link"]) => "https://service.example/page",
        () if has(&["json", "body", "payload"]) => "{}",
        () if has(&["date"]) => "2026-01-02",
        () => "1",
    };
    value.to_owned()
}

/// A value of a credential's field.
pub fn of_credential(field: &Value) -> Value {
    let name = field["name"].as_str().unwrap_or_default().to_lowercase();
    let default = &field["default"];
    match default {
        Value::String(text) if text.is_empty() => {}
        Value::Null => {}
        default => return default.clone(),
    }
    match () {
        () if ["url", "host", "server", "endpoint"].iter().any(|part| name.contains(part)) => {
            "https://service.example".into()
        }
        () if field["type"] == "options" => field["options"][0]["value"].clone(),
        () => "of-the-tests".into(),
    }
}
