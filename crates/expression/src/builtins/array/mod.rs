//! `Array.prototype` and `Array`.

mod change;
mod each;
mod merge;
mod read;
mod sort;

use super::{Constructor, argument, callback};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value, number};

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "Array",
    call: construct,
    construct: Some(construct),
    method: |name| {
        Some(match name {
            "isArray" => |_, _, arguments| Ok(Value::Bool(argument(arguments, 0).is_array())),
            "of" => |cx, _, arguments| cx.array(arguments.to_vec()),
            "from" => from,
            _ => return None,
        })
    },
    constant: |_, _| None,
    is_instance: |value| value.is_array(),
};

pub fn method(name: &str) -> Option<NativeFn> {
    read::method(name).or_else(|| each::method(name)).or_else(|| change::method(name)).or_else(|| sort::method(name))
}

/// The elements as they are now; places never set stay empty.
pub fn elements<'a>(cx: &Evaluation<'a>, array: Value<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
    match array {
        Value::JsonArray(array) => {
            cx.room(array.len())?;
            Ok(array.iter().map(Value::from_json).collect())
        }
        Value::Object(object) if let Some(elements) = object.elements() => {
            let elements = elements.borrow();
            cx.room(elements.len())?;
            Ok(elements.clone())
        }
        // Whatever has a length is a list for these methods.
        other if other.is_object() => {
            Err(cx.needs_engine("a list that is not an array", || cx.type_error("not an array")))
        }
        other => cx.list(other),
    }
}

fn construct<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let [Value::Number(length)] = arguments else { return cx.array(arguments.to_vec()) };
    let length = number::exact_length(*length).ok_or_else(|| cx.range_error("Invalid array length"))?;
    cx.check_memory(length.saturating_mul(std::mem::size_of::<Value<'a>>()))?;
    cx.array(vec![Value::Empty; length])
}

fn from<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let source = argument(arguments, 0);
    let mut list = match source {
        // An object with a length is as good as an array.
        object @ (Value::JsonObject(_) | Value::Object(_)) if !is_iterable(object) => {
            let length = cx.get(object, "length")?;
            let length = number::exact_length(cx.to_integer(length)?.max(0.0))
                .ok_or_else(|| cx.range_error("Invalid array length"))?;
            cx.check_memory(length.saturating_mul(std::mem::size_of::<Value<'a>>()))?;
            (0..length).map(|index| cx.get_index(object, index)).collect::<Result<Vec<_>, _>>()?
        }
        Value::Undefined | Value::Null => return Err(cx.type_error("undefined is not iterable")),
        Value::Number(_) | Value::Bool(_) => Vec::new(),
        other => cx.list(other)?,
    };
    if !argument(arguments, 1).is_undefined() {
        let function = callback::callback(cx, &arguments[1..])?;
        for (index, element) in list.iter_mut().enumerate() {
            *element = cx.call(function, Value::Undefined, &[*element, Value::from(index)])?;
        }
    }
    cx.array(list)
}

fn is_iterable(value: Value<'_>) -> bool {
    use crate::value::Kind;
    match value {
        Value::Object(object) => {
            matches!(object.kind, Kind::Array(_) | Kind::Set(_) | Kind::Map(_) | Kind::Iterator(_))
        }
        _ => false,
    }
}
