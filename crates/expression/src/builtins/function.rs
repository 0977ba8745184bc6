//! Members of functions.

use super::{argument, global};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Function, FunctionKind, Kind, NativeFn, Object, Value};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "apply" => |cx, this, arguments| {
            let list = match argument(arguments, 1) {
                nothing if nothing.is_nullish() => Vec::new(),
                list => cx.list(list)?,
            };
            cx.call(this, argument(arguments, 0), &list)
        },
        "bind" => bind,
        "call" => |cx, this, arguments| cx.call(this, argument(arguments, 0), arguments.get(1..).unwrap_or_default()),
        "toString" => to_string,
        _ => return None,
    })
}

fn of<'a>(value: Value<'a>) -> Option<&'a Function<'a>> {
    match value {
        Value::Object(Object { kind: Kind::Function(function), .. }) => Some(function),
        _ => None,
    }
}

fn bind<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = of(this).map_or("", |function| function.name.get());
    let rest = cx.heap.bump().alloc_slice_copy(arguments.get(1..).unwrap_or_default());
    let kind = FunctionKind::Bound { target: this, this: argument(arguments, 0), arguments: rest };
    Ok(cx.function(cx.heap.join(&["bound ", name]), 0, kind))
}

fn to_string<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let Some(function) = of(this) else { return Ok(Value::from("")) };
    match &function.kind {
        FunctionKind::Closure { code, .. } => Ok(Value::from(&*code.source)),
        _ => cx.text(&format!("function {}() {{ [native code] }}", function.name.get())),
    }
}

pub fn member<'a>(
    cx: &Evaluation<'a>,
    function: &'a Function<'a>,
    name: &'a str,
) -> Result<Option<Value<'a>>, Throw<'a>> {
    if let FunctionKind::Constructor(constructor) = &function.kind
        && let Some(value) = global::class_member(cx, constructor, name)
    {
        return value.map(Some);
    }
    Ok(match name {
        "name" => Some(Value::from(function.name.get())),
        "length" => Some(Value::from(function.length)),
        _ if matches!(function.kind, FunctionKind::Constructor(_)) => {
            return Err(cx.needs_engine("a member of a class", || cx.type_error(&format!("{name} is not built in"))));
        }
        _ => None,
    })
}
