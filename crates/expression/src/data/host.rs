//! Views on the execution that are made as they are read.

use super::{ai, input, node, parameter, variable};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{FunctionKind, Value};

/// An object of n8n that is not data. `item` is the index of the item it refers to.
#[derive(Debug, Clone, Copy)]
pub enum Host<'a> {
    /// `$input`
    Input { item: usize },
    /// `$("name")`
    Node { name: &'a str, item: usize },
    /// `$node`
    Nodes { item: usize },
    /// `$node["name"]`
    LegacyNode { name: &'a str, item: usize },
    /// `$item(index)`
    Item { item: usize },
    /// `$parameter`, or another node's
    Parameter { node: &'a str, resolves: bool, item: usize },
    /// `$prevNode`
    PreviousNode,
    /// `$workflow`
    Workflow,
    /// `$env`
    Env,
    /// `$self`
    Own,
}

/// `host.name`.
pub fn get<'a>(cx: &Evaluation<'a>, host: Host<'a>, this: Value<'a>, name: &'a str) -> Completion<'a> {
    match host {
        Host::Input { item } => input::get(cx, item, this, name),
        Host::Node { name: node, item } => node::get(cx, node, item, this, name),
        Host::Nodes { item } => node::legacy(cx, name, item),
        Host::LegacyNode { name: node, item } => node::get_legacy(cx, node, item, name),
        Host::Item { item } => variable::of_item(cx, name, item),
        Host::Parameter { node, resolves, item } => parameter::get(cx, node, resolves, item, name),
        Host::PreviousNode => Ok(previous_node(cx, name)),
        Host::Workflow => workflow(cx, name),
        Host::Env => match cx.data.env() {
            Some(env) => Ok(Value::from_option(env.get(name))),
            None => Err(Throw::expression("access to env vars denied")),
        },
        Host::Own => parameter::own(cx, name),
    }
}

/// `host.name(…)`.
pub fn call<'a>(
    cx: &Evaluation<'a>,
    host: Host<'a>,
    this: Value<'a>,
    name: &'a str,
    arguments: &[Value<'a>],
) -> Completion<'a> {
    match (host, name) {
        (Host::Input { item }, "first" | "last" | "all") => input::call(cx, item, name),
        (Host::Node { name: node, item }, "first" | "last" | "all" | "pairedItem" | "itemMatching") => {
            node::call(cx, node, item, name, arguments)
        }
        (Host::Item { item }, "$" | "$item" | "$items") => variable::call_of_item(cx, name, item, arguments),
        _ => {
            let member = get(cx, host, this, name)?;
            if member.is_function() {
                return cx.call(member, this, arguments);
            }
            match crate::builtins::object_method(name) {
                Some(method) if member.is_undefined() => method(cx, this, arguments),
                _ => Err(cx.type_error(&format!("{name} is not a function"))),
            }
        }
    }
}

/// A method of a host object, as a value.
pub fn method<'a>(cx: &Evaluation<'a>, this: Value<'a>, name: &'a str) -> Value<'a> {
    cx.function(name, 0, FunctionKind::Method { receiver: this })
}

/// The names that listing the object's members gives.
pub fn keys<'a>(cx: &Evaluation<'a>, host: Host<'a>) -> Result<Vec<&'a str>, Throw<'a>> {
    Ok(match host {
        Host::Workflow => vec!["active", "id", "name"],
        Host::PreviousNode => vec!["name", "outputIndex", "runIndex"],
        Host::Parameter { node, .. } => parameter::keys(cx, node),
        Host::Input { .. } => vec!["all", "context", "first", "item", "last", "params"],
        Host::Env => cx
            .data
            .env()
            .and_then(serde_json::Value::as_object)
            .map_or_else(Vec::new, |env| env.keys().map(String::as_str).collect()),
        Host::Node { .. } | Host::Nodes { .. } | Host::LegacyNode { .. } | Host::Item { .. } | Host::Own => Vec::new(),
    })
}

fn previous_node<'a>(cx: &Evaluation<'a>, name: &str) -> Value<'a> {
    let Some(source) = cx.data.source(None, 0) else { return Value::Undefined };
    match name {
        "name" => Value::from(source.node),
        "outputIndex" => Value::from(source.output),
        "runIndex" => Value::from(source.run),
        _ => Value::Undefined,
    }
}

fn workflow<'a>(cx: &Evaluation<'a>, name: &str) -> Completion<'a> {
    if !matches!(name, "active" | "id" | "name") {
        return Ok(Value::Undefined);
    }
    match cx.data.workflow().and_then(|workflow| workflow.get(name)) {
        Some(value) => Ok(Value::from_json(value)),
        None if name == "id" => Err(crate::Error::expression("save workflow to view")
            .with_description("Please save the workflow first to use $workflow")
            .into()),
        None => Ok(Value::Undefined),
    }
}

/// `$fromAI(…)`.
pub fn from_ai<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    ai::from_ai(cx, arguments)
}
