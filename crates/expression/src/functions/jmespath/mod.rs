//! JMESPath queries.
//!
//! An implementation of its own: the crate for it copies the data into types of its own and loses the order of keys.

mod functions;
mod interpret;
mod lexer;
mod parser;

use crate::builtins::argument;
use crate::check;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Value};

/// `$jmespath(data, query)`.
pub fn search<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (data, query) = (argument(arguments, 0), argument(arguments, 1));
    let is_data = data.is_object() && !data.is_function() || matches!(data, Value::Null);
    let Some(query) = query.as_str().filter(|_| is_data) else {
        return Err(Throw::expression("expected two arguments (Object, string) for this function"));
    };
    if query.contains('\\') || check::mentions_unsafe_property(query) {
        return Err(Throw::expression("Cannot access this property in a jmespath query due to security concerns"));
    }
    let tree = parser::parse(query).map_err(|message| cx.throw(ErrorName::Error, &message))?;
    interpret::evaluate(cx, &tree, data)
}
