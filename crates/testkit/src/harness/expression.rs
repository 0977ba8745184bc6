//! As much of n8n's expressions as recorded cases use: `={{ $json.a.b }}`, with text around it or without, and
//! `JSON.stringify` of that.

use nodewright_core::{
    Parameters,
    serde_json::{Map, Value},
};

/// All parameters, evaluated for an item.
pub fn evaluate_all(parameters: &Parameters, json: &Value) -> Parameters {
    match evaluate(&Value::Object(parameters.clone()), json) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn evaluate(value: &Value, json: &Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('=') {
            Some(template) => template_value(template, json),
            None => value.clone(),
        },
        Value::Array(list) => list.iter().map(|value| evaluate(value, json)).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), evaluate(value, json))).collect(),
        other => other.clone(),
    }
}

/// A template that is one expression keeps the value's type.
fn template_value(template: &str, json: &Value) -> Value {
    if let Some(only) = template.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"))
        && !only.contains("}}")
    {
        return expression(only.trim(), json);
    }
    let (mut out, mut rest) = (String::new(), template);
    while let Some((before, behind)) = rest.split_once("{{") {
        let (inner, behind) = behind.split_once("}}").expect("a closed expression");
        out.push_str(before);
        match expression(inner.trim(), json) {
            Value::String(text) => out.push_str(&text),
            other => out.push_str(&other.to_string()),
        }
        rest = behind;
    }
    Value::String(out + rest)
}

fn expression(text: &str, json: &Value) -> Value {
    if let Some(inner) = text.strip_prefix("JSON.stringify(").and_then(|rest| rest.strip_suffix(')')) {
        return expression(inner, json).to_string().into();
    }
    let path = text.strip_prefix("$json.").unwrap_or_else(|| panic!("not among the recorded expressions: {text}"));
    path.split('.').fold(json, |value, key| &value[key]).clone()
}
