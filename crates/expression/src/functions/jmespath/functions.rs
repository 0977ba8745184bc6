//! The functions of the query language.

use super::interpret::evaluate;
use super::parser::Node;
use crate::builtins::{json, max, min};
use crate::evaluation::{Completion, Evaluation, Throw, text_order};
use crate::functions::is_equal;
use crate::value::{ErrorName, Properties, Value, number};
use std::cmp::Ordering;

pub fn call<'a>(cx: &Evaluation<'a>, name: &str, arguments: &[Node], value: Value<'a>) -> Completion<'a> {
    let fails = |message: &str| cx.throw(ErrorName::Error, &format!("{name}(): {message}"));
    match name {
        "map" => {
            let [Node::Reference(each), list] = arguments else { return Err(fails("expected an expression")) };
            let list = evaluate(cx, list, value)?;
            let mapped = array(cx, name, list)?.into_iter().map(|element| evaluate(cx, each, element));
            return cx.array(mapped.collect::<Result<_, _>>()?);
        }
        "sort_by" | "max_by" | "min_by" => {
            let [list, Node::Reference(key)] = arguments else { return Err(fails("expected an expression")) };
            let list = evaluate(cx, list, value)?;
            return by_key(cx, name, array(cx, name, list)?, key);
        }
        _ => {}
    }
    let values = arguments.iter().map(|node| evaluate(cx, node, value)).collect::<Result<Vec<_>, _>>()?;
    if name == "merge" {
        let mut merged = Properties::default();
        for object in values {
            merged.extend(cx.copy_properties(object)?);
        }
        return cx.object(merged);
    }
    if name == "not_null" {
        return Ok(values.into_iter().find(|value| !value.is_nullish()).unwrap_or(Value::Null));
    }
    match values[..] {
        [one] => unary(cx, name, one),
        [one, other] => binary(cx, name, one, other),
        _ => Err(fails("wrong number of arguments, or no such function")),
    }
}

fn array<'a>(cx: &Evaluation<'a>, name: &str, value: Value<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
    if value.is_array() { cx.list(value) } else { Err(wrong_type(cx, name, value)) }
}

fn wrong_type<'a>(cx: &Evaluation<'a>, name: &str, value: Value<'a>) -> Throw<'a> {
    cx.throw(ErrorName::Error, &format!("TypeError: {name}() cannot take a value of type {}", value.type_of()))
}

fn all_numbers(values: &[Value<'_>]) -> bool {
    values.iter().all(|value| matches!(value, Value::Number(_)))
}

fn all_texts(values: &[Value<'_>]) -> bool {
    values.iter().all(|value| matches!(value, Value::String(_)))
}

fn order(left: Value<'_>, right: Value<'_>) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
        (Value::String(left), Value::String(right)) => text_order(left, right),
        _ => Ordering::Equal,
    }
}

