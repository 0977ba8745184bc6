//! Assignments and patterns.

use super::code::{Bind, Code, Key, Target};
use super::eval::{eval, is_decided, safe_key};
use super::scope::{ScopeRef, cell};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::syntax::ast::{BinaryOp, LogicalOp};
use crate::value::{Properties, Value};

/// A target whose object and key are known.
enum Place<'a> {
    Local(super::code::Local),
    Constant,
    Free(&'a str),
    Property(Value<'a>, &'a str),
}

fn place<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, target: &'a Target) -> Result<Place<'a>, Throw<'a>> {
    Ok(match target {
        Target::Local(local) => Place::Local(*local),
        Target::Constant => Place::Constant,
        Target::Free(name) => Place::Free(name),
        Target::Member { object, key } => {
            let object = eval(cx, scope, object)?;
            let name = match key {
                Key::Named(name) => &**name,
                Key::Computed(key) => safe_key(cx, eval(cx, scope, key)?)?,
            };
            Place::Property(object, name)
        }
    })
}

fn read<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, place: &Place<'a>) -> Completion<'a> {
    match place {
        Place::Local(local) => match cell(scope, *local).map(std::cell::Cell::get) {
            Some(Value::Empty) | None => Err(cx.type_error("Cannot access a variable before initialization")),
            Some(value) => Ok(value),
        },
        Place::Constant => Err(cx.type_error("Assignment to constant variable.")),
        Place::Free(name) => Ok(cx.assigned.borrow().get(name).copied().unwrap_or(Value::Undefined)),
        Place::Property(object, name) => cx.get(*object, name),
    }
}

fn write<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, place: &Place<'a>, value: Value<'a>) -> Result<(), Throw<'a>> {
    match place {
        Place::Local(local) => {
            if let Some(cell) = cell(scope, *local) {
                cell.set(value);
            }
        }
        Place::Constant => return Err(cx.type_error("Assignment to constant variable.")),
        Place::Free(name) => {
            cx.assigned.borrow_mut().insert(name, value);
        }
        Place::Property(object, name) => cx.set(*object, name, value)?,
    }
    Ok(())
}

/// `target += 1`, before or after.
pub fn update<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    target: &'a Target,
    by: f64,
    prefix: bool,
) -> Completion<'a> {
    let place = place(cx, scope, target)?;
    let old = read(cx, scope, &place)?;
    let old = cx.to_number(old)?;
    write(cx, scope, &place, Value::Number(old + by))?;
    Ok(Value::Number(if prefix { old + by } else { old }))
}

/// `target op= value`.
pub fn operator<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    target: &'a Target,
    op: BinaryOp,
    value: &'a Code,
) -> Completion<'a> {
    let place = place(cx, scope, target)?;
    let old = read(cx, scope, &place)?;
    let new = cx.binary(op, old, eval(cx, scope, value)?)?;
    write(cx, scope, &place, new)?;
    Ok(new)
}

/// `target ||= value` and the like.
pub fn logical<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    target: &'a Target,
    op: LogicalOp,
    value: &'a Code,
) -> Completion<'a> {
    let place = place(cx, scope, target)?;
    let old = read(cx, scope, &place)?;
    if is_decided(op, old) {
        return Ok(old);
    }
    let new = eval(cx, scope, value)?;
    write(cx, scope, &place, new)?;
    Ok(new)
}

/// Takes a value apart into the targets of a pattern.
pub fn bind<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    pattern: &'a Bind,
    value: Value<'a>,
) -> Result<(), Throw<'a>> {
    match pattern {
        Bind::Target(target) => {
            let place = place(cx, scope, target)?;
            write(cx, scope, &place, value.or_undefined())
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
