//! Calls of functions that the expression wrote.

use super::bind::bind;
use super::code::{Closure, Params};
use super::eval::eval;
use super::scope::{Scope, ScopeRef};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::Value;

/// Runs the body with these arguments.
pub fn call<'a>(
    cx: &Evaluation<'a>,
    closure: &'a Closure,
    parent: ScopeRef<'a>,
    arguments: &[Value<'a>],
) -> Completion<'a> {
    // A scope that nothing can keep serves the next call.
    let scope = if closure.captured { Scope::new(cx, closure.slots, parent) } else { take(cx, closure.slots, parent) };
    let result = run(cx, closure, scope, arguments);
    if !closure.captured {
        cx.spare_scopes.borrow_mut().push(scope);
    }
    result
}

/// A scope of this size under this parent, as good as new.
fn take<'a>(cx: &Evaluation<'a>, slots: usize, parent: ScopeRef<'a>) -> &'a Scope<'a> {
    let mut spare = cx.spare_scopes.borrow_mut();
    let same_parent = |scope: &&Scope<'a>| match (scope.parent(), parent) {
        (None, None) => true,
        (Some(left), Some(right)) => std::ptr::eq(left, right),
        _ => false,
    };
    let fits = spare.last().is_some_and(|scope| scope.slots().len() == slots && same_parent(scope));
    match spare.pop_if(|_| fits) {
        Some(scope) => {
            scope.slots().iter().for_each(|slot| slot.set(Value::Empty));
            scope
        }
        None => Scope::new(cx, slots, parent),
    }
}

fn run<'a>(cx: &Evaluation<'a>, closure: &'a Closure, scope: &'a Scope<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    match &closure.params {
        Params::Simple(count) => {
            for (at, slot) in scope.slots().iter().take(*count).enumerate() {
                slot.set(arguments.get(at).copied().unwrap_or(Value::Undefined).or_undefined());
            }
        }
        Params::Patterns { .. } => bind_params(cx, closure, scope, arguments)?,
    }
    eval(cx, Some(scope), &closure.body)
}

fn bind_params<'a>(
    cx: &Evaluation<'a>,
    closure: &'a Closure,
    scope: &'a Scope<'a>,
    arguments: &[Value<'a>],
) -> Result<(), Throw<'a>> {
    let Params::Patterns { params, rest } = &closure.params else { return Ok(()) };
    for (at, param) in params.iter().enumerate() {
        let value = arguments.get(at).copied().unwrap_or(Value::Undefined);
        bind(cx, Some(scope), param, value)?;
    }
    if let Some(rest) = rest {
        let remaining = cx.array(arguments.get(params.len()..).unwrap_or_default().to_vec())?;
        bind(cx, Some(scope), rest, remaining)?;
    }
    Ok(())
}