fn unary<'a>(cx: &Evaluation<'a>, name: &str, value: Value<'a>) -> Completion<'a> {
    let number = || match value {
        Value::Number(number) => Ok(number),
        _ => Err(wrong_type(cx, name, value)),
    };
    match name {
        "abs" => number().map(|number| Value::Number(number.abs())),
        "ceil" => number().map(|number| Value::Number(number.ceil())),
        "floor" => number().map(|number| Value::Number(number.floor())),
        "avg" => {
            let all = array(cx, name, value)?;
            if all.is_empty() {
                return Ok(Value::Null);
            }
            crate::functions::average(cx, &all)
        }
        "sum" => {
            let all = array(cx, name, value)?;
            if !all_numbers(&all) {
                return Err(wrong_type(cx, name, value));
            }
            all.into_iter().try_fold(Value::Number(0.0), |sum, number| cx.add(sum, number))
        }
        "max" | "min" => {
            let all = array(cx, name, value)?;
            if all.is_empty() {
                return Ok(Value::Null);
            }
            if all_numbers(&all) {
                return if name == "max" { max(cx, value, &all) } else { min(cx, value, &all) };
            }
            if !all_texts(&all) {
                return Err(wrong_type(cx, name, value));
            }
            Ok(extreme(all, name == "max", |value| value).unwrap_or(Value::Null))
        }
        "sort" => {
            let mut all = array(cx, name, value)?;
            if !all_numbers(&all) && !all_texts(&all) {
                return Err(wrong_type(cx, name, value));
            }
            all.sort_by(|left, right| order(*left, *right));
            cx.array(all)
        }
        "length" => match value {
            Value::String(text) => Ok(Value::from(text.length(cx.heap))),
            object if object.is_object() => Ok(Value::from(cx.keys(object)?.len())),
            _ => Err(wrong_type(cx, name, value)),
        },
        "keys" => cx.array(cx.keys(value)?.into_iter().map(Value::from).collect()),
        "values" => cx.array(cx.entries(value)?.into_iter().map(|(_, value)| value).collect()),
        "reverse" => match value {
            Value::String(text) => {
                let units: Vec<u16> = text.to_units().into_iter().rev().collect();
                cx.units(&units)
            }
            list => cx.array(array(cx, name, list)?.into_iter().rev().collect()),
        },
        "to_array" => {
            if value.is_array() {
                Ok(value)
            } else {
                cx.array(vec![value])
            }
        }
        "to_number" => Ok(match value {
            Value::Number(_) => value,
            Value::String(text) => match text.as_str().map(number::parse) {
                Some(number) if !number.is_nan() => Value::Number(number),
                _ => Value::Null,
            },
            _ => Value::Null,
        }),
        "to_string" => match value {
            Value::String(_) => Ok(value),
            other => cx.text(&json::to_text(cx, other)?.unwrap_or_default()),
        },
        "type" => Ok(Value::from(match value {
            Value::Null | Value::Undefined | Value::Empty => "null",
            array if array.is_array() => "array",
            other => other.type_of(),
        })),
        _ => Err(cx.throw(ErrorName::Error, &format!("Unknown function: {name}()"))),
    }
}

fn binary<'a>(cx: &Evaluation<'a>, name: &str, one: Value<'a>, other: Value<'a>) -> Completion<'a> {
    match name {
        "contains" => match one {
            Value::String(_) => cx.call_method(one, "includes", &[other]),
            list => {
                for element in array(cx, name, list)? {
                    if is_equal(cx, element, other)? {
                        return Ok(Value::Bool(true));
                    }
                }
                Ok(Value::Bool(false))
            }
        },
        "ends_with" => cx.call_method(one, "endsWith", &[other]),
        "starts_with" => cx.call_method(one, "startsWith", &[other]),
        "join" => cx.call_method(other, "join", &[one]),
        _ => Err(cx.throw(ErrorName::Error, &format!("Unknown function: {name}()"))),
    }
}

fn by_key<'a>(cx: &Evaluation<'a>, name: &str, all: Vec<Value<'a>>, key: &Node) -> Completion<'a> {
    let mut keyed = Vec::with_capacity(all.len());
    for element in all {
        keyed.push((evaluate(cx, key, element)?, element));
    }
    let keys: Vec<Value<'a>> = keyed.iter().map(|(key, _)| *key).collect();
    if !all_numbers(&keys) && !all_texts(&keys) {
        return Err(wrong_type(cx, name, keys.first().copied().unwrap_or(Value::Null)));
    }
    if name == "sort_by" {
        keyed.sort_by(|(left, _), (right, _)| order(*left, *right));
        return cx.array(keyed.into_iter().map(|(_, element)| element).collect());
    }
    Ok(extreme(keyed, name == "max_by", |(key, _)| key).map_or(Value::Null, |(_, element)| element))
}

/// The first of the largest, or of the smallest.
fn extreme<'a, T: Copy>(all: Vec<T>, largest: bool, key: impl Fn(T) -> Value<'a>) -> Option<T> {
    let wanted = if largest { Ordering::Greater } else { Ordering::Less };
    all.into_iter().reduce(|best, next| if order(key(next), key(best)) == wanted { next } else { best })
}
