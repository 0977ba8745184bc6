//! `$input`, and the items of the current input.

use super::host::method;
use super::node;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::Value;
use std::borrow::Cow;

pub fn get<'a>(cx: &Evaluation<'a>, item: usize, this: Value<'a>, name: &'a str) -> Completion<'a> {
    require_input(cx)?;
    match name {
        "item" => Ok(whole(cx, item)),
        "first" | "last" | "all" => Ok(method(cx, this, name)),
        "context" | "params" => {
            let source = cx.data.source(None, 0).ok_or_else(|| {
                Error::expression("Can’t get data for expression")
                    .with_description("Apologies, this is an internal error. See details for more information")
            })?;
            if name == "context" {
                return Ok(node::context(cx, source.node));
            }
            Ok(cx.data.find_node(source.node).map_or(Value::Undefined, |node| Value::from_json(node.parameters)))
        }
        _ => Ok(Value::Undefined),
    }
}

pub fn call<'a>(cx: &Evaluation<'a>, _: usize, name: &str) -> Completion<'a> {
    require_input(cx)?;
    let count = cx.data.input().len();
    match name {
        "first" => Ok(whole(cx, 0)),
        "last" => Ok(whole(cx, count - 1)),
        _ => all(cx),
    }
}

fn require_input<'a>(cx: &Evaluation<'a>) -> Result<(), Throw<'a>> {
    if cx.data.input().is_empty() {
        return Err(Error::expression("No execution data available").with_kind("no_execution_data").into());
    }
    Ok(())
}

/// All input items.
pub fn all<'a>(cx: &Evaluation<'a>) -> Completion<'a> {
    let items = cx.data.input();
    cx.steps(items.len())?;
    cx.array((0..items.len()).map(|index| view(cx, items.item(index))).collect())
}

/// An input item with everything around its data.
pub fn whole<'a>(cx: &Evaluation<'a>, index: usize) -> Value<'a> {
    view(cx, cx.data.input().item(index))
}

/// What the host gave, borrowed or kept for this evaluation.
pub fn view<'a>(cx: &Evaluation<'a>, json: Option<Cow<'a, serde_json::Value>>) -> Value<'a> {
    match json {
        None => Value::Undefined,
        Some(Cow::Borrowed(json)) => Value::from_json(json),
        Some(Cow::Owned(json)) => cx.keep_json(json),
    }
}

/// `$json` of an input item.
pub fn json<'a>(cx: &Evaluation<'a>, index: usize) -> Completion<'a> {
    match cx.data.input().json(index) {
        Some(json) => Ok(Value::from_json(json)),
        None => Err(missing(cx, index)),
    }
}

/// `$binary` of an input item.
pub fn binary<'a>(cx: &Evaluation<'a>, index: usize) -> Completion<'a> {
    if index >= cx.data.input().len() {
        return Err(missing(cx, index));
    }
    match view(cx, cx.data.input().binary(index)) {
        Value::Undefined => cx.object(crate::value::Properties::default()),
        binary => Ok(binary),
    }
}

fn missing<'a>(cx: &Evaluation<'a>, index: usize) -> Throw<'a> {
    let name = cx.data.node().map_or("this node", |node| node.name);
    match cx.data.input().len() {
        0 => node::not_executed(name).into(),
        count => {
            Error::expression(format!("\"{name}\" node has {count} item(s) but you're trying to access item {index}"))
                .with_kind("no_execution_data")
                .with_node(name)
                .into()
        }
    }
}
