//! A node's parameters with their expressions compiled: once per node, evaluated per item.

use std::sync::Arc;

use nodewright_core::{Expression, Expressions, NodeError, Parameters, Result, Scope, has_expression};
use serde_json::{Map, Value};

/// Parameters of which some are expressions.
pub(crate) enum Compiled {
    /// No expression in it.
    Fixed(Value),
    Expression(Arc<dyn Expression>),
    List(Vec<Compiled>),
    Object(Object),
}

/// An object of which some values are not fixed.
pub(crate) struct Object {
    /// All keys in their order, with the values that are fixed. A copy of it with some values replaced costs less than
    /// a new map, where every key is hashed.
    fixed: Map<String, Value>,
    /// What stands in the place of each value that is not.
    parts: Vec<Option<Compiled>>,
    /// The object as stored, where an expression in it may ask for another of its keys.
    stored: Option<Value>,
}

impl Compiled {
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
            Ok((key, part))
        });
        // The parameters themselves are no siblings in n8n's eyes.
        let object = Object::of(resolved, None)?;
        Ok(match object.parts.iter().all(Option::is_none) {
            true => Self::Fixed(Value::Object(object.fixed)),
            false => Self::Object(object),
        })
    }

    /// Compiles what stands in a value.
    pub fn of(value: &Value, engine: &dyn Expressions) -> Result<Self> {
        part(value, engine)
    }

    /// How many expressions there are in it.
    pub fn expressions(&self) -> usize {
        match self {
            Self::Fixed(_) => 0,
            Self::Expression(_) => 1,
            Self::List(list) => list.iter().map(Self::expressions).sum(),
            Self::Object(object) => object.parts.iter().flatten().map(Self::expressions).sum(),
        }
    }

    /// The parameters, where there is no expression in them.
    pub fn fixed(&self) -> Option<&Parameters> {
        match self {
            Self::Fixed(Value::Object(map)) => Some(map),
            _ => None,
        }
    }

    /// The value for one item. `None` is `undefined`: left out of an object, null in a list, as JSON has it.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>> {
        Ok(Some(match self {
            Self::Fixed(value) => value.clone(),
            Self::Expression(expression) => return expression.evaluate(scope),
            Self::List(list) => {
                let scope = Scope { siblings: None, ..*scope };
                let all = list.iter().map(|part| Ok(part.evaluate(&scope)?.unwrap_or(Value::Null)));
                Value::Array(all.collect::<Result<_>>()?)
            }
            Self::Object(object) => Value::Object(object.evaluate(scope)?),
        }))
    }
}

impl Object {
    fn of<'k>(entries: impl Iterator<Item = Result<(&'k String, Compiled)>>, stored: Option<Value>) -> Result<Self> {
        let (mut fixed, mut parts) = (Map::new(), Vec::new());
        for entry in entries {
            let (key, part) = entry?;
            let (value, part) = match part {
                Compiled::Fixed(value) => (value, None),
                part => (Value::Null, Some(part)),
            };
            fixed.insert(key.clone(), value);
            parts.push(part);
        }
        Ok(Self { fixed, parts, stored })
    }

    fn evaluate(&self, scope: &Scope<'_>) -> Result<Map<String, Value>> {
        let scope = Scope { siblings: self.stored.as_ref(), ..*scope };
        let (mut map, mut undefined) = (self.fixed.clone(), Vec::new());
        for ((key, value), part) in self.fixed.keys().zip(map.values_mut()).zip(&self.parts) {
            let Some(part) = part else { continue };
            match part.evaluate(&scope).map_err(|e: NodeError| e.at_parameter(key))? {
                Some(found) => *value = found,
                None => undefined.push(key),
            }
        }
        for key in undefined {
            map.shift_remove(key);
        }
        Ok(map)
    }
}

fn part(value: &Value, engine: &dyn Expressions) -> Result<Compiled> {
    Ok(match value {
        Value::String(text) if text.starts_with('=') => Compiled::Expression(engine.compile(text)?),
        Value::Array(list) if has_expression(value) => {
            Compiled::List(list.iter().map(|value| part(value, engine)).collect::<Result<_>>()?)
        }
        Value::Object(map) if has_expression(value) => {
            let entries =
                map.iter().map(|(key, value)| Ok((key, part(value, engine).map_err(|e| e.at_parameter(key))?)));
            let stored = map.values().any(may_ask_for_sibling).then(|| value.clone());
            Compiled::Object(Object::of(entries, stored)?)
        }
        other => Compiled::Fixed(other.clone()),
    })
}

/// Whether a value is an expression in which `$parameter["&name"]` may stand.
fn may_ask_for_sibling(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('=') && text.contains('&'))
}
