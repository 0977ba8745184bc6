//! Sorting, stable and with any function.

use super::super::argument;
use super::change::changed;
use super::{elements, merge};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Text, Value};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "sort" => sort,
        "toSorted" => |cx, this, arguments| {
            let sorted = sorted(cx, elements(cx, this)?, argument(arguments, 0))?;
            cx.array(sorted.into_iter().map(Value::or_undefined).collect())
        },
        _ => return None,
    })
}

fn sort<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let all = changed(cx, this)?;
    let before = elements(cx, this)?;
    let after = sorted(cx, before, argument(arguments, 0))?;
    *all.borrow_mut() = after;
    Ok(this)
}

/// Undefined goes to the end, places never set behind it.
fn sorted<'a>(cx: &Evaluation<'a>, all: Vec<Value<'a>>, compare: Value<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
    if !compare.is_undefined() && !compare.is_function() {
        let text = cx.to_str(compare)?;
        let message = format!("The comparison function must be either a function or undefined: {text}");
        return Err(cx.type_error(&message));
    }
    cx.steps(all.len())?;
    let (missing, present): (Vec<_>, Vec<_>) = all.into_iter().partition(|value| value.is_undefined());
    let mut sorted = match compare {
        Value::Undefined => by_text(cx, present)?,
        compare => merge::sort(present, |left, right| before(cx, compare, left, right))?,
    };
    let (unset, undefined): (Vec<_>, Vec<_>) = missing.into_iter().partition(|value| matches!(value, Value::Empty));
    sorted.extend(undefined);
    sorted.extend(unset);
    Ok(sorted)
}

fn by_text<'a>(cx: &Evaluation<'a>, all: Vec<Value<'a>>) -> Result<Vec<Value<'a>>, Throw<'a>> {
    let mut keyed: Vec<(Text<'a>, Value<'a>)> =
        all.into_iter().map(|value| Ok((cx.to_text(value)?, value))).collect::<Result<_, Throw<'a>>>()?;
    keyed.sort_by(|(left, _), (right, _)| crate::evaluation::text_order(*left, *right));
    Ok(keyed.into_iter().map(|(_, value)| value).collect())
}

/// Whether the comparison wants the left one first.
fn before<'a>(cx: &Evaluation<'a>, compare: Value<'a>, left: Value<'a>, right: Value<'a>) -> Result<bool, Throw<'a>> {
    let answer = cx.call(compare, Value::Undefined, &[left, right])?;
    Ok(cx.to_number(answer)? < 0.0)
}
