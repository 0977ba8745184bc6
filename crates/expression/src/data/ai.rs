//! What a model filled in.

use super::input;
use crate::builtins::argument;
use crate::check;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Properties, Value};

/// `$fromAI(key, description, type, default)`.
pub fn from_ai<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let key = argument(arguments, 0);
    if !key.truthy() {
        return Err(Throw::expression("Add a key, e.g. $fromAI('placeholder_name')"));
    }
    let key = cx.to_str(key)?;
    let is_plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if key.len() > 64 || !is_plain {
        return Err(Throw::expression(
            "Invalid parameter key, must be between 1 and 64 characters long and only contain lowercase letters, \
             uppercase letters, numbers, underscores, and hyphens",
        ));
    }
    if !check::is_safe_property(key) {
        return Err(Throw::expression("Invalid parameter key"));
    }
    let run = cx.data.run_index();
    input::require_at_hand(cx, run, || "$fromAI()".to_owned())?;
    let Some(json) = cx.data.input().json(run) else {
        return Err(Error::expression("No execution data available").with_kind("no_execution_data").into());
    };
    let found = [json.get("query").and_then(|query| query.get(key)), json.get(key)];
    let found = found.into_iter().flatten().find(|value| !value.is_null());
    Ok(found.map_or(argument(arguments, 3), Value::from_json))
}

/// `$tool`.
pub fn tool<'a>(cx: &Evaluation<'a>) -> Completion<'a> {
    let fallback = cx.data.variable("$tool");
    let run = cx.data.run_index();
    input::require_at_hand(cx, run, || "$tool".to_owned())?;
    let Some(json) = cx.data.input().json(run) else { return Ok(Value::from_option(fallback)) };
    let mut properties = Properties::default();
    for (name, key) in [("name", "tool"), ("parameters", "toolParameters")] {
        let given = [json.get("query").and_then(|query| query.get(key)), json.get(key)];
        let given = given.into_iter().flatten().find(|value| !value.is_null());
        let value = given.or_else(|| fallback.and_then(|fallback| fallback.get(name)));
        properties.insert(name, Value::from_option(value));
    }
    cx.object(properties)
}
