//! Functions of arrays.

use super::is_equal;
use super::object::{self, to_json_string};
use crate::builtins::{argument, elements, max, min};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Properties, Value};

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "append" => |cx, this, arguments| {
            let mut all = cx.list(this)?;
            all.extend_from_slice(arguments);
            cx.array(all)
        },
        "average" => |cx, this, _| average(cx, &elements(cx, this)?),
        "chunk" => chunk,
        "compact" => compact,
        "difference" => |cx, this, arguments| {
            let (all, others) = (cx.list(this)?, others(cx, arguments, "difference")?);
            let kept = all.into_iter().filter_map(|value| match contains(cx, &others, value) {
                Ok(true) => None,
                Ok(false) => Some(Ok(value)),
                Err(throw) => Some(Err(throw)),
            });
            unique(cx, kept.collect::<Result<_, _>>()?, &[])
        },
        "first" => |cx, this, _| cx.get_index(this, 0),
        "intersection" => intersection,
        "isEmpty" => |cx, this, _| Ok(Value::Bool(cx.list(this)?.is_empty())),
        "isNotEmpty" => |cx, this, _| Ok(Value::Bool(!cx.list(this)?.is_empty())),
        "last" => |cx, this, _| Ok(cx.list(this)?.pop().unwrap_or(Value::Undefined)),
        "max" => |cx, this, _| max(cx, Value::Undefined, &numbers(&elements(cx, this)?, "max")?),
        "merge" => merge,
        "mergeIntoObject" => merge_into_object,
        "min" => |cx, this, _| min(cx, Value::Undefined, &numbers(&elements(cx, this)?, "min")?),
        "pluck" => pluck,
        "randomItem" => |cx, this, _| {
            let all = cx.list(this)?;
            Ok(if all.is_empty() { Value::Undefined } else { all[rand::random_range(0..all.len())] })
        },
        "removeDuplicates" | "unique" => |cx, this, arguments| unique(cx, cx.list(this)?, arguments),
        "renameKeys" => rename_keys,
        "reverse" => |cx, this, _| cx.array(cx.list(this)?.into_iter().rev().collect()),
        "smartJoin" => smart_join,
        "sum" => |cx, this, _| sum(&elements(cx, this)?, "sum").map(Value::Number),
        "toInt" | "toFloat" | "toBoolean" | "toDateTime" => |_, _, _| Ok(Value::Undefined),
        "toJsonString" => to_json_string,
        "union" => |cx, this, arguments| {
            let mut all = cx.list(this)?;
            all.extend(others(cx, arguments, "union")?);
            unique(cx, all, &[])
        },
        _ => return None,
    })
}

/// The elements, which must be numbers; places never set pass.
fn numbers<'a>(all: &[Value<'a>], name: &str) -> Result<Vec<Value<'a>>, Throw<'a>> {
    if all.iter().any(|value| !matches!(value, Value::Number(_) | Value::Empty)) {
        return Err(Throw::extension(format!("{name}(): all array elements must be numbers")));
    }
    Ok(all.to_vec())
}

fn sum<'a>(all: &[Value<'a>], name: &str) -> Result<f64, Throw<'a>> {
    let numbers = numbers(all, name)?;
    Ok(numbers.into_iter().fold(0.0, |sum, value| if let Value::Number(number) = value { sum + number } else { sum }))
}

/// The mean; of nothing, 0.
pub fn average<'a>(_: &Evaluation<'a>, all: &[Value<'a>]) -> Completion<'a> {
    let sum = sum(all, "average")?;
    #[allow(clippy::cast_precision_loss)] // no array is that long
    Ok(Value::Number(if all.is_empty() { 0.0 } else { sum / all.len() as f64 }))
}

fn chunk<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let size = match argument(arguments, 0) {
        Value::Number(size) if size != 0.0 => size,
        _ => return Err(Throw::extension("chunk(): expected non-zero numeric arg, e.g. .chunk(5)")),
    };
    let all = cx.list(this)?;
    #[allow(clippy::cast_precision_loss)] // no array is that long
    let length = all.len() as f64;
    let mut chunks = Vec::new();
    let mut start = 0.0;
    while start < length {
        cx.step()?;
        cx.count(64)?;
        let range = cx.call_method(this, "slice", &[Value::Number(start), Value::Number(start + size)])?;
        chunks.push(range);
        start += size;
    }
    cx.array(chunks)
}

/// Whether `compact()` keeps the value.
pub fn is_compact(value: Value<'_>) -> bool {
    !value.is_nullish() && !matches!(value.as_str(), Some("" | "nil"))
}

fn compact<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let mut kept = Vec::new();
    for value in cx.list(this)? {
        if !is_compact(value) {
            continue;
        }
        if !value.is_object() || value.is_function() {
            kept.push(value);
        } else if !cx.keys(value)?.is_empty() {
            kept.push(object::compact(cx, value)?);
        }
    }
    cx.array(kept)
}

fn others<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>], name: &str) -> Result<Vec<Value<'a>>, Throw<'a>> {
    let others = argument(arguments, 0);
    if !others.is_array() {
        let example =
            if name == "mergeIntoObject" || name == "merge" { "[{ id: 1, otherValue: 3 }]" } else { "[1, 2, 3, 4]" };
        return Err(Throw::extension(format!("{name}(): expected array arg, e.g. .{name}({example})")));
    }
    cx.list(others)
}

