//! Methods that change an array which the expression made. Data is left to the JavaScript engine: it works on a copy.

use crate::evaluation::{Evaluation, Throw};
use crate::value::{NativeFn, Value};
use std::cell::RefCell;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "reverse" => |cx, this, _| {
            let all = changed(cx, this)?;
            cx.steps(all.borrow().len())?;
            all.borrow_mut().reverse();
            Ok(this)
        },
        _ => return None,
    })
}

/// The elements to change.
pub fn changed<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a RefCell<Vec<Value<'a>>>, Throw<'a>> {
    match this {
        Value::Object(object) if let Some(elements) = object.elements() => Ok(elements),
        _ => Err(cx.needs_engine("a change of data", || cx.type_error("not an array"))),
    }
}
