//! Parameters that are patterns.

use super::code::Bind;
use super::eval::eval;
use super::scope::{ScopeRef, cell};
use crate::evaluation::{Evaluation, Throw};
use crate::value::{Properties, Value};

/// Takes a value apart into the names of a pattern.
pub fn bind<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    pattern: &'a Bind,
    value: Value<'a>,
) -> Result<(), Throw<'a>> {
    match pattern {
        Bind::Local(local) => {
            if let Some(cell) = cell(scope, *local) {
                cell.set(value.or_undefined());
            }
            Ok(())
        }
        Bind::Default { target, value: default } => {
            let value = if value.is_undefined() { eval(cx, scope, default)? } else { value };
            bind(cx, scope, target, value)
        }
        Bind::Array { elements, rest } => {
            let mut list = cx.list(value)?.into_iter();
            for element in elements {
                let value = list.next().unwrap_or(Value::Undefined);
                if let Some(element) = element {
                    bind(cx, scope, element, value)?;
                }
            }
            match rest {
                Some(rest) => {
                    let remaining = cx.array(list.collect())?;
                    bind(cx, scope, rest, remaining)
                }
                None => Ok(()),
            }
        }
        Bind::Object { properties, rest } => {
            if value.is_nullish() {
                return Err(cx.type_error("Cannot destructure a value that is undefined or null"));
            }
            for (name, target) in properties {
                let member = cx.get(value, name)?;
                bind(cx, scope, target, member)?;
            }
            let Some(rest) = rest else { return Ok(()) };
            let taken = |key: &&str| properties.iter().any(|(name, _)| **name == **key);
            let remaining: Properties<'a> = cx.entries(value)?.into_iter().filter(|(key, _)| !taken(key)).collect();
            let remaining = cx.object(remaining)?;
            bind(cx, scope, rest, remaining)
        }
    }
}
