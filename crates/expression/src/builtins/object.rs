//! `Object` and what every value inherits from it.

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation};
use crate::value::{Kind, NativeFn, Object, Properties, Value};

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "Object",
    call: construct,
    construct: Some(construct),
    method: static_method,
    constant: |_, _| None,
    is_instance: |value| value.is_object(),
};

fn construct<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    match argument(arguments, 0) {
        value if value.is_nullish() => cx.object(Properties::default()),
        value => Ok(value),
    }
}

/// What all values have.
pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "hasOwnProperty" | "propertyIsEnumerable" => |cx, this, arguments| {
            let name = cx.to_key(argument(arguments, 0))?;
            cx.has_own(this, name).map(Value::Bool)
        },
        "isPrototypeOf" => |_, _, _| Ok(Value::Bool(false)),
        "toLocaleString" => |cx, this, _| cx.call_method(this, "toString", &[]),
        "toString" => to_string,
        "valueOf" => |_, this, _| Ok(this),
        _ => return None,
    })
}

/// What booleans have.
pub fn primitive_method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "toString" => |cx, this, _| cx.to_text(this).map(Value::String),
        "valueOf" => |_, this, _| Ok(this),
        _ => return None,
    })
}

fn to_string<'a>(_: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    Ok(Value::from(match this {
        Value::Undefined | Value::Empty => "[object Undefined]",
        Value::Null => "[object Null]",
        Value::Bool(_) => "[object Boolean]",
        Value::Number(_) => "[object Number]",
        Value::String(_) => "[object String]",
        Value::JsonArray(_) => "[object Array]",
        Value::JsonObject(_) => "[object Object]",
        Value::Object(object) => match &object.kind {
            Kind::BigInt(digits) => digits,
            Kind::Array(_) => "[object Array]",
            Kind::Function(_) => "[object Function]",
            Kind::Date(_) => "[object Date]",
            Kind::Regex(_) => "[object RegExp]",
            Kind::Error(_) => "[object Error]",
            Kind::Map(_) => "[object Map]",
            Kind::Set(_) => "[object Set]",
            Kind::Namespace("Math") => "[object Math]",
            Kind::Namespace("JSON") => "[object JSON]",
            Kind::Iterator(_) => "[object Array Iterator]",
            _ => "[object Object]",
        },
    }))
}

fn static_method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "assign" => assign,
        "entries" => |cx, _, arguments| {
            let entries = cx.entries(argument(arguments, 0))?;
            let pairs = entries.into_iter().map(|(key, value)| cx.array(vec![Value::from(key), value]));
            cx.array(pairs.collect::<Result<_, _>>()?)
        },
        "fromEntries" => from_entries,
        "hasOwn" => |cx, _, arguments| {
            let name = cx.to_key(argument(arguments, 1))?;
            cx.has_own(argument(arguments, 0), name).map(Value::Bool)
        },
        "is" => |cx, _, arguments| {
            Ok(Value::Bool(match (argument(arguments, 0), argument(arguments, 1)) {
                (Value::Number(left), Value::Number(right)) => {
                    left.to_bits() == right.to_bits() || (left.is_nan() && right.is_nan())
                }
                (left, right) => cx.strict_equal(left, right),
            }))
        },
        "keys" => |cx, _, arguments| {
            let keys = cx.keys(argument(arguments, 0))?;
            cx.array(keys.into_iter().map(Value::from).collect())
        },
        "values" => |cx, _, arguments| {
            let entries = cx.entries(argument(arguments, 0))?;
            cx.array(entries.into_iter().map(|(_, value)| value).collect())
        },
        _ => return None,
    })
}

fn assign<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let target = argument(arguments, 0);
    if target.is_nullish() {
        return Err(cx.type_error("Cannot convert undefined or null to object"));
    }
    let Value::Object(Object { kind: Kind::Plain, properties }) = target else {
        return Err(cx.needs_engine("a change of data", || cx.type_error("Object.assign: not a plain object")));
    };
    for source in arguments.iter().skip(1).filter(|source| !source.is_nullish()) {
        let entries = cx.entries(*source)?;
        cx.steps(entries.len())?;
        cx.count(entries.len() * 64)?;
        properties.borrow_mut().extend(entries);
    }
    Ok(target)
}

fn from_entries<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mut properties = Properties::default();
    for entry in cx.list(argument(arguments, 0))? {
        let key = cx.get(entry, "0")?;
        properties.insert(cx.to_key(key)?, cx.get(entry, "1")?);
    }
    cx.object(properties)
}
