//! The names that JavaScript gives to every expression, and n8n's functions beside them.

use super::{Constructor, argument, array, date, json, math, number, object, regexp, string, uri};
use crate::evaluation::{Completion, Evaluation};
use crate::functions;
use crate::luxon;
use crate::value::{FunctionKind, Kind, NativeFn, Value, number as numbers};

const CLASSES: &[&Constructor] = &[
    &array::CONSTRUCTOR,
    &date::CONSTRUCTOR,
    &number::BOOLEAN,
    &number::CONSTRUCTOR,
    &object::CONSTRUCTOR,
    &regexp::CONSTRUCTOR,
    &string::CONSTRUCTOR,
    &date::DATE_TIME,
    &date::DURATION,
    &date::INTERVAL,
];

fn class(name: &str) -> Option<&'static Constructor> {
    CLASSES.iter().copied().find(|class| class.name == name)
}

fn namespace(name: &str) -> Option<&'static str> {
    ["Math", "JSON", "process"].into_iter().find(|namespace| *namespace == name)
}

pub fn is_global(name: &str) -> bool {
    class(name).is_some() || namespace(name).is_some() || global_function(name).is_some()
}

/// The value of a global name.
pub fn global<'a>(cx: &Evaluation<'a>, name: &'a str) -> Value<'a> {
    if let Some(class) = class(name) {
        return cx.function(class.name, 1, FunctionKind::Constructor(class));
    }
    if let Some(namespace) = namespace(name) {
        return cx.special(Kind::Namespace(namespace));
    }
    global_function(name).map_or(Value::Undefined, |function| cx.native(name, function))
}

/// A function that is called by its name alone.
pub fn global_function(name: &str) -> Option<NativeFn> {
    uri::function(name).or_else(|| functions::bare(name)).or_else(|| {
        Some(match name {
            "parseFloat" => parse_float,
            "parseInt" => parse_int,
            "isFinite" => |cx, _, arguments| Ok(Value::Bool(cx.to_number(argument(arguments, 0))?.is_finite())),
            "isNaN" => |cx, _, arguments| Ok(Value::Bool(cx.to_number(argument(arguments, 0))?.is_nan())),
            _ => return None,
        })
    })
}

pub fn parse_float<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    Ok(Value::Number(numbers::parse_float(cx.to_str(argument(arguments, 0))?)))
}

pub fn parse_int<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(argument(arguments, 0))?;
    Ok(Value::Number(numbers::parse_int(text, cx.to_int32(argument(arguments, 1))?)))
}

/// `Class.name(…)`, where it is known beforehand.
pub fn static_method(class_name: &str, name: &str) -> Option<NativeFn> {
    match class(class_name) {
        Some(class) => (class.method)(name),
        None => namespace_method(namespace(class_name)?, name),
    }
}

pub fn namespace_method(namespace: &str, name: &str) -> Option<NativeFn> {
    match namespace {
        "Math" => math::method(name),
        "JSON" => json::method(name),
        _ => None,
    }
}

pub fn namespace_member<'a>(cx: &Evaluation<'a>, namespace: &str, name: &'a str) -> Option<Value<'a>> {
    if let Some(method) = namespace_method(namespace, name) {
        return Some(cx.native(name, method));
    }
    match namespace {
        "Math" => math::constant(name).map(Value::Number),
        "process" => cx.object(crate::value::Properties::default()).ok().filter(|_| name == "env"),
        _ => None,
    }
}

/// `Class.name`.
pub fn class_member<'a>(cx: &Evaluation<'a>, class: &'static Constructor, name: &'a str) -> Option<Completion<'a>> {
    if let Some(value) = (class.constant)(cx, name) {
        return Some(value);
    }
    if let Some(method) = (class.method)(name) {
        return Some(Ok(cx.native(name, method)));
    }
    if is_luxon(class) && luxon::has_static(class.name, name) {
        let receiver = cx.function(class.name, 0, FunctionKind::Constructor(class));
        return Some(Ok(cx.function(name, 0, FunctionKind::Method { receiver })));
    }
    None
}

/// Whether the class is one of luxon's.
pub fn is_luxon(class: &Constructor) -> bool {
    matches!(class.name, "DateTime" | "Duration" | "Interval")
}