fn contains<'a>(cx: &Evaluation<'a>, all: &[Value<'a>], value: Value<'a>) -> Result<bool, Throw<'a>> {
    for other in all {
        if is_equal(cx, *other, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn intersection<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (all, others) = (cx.list(this)?, others(cx, arguments, "intersection")?);
    let mut both = Vec::new();
    for (from, other) in [(&all, &others), (&others, &all)] {
        for value in from {
            if contains(cx, other, *value)? {
                both.push(*value);
            }
        }
    }
    unique(cx, both, &[])
}

/// The first of each; with fields, only these are compared.
fn unique<'a>(cx: &Evaluation<'a>, all: Vec<Value<'a>>, fields: &[Value<'a>]) -> Completion<'a> {
    let fields = fields.iter().map(|field| cx.to_key(*field)).collect::<Result<Vec<_>, _>>()?;
    let mut kept: Vec<Value<'a>> = Vec::new();
    let mut compared: Vec<Value<'a>> = Vec::new();
    for value in all {
        let view = if fields.is_empty() || !value.is_object() {
            value
        } else {
            let mut view = Properties::default();
            for field in &fields {
                let member = if cx.has_own(value, field)? { cx.get(value, field)? } else { Value::Undefined };
                view.insert(field, member);
            }
            cx.object(view)?
        };
        if !contains(cx, &compared, view)? {
            kept.push(value);
            compared.push(view);
        }
    }
    cx.array(kept)
}

fn pluck<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    if arguments.is_empty() {
        return Ok(this);
    }
    let mut plucked = Vec::new();
    for value in cx.list(this)?.into_iter().filter(|value| value.is_object()) {
        let mut found = Vec::new();
        for (key, member) in cx.entries(value)? {
            let times = arguments.iter().filter(|field| field.as_str() == Some(key)).count();
            found.extend(std::iter::repeat_n(member, times));
        }
        match found.len() {
            0 => {}
            1 => plucked.push(found[0]),
            _ => plucked.push(cx.array(found)?),
        }
    }
    cx.array(plucked)
}

fn rename_keys<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    if arguments.is_empty() || !arguments.len().is_multiple_of(2) {
        return Err(Throw::extension(
            "renameKeys(): expected an even amount of args: from1, to1 [, from2, to2, ...]. e.g. .renameKeys(\"name\", \
             \"title\")",
        ));
    }
    let mut renamed = Vec::new();
    for value in cx.list(this)? {
        if !value.is_object() {
            renamed.push(value);
            continue;
        }
        let mut properties = cx.copy_properties(value)?;
        for pair in arguments.chunks(2) {
            let (from, to) = (cx.to_key(pair[0])?, cx.to_key(pair[1])?);
            if let Some(member) = properties.get(from).copied() {
                properties.insert(to, member);
                properties.shift_remove(from);
            }
        }
        renamed.push(cx.object(properties)?);
    }
    cx.array(renamed)
}

fn smart_join<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = |at: usize| argument(arguments, at).as_str().filter(|name| !name.is_empty());
    let (Some(key_field), Some(value_field)) = (name(0), name(1)) else {
        return Err(Throw::extension("smartJoin(): expected two string args, e.g. .smartJoin(\"name\", \"value\")"));
    };
    let mut joined = Properties::default();
    for value in cx.list(this)?.into_iter().filter(|value| value.is_object()) {
        if cx.has_own(value, key_field)? && cx.has_own(value, value_field)? {
            let key = cx.get(value, key_field)?;
            joined.insert(cx.to_key(key)?, cx.get(value, value_field)?);
        }
    }
    cx.object(joined)
}

/// What the first object has, and what only the second has.
fn merged<'a>(cx: &Evaluation<'a>, first: Value<'a>, second: Value<'a>) -> Result<Properties<'a>, Throw<'a>> {
    let mut properties = cx.copy_properties(first)?;
    for (key, value) in cx.copy_properties(second)? {
        properties.entry(key).or_insert(value);
    }
    Ok(properties)
}

fn merge<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let all = cx.list(this)?;
    let mut result = Properties::default();
    if argument(arguments, 0).is_undefined() {
        for value in all.into_iter().filter(|value| value.is_object() && !value.is_array()) {
            for (key, member) in cx.entries(value)? {
                result.entry(key).or_insert(member);
            }
        }
        return cx.object(result);
    }
    let others = others(cx, arguments, "merge")?;
    for (at, value) in all.into_iter().enumerate() {
        let other = others.get(at).copied().unwrap_or(Value::Undefined);
        // For JavaScript null is an object, too.
        let is_object = |value: Value<'a>| value.is_object() || matches!(value, Value::Null);
        if is_object(value) && is_object(other) {
            result.extend(merged(cx, value, other)?);
        }
    }
    cx.object(result)
}

fn merge_into_object<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let others = others(cx, arguments, "mergeIntoObject")?;
    let all = cx.list(this)?;
    let mut result = Properties::default();
    for at in 0..all.len().max(others.len()) {
        let object =
            |list: &[Value<'a>]| list.get(at).copied().filter(|value| value.is_object()).unwrap_or(Value::Null);
        result.extend(merged(cx, object(&all), object(&others))?);
    }
    cx.object(result)
}
