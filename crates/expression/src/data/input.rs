//! `$input`, and the items of the current input.

use super::context::{Items, WholeItem};
use super::host::method;
use super::node;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Properties, Value};
use std::borrow::Cow;

pub fn get<'a>(cx: &Evaluation<'a>, item: usize, this: Value<'a>, name: &'a str) -> Completion<'a> {
    require_input(cx)?;
    match name {
        "item" => whole(cx, item),
        "first" | "last" | "all" => Ok(method(cx, this, name)),
        "context" | "params" => {
            let source = cx.data.source(None, 0).ok_or_else(|| {
                Error::expression("Can’t get data for expression")
                    .with_description("Apologies, this is an internal error. See details for more information")
            })?;
            if name == "context" {
                return Ok(node::context(cx, source.node));
            }
            Ok(cx.data.node(source.node).map_or(Value::Undefined, |node| Value::from_json(node.parameters)))
        }
        _ => Ok(Value::Undefined),
    }
}

pub fn call<'a>(cx: &Evaluation<'a>, _: usize, name: &str) -> Completion<'a> {
    require_input(cx)?;
    require_all(cx, || format!("$input.{name}()"))?;
    let count = cx.data.input().len();
    match name {
        "first" => whole(cx, 0),
        "last" => whole(cx, count - 1),
        _ => all(cx),
    }
}

fn require_input<'a>(cx: &Evaluation<'a>) -> Result<(), Throw<'a>> {
    if cx.data.input().is_empty() {
        return Err(Error::expression("No execution data available").with_kind("no_execution_data").into());
    }
    Ok(())
}

/// Refuses what sees all items, where they come as a stream. `what` is how the expression asks for them.
pub fn require_all<'a>(cx: &Evaluation<'a>, what: impl FnOnce() -> String) -> Result<(), Throw<'a>> {
    match cx.data.input().window_start() {
        Some(_) => Err(not_in_a_stream(&what())),
        None => Ok(()),
    }
}

/// Refuses another item than those at hand, where they come as a stream.
pub fn require_at_hand<'a>(cx: &Evaluation<'a>, index: usize, what: impl FnOnce() -> String) -> Result<(), Throw<'a>> {
    let items = cx.data.input();
    match items.window_start() {
        Some(first) if !(first..items.len()).contains(&index) => Err(not_in_a_stream(&what())),
        _ => Ok(()),
    }
}

fn not_in_a_stream<'a>(what: &str) -> Throw<'a> {
    Error::expression(format!("{what} is not available where items come as a stream"))
        .with_description("Other items than the current one are not at hand. Execute the node without a stream")
        .into()
}

/// All input items.
pub fn all<'a>(cx: &Evaluation<'a>) -> Completion<'a> {
    every(cx, cx.data.input())
}

/// All of these items.
pub fn every<'a>(cx: &Evaluation<'a>, items: &'a dyn Items) -> Completion<'a> {
    cx.room(items.len())?;
    let all = (0..items.len()).map(|index| item_view(cx, items.item(index)));
    cx.array(all.collect::<Result<_, _>>()?)
}

/// An input item with everything around its data.
pub fn whole<'a>(cx: &Evaluation<'a>, index: usize) -> Completion<'a> {
    item_view(cx, cx.data.input().item(index))
}

/// What the host gave, borrowed or kept for this evaluation.
pub fn view<'a>(cx: &Evaluation<'a>, json: Option<Cow<'a, serde_json::Value>>) -> Completion<'a> {
    match json {
        None => Ok(Value::Undefined),
        Some(Cow::Borrowed(json)) => Ok(Value::from_json(json)),
        Some(Cow::Owned(json)) => cx.keep_json(json),
    }
}

/// An item that the host gave.
pub fn item_view<'a>(cx: &Evaluation<'a>, item: Option<WholeItem<'a>>) -> Completion<'a> {
    match item {
        None => Ok(Value::Undefined),
        Some(WholeItem::Json(json)) => Ok(Value::from_json(json)),
        Some(WholeItem::Parts(json, others)) => {
            let mut members = Properties::default();
            members.insert("json", Value::from_json(json));
            for (key, member) in others {
                members.insert(cx.heap.text(&key), cx.keep_json(member)?);
            }
            cx.object(members)
        }
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
    match view(cx, cx.data.input().binary(index))? {
        Value::Undefined => cx.object(Properties::default()),
        binary => Ok(binary),
    }
}

fn missing<'a>(cx: &Evaluation<'a>, index: usize) -> Throw<'a> {
    let name = cx.data.current_node().map_or("this node", |node| node.name);
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
