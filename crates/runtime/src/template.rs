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
    Object {
        entries: Vec<(String, Template)>,
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
        let entries: Vec<_> = resolved.collect::<Result<_>>()?;
        if entries.iter().all(|(_, part)| matches!(part, Self::Fixed(_))) {
            return Ok(Self::Fixed(Value::Object(parameters.clone())));
        }
        // The parameters themselves are no siblings in n8n's eyes.
        Ok(Self::Object { entries, stored: None })
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
            Self::Object { entries, stored } => {
                let scope = Scope { siblings: stored.as_ref(), ..*scope };
                let mut map = Map::with_capacity(entries.len());
                for (key, part) in entries {
                    if let Some(value) = part.evaluate(&scope).map_err(|e: NodeError| e.at_parameter(key))? {
                        map.insert(key.clone(), value);
                    }
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
            let entries = map.iter().map(entry).collect::<Result<_>>()?;
            Template::Object { entries, stored: map.values().any(may_ask_for_sibling).then(|| value.clone()) }
        }
        other => Template::Fixed(other.clone()),
    })
}

/// Whether a value is an expression in which `$parameter["&name"]` may stand.
fn may_ask_for_sibling(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('=') && text.contains('&'))
}
