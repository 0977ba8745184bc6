//! Methods that look for a text in another.

use super::super::argument;
use super::read::clamped;
use super::{search_text, this};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Finder, NativeFn, Text, Value, number};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "endsWith" => ends_with,
        "includes" => includes,
        "indexOf" => index_of,
        "lastIndexOf" => last_index_of,
        "startsWith" => starts_with,
        _ => return None,
    })
}

fn index_of<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = cx.to_text(argument(arguments, 0))?.flat();
    let from = clamped(cx, argument(arguments, 1), text.length(cx.heap), 0)?;
    Ok(index(finder(cx, text, wanted)?.next(from)))
}

fn index<'a>(found: Option<usize>) -> Value<'a> {
    found.map_or(Value::Number(-1.0), Value::from)
}

fn includes<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let from = clamped(cx, argument(arguments, 1), text.length(cx.heap), 0)?;
    Ok(Value::Bool(finder(cx, text, wanted)?.next(from).is_some()))
}

/// Ready to look for `wanted`, which takes time that grows with both.
pub fn finder<'a>(cx: &Evaluation<'a>, text: Text<'a>, wanted: Text<'a>) -> Result<Finder<'a>, Throw<'a>> {
    cx.steps((text.size() + wanted.size()) / 64)?;
    Ok(Finder::new(cx.heap, text, wanted))
}

fn last_index_of<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = cx.to_text(argument(arguments, 0))?.flat();
    let position = cx.to_number(argument(arguments, 1))?;
    let Some(last) = text.length(cx.heap).checked_sub(wanted.length(cx.heap)) else { return Ok(Value::Number(-1.0)) };
    let last = if position.is_nan() {
        last
    } else {
        number::exact_index(position.trunc().max(0.0)).map_or(last, |at| at.min(last))
    };
    Ok(index(finder(cx, text, wanted)?.last(last)))
}

fn starts_with<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let from = clamped(cx, argument(arguments, 1), text.length(cx.heap), 0)?;
    Ok(Value::Bool(stands_at(cx, text, wanted, from)))
}

fn ends_with<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let length = text.length(cx.heap);
    let until = clamped(cx, argument(arguments, 1), length, length)?;
    let from = until.checked_sub(wanted.length(cx.heap));
    Ok(Value::Bool(from.is_some_and(|from| stands_at(cx, text, wanted, from))))
}

fn stands_at<'a>(cx: &Evaluation<'a>, text: Text<'a>, wanted: Text<'a>, from: usize) -> bool {
    cx.tire(wanted.size() / 64);
    let end = from + wanted.length(cx.heap);
    end <= text.length(cx.heap) && text.slice(cx.heap, from, end) == wanted
}
