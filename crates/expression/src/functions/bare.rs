//! Functions called by their name alone.

use super::{array, extend_by_name, extend_optional, jmespath};
use crate::builtins::{argument, max, min, uri};
use crate::data;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Properties, Value};

pub fn bare(name: &str) -> Option<NativeFn> {
    Some(match name {
        "$average" | "average" => |cx, _, arguments| array::average(cx, arguments),
        "$ifEmpty" => if_empty,
        "$jmespath" | "$jmesPath" => jmespath::search,
        "$max" | "max" => max,
        "$min" | "min" => min,
        "$not" | "not" => |_, _, arguments| Ok(Value::Bool(!argument(arguments, 0).truthy())),
        "extend" => extend_by_name,
        "extendOptional" => extend_optional,
        "numberList" => number_list,
        "toPathSegment" => to_path_segment,
        "zip" => zip,
        _ => return data::function(name),
    })
}

fn if_empty<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let [value, default] = arguments else {
        return Err(Throw::expression("expected two arguments (value, defaultValue) for this function"));
    };
    let is_empty = match value {
        Value::Undefined | Value::Null | Value::Empty => true,
        Value::String(text) => text.is_empty(),
        object if object.is_object() && !object.is_function() => cx.keys(*object)?.is_empty(),
        _ => false,
    };
    Ok(if is_empty { *default } else { *value })
}

fn number_list<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (start, end) = (cx.to_number(argument(arguments, 0))?, cx.to_number(argument(arguments, 1))?);
    let size = (start - end).abs() + 1.0;
    let length = crate::value::number::exact_index(size).ok_or_else(|| cx.range_error("Invalid array length"))?;
    cx.check_memory(length.saturating_mul(std::mem::size_of::<Value<'a>>()))?;
    let step = if start < end { 1.0 } else { -1.0 };
    let mut numbers = Vec::with_capacity(length);
    let mut next = start;
    for _ in 0..length {
        numbers.push(Value::Number(next));
        next += step;
    }
    cx.array(numbers)
}

fn zip<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (keys, values) = (argument(arguments, 0), argument(arguments, 1));
    if !keys.is_array() || !values.is_array() {
        return Err(Throw::extension("keys and values must be arrays"));
    }
    let (keys, values) = (cx.list(keys)?, cx.list(values)?);
    if keys.len() != values.len() {
        return Err(Throw::extension("keys and values not of equal length"));
    }
    let mut properties = Properties::default();
    for (key, value) in keys.into_iter().zip(values) {
        properties.insert(cx.to_key(key)?, value);
    }
    cx.object(properties)
}

fn to_path_segment<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = argument(arguments, 0);
    if value.is_nullish() {
        return Err(Throw::expression("Invalid identifier: a value is required"));
    }
    let text = cx.to_str(value)?;
    if matches!(text, "" | "." | "..") {
        return Err(Throw::expression(format!("Invalid identifier: \"{text}\" is not allowed")));
    }
    cx.text(&uri::encoded(text, ""))
}
