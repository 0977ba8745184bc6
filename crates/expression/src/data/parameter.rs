//! `$parameter`, `$rawParameter` and `$self`.

use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::Value;
use serde_json::Value as Json;

/// A parameter of a node; an expression in it is evaluated where `resolves` says so.
pub fn get<'a>(cx: &Evaluation<'a>, node: &'a str, resolves: bool, item: usize, name: &'a str) -> Completion<'a> {
    let value = match name.strip_prefix('&') {
        Some(sibling) => match cx.data.sibling(sibling) {
            Some(value) => value,
            None => return Err(cx.throw(crate::value::ErrorName::Error, "Could not find sibling parameter on node")),
        },
        None => match parameters(cx, node).and_then(|parameters| parameters.get(name)) {
            Some(value) => value,
            None => return Ok(Value::Undefined),
        },
    };
    let Some(value) = locator(value) else { return Ok(Value::Undefined) };
    match value {
        Json::String(text) if resolves => resolved(cx, text, name, item),
        other => Ok(Value::from_json(other)),
    }
}

fn resolved<'a>(cx: &Evaluation<'a>, text: &'a str, name: &str, item: usize) -> Completion<'a> {
    // A parameter that is itself has no value.
    if text == format!("={{{{ $parameter.{name} }}}}") {
        return Ok(Value::Undefined);
    }
    if text.starts_with('=') { cx.evaluate(text, item) } else { Ok(Value::from(text)) }
}

/// A resource locator stands for its value.
fn locator(value: &Json) -> Option<&Json> {
    match value.get("__rl") {
        Some(Json::Bool(true)) => value.get("value"),
        _ => Some(value),
    }
}

fn parameters<'a>(cx: &Evaluation<'a>, node: &str) -> Option<&'a Json> {
    let here = cx.data.current_node().filter(|here| here.name == node);
    Some(here.or_else(|| cx.data.node(node))?.parameters)
}

pub fn keys<'a>(cx: &Evaluation<'a>, node: &str) -> Vec<&'a str> {
    let parameters = parameters(cx, node).and_then(Json::as_object);
    parameters.map_or_else(Vec::new, |parameters| parameters.keys().map(String::as_str).collect())
}

/// `$self.name`: a field of the credential at hand.
pub fn own<'a>(cx: &Evaluation<'a>, name: &str) -> Result<Value<'a>, Throw<'a>> {
    match cx.data.own_field(name) {
        Some(Json::String(text)) if text.starts_with('=') => cx.evaluate(text, cx.item),
        other => Ok(Value::from_option(other)),
    }
}
