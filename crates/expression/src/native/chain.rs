//! Calls, and chains with `?.` in them.

use super::code::{Code, Item, Optional};
use super::eval::{eval, eval_arguments, index, safe_key};
use super::scope::ScopeRef;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions;
use crate::value::Value;

/// Calls what the code names.
pub fn call<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, code: &'a Code) -> Completion<'a> {
    match code {
        Code::Call { callee, arguments, .. } => {
            let callee = eval(cx, scope, callee)?;
            let arguments = eval_arguments(cx, scope, arguments)?;
            cx.call(callee, Value::Undefined, &arguments)
        }
        Code::CallMethod { object, name, arguments, extended, optional } => {
            let object = eval(cx, scope, object)?;
            let result = method(cx, scope, object, name, arguments, *extended, *optional)?;
            Ok(result.unwrap_or(Value::Undefined))
        }
        Code::CallIndex { object, key, arguments, .. } => {
            let object = eval(cx, scope, object)?;
            let name = safe_key(cx, eval(cx, scope, key)?)?;
            let arguments = eval_arguments(cx, scope, arguments)?;
            cx.call_method(object, name, &arguments)
        }
        _ => Ok(Value::Undefined),
    }
}

/// A call of a method; None where its own `?.` ends the chain.
fn method<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    object: Value<'a>,
    name: &'a str,
    arguments: &'a [Item],
    extended: bool,
    optional: Optional,
) -> Result<Option<Value<'a>>, Throw<'a>> {
    if optional.call {
        let is_missing =
            if extended { functions::find(cx, object, name)?.is_none() } else { cx.get(object, name)?.is_nullish() };
        if is_missing {
            return Ok(None);
        }
    } else if !extended && object.is_nullish() {
        // The arguments are not even looked at.
        return cx.get(object, name).map(Some);
    }
    let arguments = eval_arguments(cx, scope, arguments)?;
    if extended {
        return functions::extend(cx, object, name, &arguments).map(Some);
    }
    cx.call_method(object, name, &arguments).map(Some)
}

/// A piece of an optional chain; None once a `?.` has met nothing.
pub fn chain<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, code: &'a Code) -> Result<Option<Value<'a>>, Throw<'a>> {
    // The object of each link, unless the chain is over.
    macro_rules! object {
        ($object:expr, $optional:expr) => {
            match chain(cx, scope, $object)? {
                None => return Ok(None),
                Some(object) if $optional && object.is_nullish() => return Ok(None),
                Some(object) => object,
            }
        };
    }
    match code {
        Code::Member { object, name, optional } => {
            let object = object!(object, *optional);
            cx.get(object, name).map(Some)
        }
        Code::Index { object, key, optional } => {
            let object = object!(object, *optional);
            let key = eval(cx, scope, key)?;
            index(cx, object, key).map(Some)
        }
        Code::Call { callee, arguments, optional } => {
            let callee = object!(callee, *optional);
            let arguments = eval_arguments(cx, scope, arguments)?;
            cx.call(callee, Value::Undefined, &arguments).map(Some)
        }
        Code::CallMethod { object, name, arguments, extended, optional } => {
            let object = object!(object, optional.object);
            method(cx, scope, object, name, arguments, *extended, *optional)
        }
        Code::CallIndex { object, key, arguments, optional } => {
            let object = object!(object, optional.object);
            let name = safe_key(cx, eval(cx, scope, key)?)?;
            if optional.call && cx.get(object, name)?.is_nullish() {
                return Ok(None);
            }
            let arguments = eval_arguments(cx, scope, arguments)?;
            cx.call_method(object, name, &arguments).map(Some)
        }
        other => eval(cx, scope, other).map(Some),
    }
}
