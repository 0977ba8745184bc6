//! The data of a credential: completed, and with its expressions evaluated.

use std::collections::BTreeSet;

use nodewright_properties::{Context, Property, is_displayed};
use serde_json::{Map, Value};

use super::{COMMON, CredentialType, TOKENS};
use crate::{ErrorKind, Expressions, NodeError, Result, Scope, has_expression};

/// Defaults filled in, what is not shown dropped.
pub(super) fn with_defaults(kind: &CredentialType, mut data: Map<String, Value>) -> Result<Map<String, Value>> {
    // A default can show a further property, so again while something comes to it.
    loop {
        let before = data.len();
        for property in &kind.properties {
            let Some(default) = &property.default else { continue };
            if !data.contains_key(property.name.as_ref()) && is_shown(property, &data)? {
                data.insert(property.name.to_string(), default.clone());
            }
        }
        if data.len() == before {
            break;
        }
    }
    if kind.properties.is_empty() {
        return Ok(data);
    }
    let mut shown = BTreeSet::from(COMMON);
    for property in &kind.properties {
        if is_shown(property, &data)? {
            shown.insert(&property.name);
        }
    }
    data.retain(|name, _| shown.contains(name.as_str()));
    Ok(data)
}

pub(super) fn is_shown(property: &Property, data: &Map<String, Value>) -> Result<bool> {
    let shown = is_displayed(property.display_options.as_deref(), data, Some(data), Context::default());
    shown.map_err(|error| NodeError::new(ErrorKind::Credential, error.to_string()))
}

/// The data with its expressions evaluated over it as it is, as in n8n; `None` where there are none. What a service has
/// stored is no expression, whatever it looks like; one that is about more than `$self` is left to the node.
pub(super) fn evaluated(name: &str, data: &Value, expressions: &dyn Expressions) -> Result<Option<Value>> {
    let Some(fields) = data.as_object() else { return Ok(None) };
    let is_own = |field: &str, value: &Value| field != TOKENS && has_expression(value) && is_of_self(value);
    if !fields.iter().any(|(field, value)| is_own(field, value)) {
        return Ok(None);
    }
    let mut evaluated = Map::new();
    for (field, value) in fields {
        let value = match is_own(field, value) {
            false => Some(value.clone()),
            true => evaluate(value, data, expressions).map_err(|error| {
                let message =
                    format!("The field '{field}' of the credential '{name}' cannot be evaluated: {}", error.message());
                NodeError::new(ErrorKind::Credential, message)
            })?,
        };
        evaluated.extend(value.map(|value| (field.clone(), value)));
    }
    Ok(Some(Value::Object(evaluated)))
}

/// Whether the expressions in a value name no variable but `$self`.
fn is_of_self(value: &Value) -> bool {
    match value {
        Value::String(text) if text.starts_with('=') => {
            let mut names = text.split('$').skip(1);
            names.all(|behind| behind.strip_prefix("self").is_some_and(|rest| !rest.starts_with(is_of_name)))
        }
        Value::Array(list) => list.iter().all(is_of_self),
        Value::Object(map) => map.values().all(is_of_self),
        _ => true,
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$')
}

/// A value with the expressions in it evaluated; `None` is `undefined`.
pub(super) fn evaluate(value: &Value, data: &Value, expressions: &dyn Expressions) -> Result<Option<Value>> {
    Ok(Some(match value {
        // Nothing is an expression of nothing.
        Value::String(text) if text == "=" => Value::String(String::new()),
        Value::String(text) if text.starts_with('=') => {
            let scope = Scope { credentials: Some(data), ..Scope::default() };
            return expressions.compile(text)?.evaluate(&scope);
        }
        Value::Array(list) => {
            let elements = list.iter().map(|element| Ok(evaluate(element, data, expressions)?.unwrap_or_default()));
            Value::Array(elements.collect::<Result<_>>()?)
        }
        Value::Object(map) => {
            let mut all = Map::new();
            for (name, value) in map {
                all.extend(evaluate(value, data, expressions)?.map(|value| (name.clone(), value)));
            }
            Value::Object(all)
        }
        other => other.clone(),
    }))
}
