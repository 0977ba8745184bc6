//! Errors.

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation};
use crate::value::{ErrorName, Kind, NativeFn, Object, Value};

macro_rules! class {
    ($($constant:ident $variant:ident $name:literal),* $(,)?) => {
        $(pub const $constant: Constructor = Constructor {
            name: $name,
            call: |cx, arguments| construct(cx, ErrorName::$variant, arguments),
            construct: Some(|cx, arguments| construct(cx, ErrorName::$variant, arguments)),
            method: |_| None,
            constant: |_, _| None,
            is_instance: |value| is(value, ErrorName::$variant),
        };)*
    };
}

class! {
    ERROR Error "Error",
    TYPE_ERROR Type "TypeError",
    SYNTAX_ERROR Syntax "SyntaxError",
    EVAL_ERROR Eval "EvalError",
    RANGE_ERROR Range "RangeError",
    REFERENCE_ERROR Reference "ReferenceError",
    URI_ERROR Uri "URIError",
}

fn is(value: Value<'_>, name: ErrorName) -> bool {
    matches!(value, Value::Object(Object { kind: Kind::Error(own), .. }) if name == ErrorName::Error || *own == name)
}

fn construct<'a>(cx: &Evaluation<'a>, name: ErrorName, arguments: &[Value<'a>]) -> Completion<'a> {
    let message = match argument(arguments, 0) {
        Value::Undefined => "",
        message => cx.to_str(message)?,
    };
    let error = cx.error_value(name, message);
    let options = argument(arguments, 1);
    if options.is_object() && cx.has_own(options, "cause")? {
        cx.set(error, "cause", cx.get(options, "cause")?)?;
    }
    Ok(error)
}

pub fn member<'a>(error: ErrorName, name: &str) -> Option<Value<'a>> {
    match name {
        "name" => Some(Value::from(error.name())),
        "message" => Some(Value::from("")),
        _ => None,
    }
}

pub fn method(name: &str) -> Option<NativeFn> {
    match name {
        "toString" => Some(|cx, this, _| {
            let (name, message) = (cx.get(this, "name")?, cx.get(this, "message")?);
            let (name, message) = (cx.to_str(name)?, cx.to_str(message)?);
            if message.is_empty() { cx.text(name) } else { cx.text(&format!("{name}: {message}")) }
        }),
        _ => None,
    }
}
