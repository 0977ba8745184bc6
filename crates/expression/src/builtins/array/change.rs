//! Methods that change an array. An array of the data is copied before.

use super::super::{argument, relative};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value};
use std::cell::RefCell;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "copyWithin" => copy_within,
        "fill" => fill,
        "pop" => |cx, this, _| {
            Ok(changed(cx, this)?.map_or(Value::Undefined, |all| all.borrow_mut().pop().unwrap_or(Value::Undefined)))
        },
        "push" => push,
        "reverse" => reverse,
        "shift" => shift,
        "splice" => splice,
        "unshift" => unshift,
        _ => return None,
    })
}

/// The elements to change; None where the array is frozen.
pub fn changed<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<Option<&'a RefCell<Vec<Value<'a>>>>, Throw<'a>> {
    let object = cx.writable(this)?.ok_or_else(|| cx.type_error("not an array"))?;
    if object.frozen.get() {
        return Err(cx.type_error("Cannot change a frozen array"));
    }
    Ok(object.elements())
}

fn length<'a>(all: &RefCell<Vec<Value<'a>>>) -> Value<'a> {
    Value::from(all.borrow().len())
}

fn push<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(Value::Undefined) };
    cx.count(std::mem::size_of_val(arguments))?;
    all.borrow_mut().extend_from_slice(arguments);
    Ok(length(all))
}

fn unshift<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(Value::Undefined) };
    cx.count(std::mem::size_of_val(arguments))?;
    cx.steps(all.borrow().len())?;
    all.borrow_mut().splice(0..0, arguments.iter().copied());
    Ok(length(all))
}

fn shift<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(Value::Undefined) };
    let mut all = all.borrow_mut();
    cx.steps(all.len())?;
    Ok(if all.is_empty() { Value::Undefined } else { all.remove(0).or_undefined() })
}

fn reverse<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    if let Some(all) = changed(cx, this)? {
        all.borrow_mut().reverse();
    }
    Ok(this)
}

fn fill<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(this) };
    let length = all.borrow().len();
    let start = relative(cx, argument(arguments, 1), length, 0)?;
    let end = relative(cx, argument(arguments, 2), length, length)?;
    if let Some(places) = all.borrow_mut().get_mut(start..end) {
        places.fill(argument(arguments, 0));
    }
    Ok(this)
}

fn copy_within<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(this) };
    let length = all.borrow().len();
    let target = relative(cx, argument(arguments, 0), length, 0)?;
    let start = relative(cx, argument(arguments, 1), length, 0)?;
    let end = relative(cx, argument(arguments, 2), length, length)?.min(start + length - target);
    if start < end {
        all.borrow_mut().copy_within(start..end, target);
    }
    Ok(this)
}

/// What `splice` takes out.
pub fn spliced_range<'a>(
    cx: &Evaluation<'a>,
    length: usize,
    arguments: &[Value<'a>],
) -> Result<(usize, usize), Throw<'a>> {
    let start = relative(cx, argument(arguments, 0), length, 0)?;
    let end = match arguments.len() {
        0 => start,
        1 => length,
        _ => {
            let count = cx.to_integer(argument(arguments, 1))?.max(0.0);
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // in range
            let count = count.min((length - start) as f64) as usize;
            start + count
        }
    };
    Ok((start, end))
}

fn splice<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(all) = changed(cx, this)? else { return Ok(Value::Undefined) };
    let (start, end) = spliced_range(cx, all.borrow().len(), arguments)?;
    cx.count(std::mem::size_of_val(arguments))?;
    let removed = all.borrow_mut().splice(start..end, arguments.iter().skip(2).copied()).collect();
    cx.array(removed)
}
