//! Functions given to methods of arrays.

use super::argument;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::Value;

/// The function that the first argument is.
pub fn callback<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Result<Value<'a>, Throw<'a>> {
    let function = argument(arguments, 0);
    if function.is_function() {
        return Ok(function);
    }
    let text = cx.to_str(function).unwrap_or("value");
    Err(cx.type_error(&format!("{text} is not a function")))
}

/// Calls it with an element, its index and the array.
pub fn call<'a>(
    cx: &Evaluation<'a>,
    function: Value<'a>,
    element: Value<'a>,
    index: usize,
    array: Value<'a>,
) -> Completion<'a> {
    cx.call(function, Value::Undefined, &[element, Value::from(index), array])
}
