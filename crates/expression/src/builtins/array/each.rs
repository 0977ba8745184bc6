//! Methods that call a function for each element.

use super::super::argument;
use super::super::callback::{call, callback};
use super::elements;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "every" => every,
        "filter" => filter,
        "find" => |cx, this, arguments| found(cx, this, arguments, false).map(|(_, value)| value),
        "findIndex" => |cx, this, arguments| found(cx, this, arguments, false).map(|(index, _)| index),
        "findLast" => |cx, this, arguments| found(cx, this, arguments, true).map(|(_, value)| value),
        "findLastIndex" => |cx, this, arguments| found(cx, this, arguments, true).map(|(index, _)| index),
        "flatMap" => flat_map,
        "forEach" => for_each,
        "map" => map,
        "reduce" => |cx, this, arguments| reduce(cx, this, arguments, false),
        "reduceRight" => |cx, this, arguments| reduce(cx, this, arguments, true),
        "some" => some,
        _ => return None,
    })
}

/// The elements that were set, with their indexes.
fn set<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<impl Iterator<Item = (usize, Value<'a>)>, Throw<'a>> {
    Ok(elements(cx, this)?.into_iter().enumerate().filter(|(_, value)| !matches!(value, Value::Empty)))
}

fn every<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    for (index, element) in set(cx, this)? {
        if !call(cx, function, element, index, this)?.truthy() {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn some<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    for (index, element) in set(cx, this)? {
        if call(cx, function, element, index, this)?.truthy() {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn filter<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    let mut kept = Vec::new();
    for (index, element) in set(cx, this)? {
        if call(cx, function, element, index, this)?.truthy() {
            kept.push(element);
        }
    }
    cx.array(kept)
}

fn map<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    let mut all = elements(cx, this)?;
    for (index, element) in all.iter_mut().enumerate() {
        if !matches!(element, Value::Empty) {
            *element = call(cx, function, *element, index, this)?;
        }
    }
    cx.array(all)
}

fn flat_map<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mut all = Vec::new();
    super::read::flatten(cx, map(cx, this, arguments)?, 1.0, &mut all)?;
    cx.array(all)
}

fn for_each<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    for (index, element) in set(cx, this)? {
        call(cx, function, element, index, this)?;
    }
    Ok(Value::Undefined)
}

/// Index and value of the first or last element that the function accepts.
fn found<'a>(
    cx: &Evaluation<'a>,
    this: Value<'a>,
    arguments: &[Value<'a>],
    from_end: bool,
) -> Result<(Value<'a>, Value<'a>), Throw<'a>> {
    let function = callback(cx, arguments)?;
    let all = elements(cx, this)?;
    for step in 0..all.len() {
        let index = if from_end { all.len() - 1 - step } else { step };
        let element = all[index].or_undefined();
        if call(cx, function, element, index, this)?.truthy() {
            return Ok((Value::from(index), element));
        }
    }
    Ok((Value::Number(-1.0), Value::Undefined))
}

fn reduce<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>], from_end: bool) -> Completion<'a> {
    let function = callback(cx, arguments)?;
    let mut all: Vec<_> = set(cx, this)?.collect();
    if from_end {
        all.reverse();
    }
    let mut all = all.into_iter();
    let mut result = match arguments.get(1) {
        Some(_) => argument(arguments, 1),
        None => all.next().ok_or_else(|| cx.type_error("Reduce of empty array with no initial value"))?.1,
    };
    for (index, element) in all {
        result = cx.call(function, Value::Undefined, &[result, element, Value::from(index), this])?;
    }
    Ok(result)
}
