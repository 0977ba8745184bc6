//! A node's parameters with their expressions compiled: once per node, evaluated per item.

use std::sync::Arc;

use nodewright_core::{Expression, Expressions, NodeError, Parameters, Result, Scope, has_expression};
use serde_json::{Map, Value};

/// Parameters of which some are expressions.
pub(crate) enum Template {
    /// No expression in it.
    Fixed(Value),
    Expression(Arc<dyn Expression>),
    List(Vec<Template>),
    /// All keys in their order, and what stands in the place of those values that are not fixed. A copy of the map
    /// with some values replaced costs less than a new one, where every key is hashed.
    Object {
        keys: Map<String, Value>,
        parts: Vec<Option<Template>>,
        /// The object as stored, where an expression in it may ask for another of its keys.
        stored: Option<Value>,
    },
}

impl Template {
    /// Compiles what stands in `parameters`.
    pub fn compile(parameters: &Parameters, engine: &dyn Expressions) -> Result<Self> {
        let resolved = parameters.iter().map(|(key, value)| {
            // Which parameters there are hangs on these two, so they are never expressions.
            let fixed = matches!(key.as_str(), "resource" | "operation") || !has_expression(value);
            let part = if fixed {
                Self::Fixed(value.clone())
            } else {
                part(value, engine).map_err(|e| e.at_parameter(key))?
            };
            Ok((key.clone(), part))
        });
        // The parameters themselves are no siblings in n8n's eyes.
        let template = Self::object(resolved, None)?;
        let Self::Object { parts, .. } = &template else { return Ok(template) };
        if parts.iter().all(Option::is_none) {
            return Ok(Self::Fixed(Value::Object(parameters.clone())));
        }
        Ok(template)
    }

    fn object(entries: impl Iterator<Item = Result<(String, Self)>>, stored: Option<Value>) -> Result<Self> {
        let (mut keys, mut parts) = (Map::new(), Vec::new());
        for entry in entries {
            let (key, part) = entry?;
            let (value, part) = match part {
                Self::Fixed(value) => (value, None),
                part => (Value::Null, Some(part)),
            };
            keys.insert(key, value);
            parts.push(part);
        }
        Ok(Self::Object { keys, parts, stored })
    }

    /// The parameters, where there is no expression in them.
    pub fn fixed(&self) -> Option<&Parameters> {
        match self {
            Self::Fixed(Value::Object(map)) => Some(map),
            _ => None,
        }
    }

    /// The parameters for one item.
    pub fn parameters(&self, scope: &Scope<'_>) -> Result<Parameters> {
        match self.evaluate(scope)? {
            Some(Value::Object(map)) => Ok(map),
            _ => Ok(Map::new()),
        }
    }

    /// `None` is `undefined`: left out of an object, null in a list, as JSON has it.
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>> {
        Ok(Some(match self {
            Self::Fixed(value) => value.clone(),
            Self::Expression(expression) => return expression.evaluate(scope),
            Self::List(list) => {
                let scope = Scope { siblings: None, ..*scope };
                let all = list.iter().map(|part| Ok(part.evaluate(&scope)?.unwrap_or(Value::Null)));
                Value::Array(all.collect::<Result<_>>()?)
            }
            Self::Object { keys, parts, stored } => {
                let scope = Scope { siblings: stored.as_ref(), ..*scope };
                let (mut map, mut undefined) = (keys.clone(), Vec::new());
                for ((key, value), part) in keys.keys().zip(map.values_mut()).zip(parts) {
                    let Some(part) = part else { continue };
                    match part.evaluate(&scope).map_err(|e: NodeError| e.at_parameter(key))? {
                        Some(found) => *value = found,
                        None => undefined.push(key),
                    }
                }
                for key in undefined {
                    map.shift_remove(key);
                }
                Value::Object(map)
            }
        }))
    }
}

fn part(value: &Value, engine: &dyn Expressions) -> Result<Template> {
    Ok(match value {
        Value::String(text) if text.starts_with('=') => Template::Expression(engine.compile(text)?),
        Value::Array(list) if has_expression(value) => {
            Template::List(list.iter().map(|value| part(value, engine)).collect::<Result<_>>()?)
        }
        Value::Object(map) if has_expression(value) => {
            let entry = |(key, value): (&String, &Value)| {
                Ok((key.clone(), part(value, engine).map_err(|e| e.at_parameter(key))?))
            };
            let stored = map.values().any(may_ask_for_sibling).then(|| value.clone());
            Template::object(map.iter().map(entry), stored)?
        }
        other => Template::Fixed(other.clone()),
    })
}

/// Whether a value is an expression in which `$parameter["&name"]` may stand.
fn may_ask_for_sibling(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('=') && text.contains('&'))
}
