//! `$("name")`, `$node["name"]` and `$items("name")`: what other nodes put out.

use super::context::Items;
use super::host::{Host, method};
use super::input::{self, every, item_view, view};
use super::paired;
use crate::builtins::argument;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Kind, Properties, Value, number};

/// `$("name")`; without a name, the node before this one.
pub fn reference<'a>(cx: &Evaluation<'a>, item: usize, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = argument(arguments, 0);
    let name = if name.truthy() {
        cx.to_str(name)?
    } else {
        cx.data
            .source(None, 0)
            .map(|source| source.node)
            .ok_or_else(|| Throw::expression("When calling $(), please specify a node"))?
    };
    if cx.data.node(name).is_none() {
        return Err(unknown(name).into());
    }
    Ok(cx.special(Kind::Host(Host::Node { name, item })))
}

/// `$node["name"]`.
pub fn legacy<'a>(cx: &Evaluation<'a>, name: &'a str, item: usize) -> Completion<'a> {
    if cx.data.node(name).is_none() {
        return Err(unknown(name).into());
    }
    Ok(cx.special(Kind::Host(Host::LegacyNode { name, item })))
}

fn unknown(name: &str) -> Error {
    Error::expression("Referenced node doesn't exist").with_node(name)
}

pub fn not_executed(name: &str) -> Error {
    Error::expression(format!("Node '{name}' hasn't been executed")).with_kind("no_execution_data").with_node(name)
}

fn require_executed<'a>(cx: &Evaluation<'a>, name: &str) -> Result<(), Throw<'a>> {
    if cx.data.runs(name).is_some() { Ok(()) } else { Err(not_executed(name).into()) }
}

pub fn get<'a>(cx: &Evaluation<'a>, node: &'a str, item: usize, this: Value<'a>, name: &'a str) -> Completion<'a> {
    match name {
        "isExecuted" => Ok(Value::Bool(cx.data.runs(node).is_some())),
        "item" => paired::item(cx, node, item, "item"),
        "pairedItem" | "itemMatching" => {
            paired::require_path(cx, node)?;
            Ok(method(cx, this, name))
        }
        "first" | "last" | "all" => {
            require_executed(cx, node)?;
            Ok(method(cx, this, name))
        }
        "context" => Ok(context(cx, node)),
        "params" => Ok(cx.data.node(node).map_or(Value::Undefined, |node| Value::from_json(node.parameters))),
        _ => Ok(Value::Undefined),
    }
}

pub fn call<'a>(
    cx: &Evaluation<'a>,
    node: &'a str,
    item: usize,
    name: &'a str,
    arguments: &[Value<'a>],
) -> Completion<'a> {
    if matches!(name, "pairedItem" | "itemMatching") {
        paired::require_path(cx, node)?;
        let index = match argument(arguments, 0) {
            Value::Undefined if name == "itemMatching" => {
                return Err(Throw::expression("Missing item index for .itemMatching()"));
            }
            Value::Undefined => item,
            index => number::exact_index(cx.to_number(index)?).unwrap_or(usize::MAX),
        };
        return paired::item(cx, node, index, name);
    }
    require_executed(cx, node)?;
    let branch = match argument(arguments, 0) {
        nothing if nothing.is_nullish() => Some(cx.data.output_towards(node).unwrap_or(0)),
        branch => number::exact_index(cx.to_number(branch)?),
    };
    let items = output(cx, node, branch, argument(arguments, 1))?;
    let last = items.len().wrapping_sub(1);
    match name {
        "first" => item_view(cx, items.item(0)),
        "last" => item_view(cx, items.item(last)),
        _ => list(cx, items),
    }
}

/// All items of an output.
fn list<'a>(cx: &Evaluation<'a>, items: &'a dyn Items) -> Completion<'a> {
    cx.steps(items.len())?;
    every(cx, items)
}

/// The items of an output of a run; the last run without an index.
fn output<'a>(
    cx: &Evaluation<'a>,
    node: &'a str,
    branch: Option<usize>,
    run: Value<'a>,
) -> Result<&'a dyn Items, Throw<'a>> {
    if cx.data.node(node).is_none() {
        return Err(unknown(node).into());
    }
    let runs = cx.data.runs(node).ok_or_else(|| not_executed(node))?;
    let run = match run {
        Value::Undefined | Value::Number(-1.0) => runs.wrapping_sub(1),
        run => number::exact_index(cx.to_number(run)?).unwrap_or(usize::MAX),
    };
    if run >= runs {
        return Err(Throw::expression(format!("Run {run} of node \"{node}\" not found")));
    }
    let outputs = cx.data.outputs(node, run);
    if outputs == 0 {
        return Err(Throw::expression("No data found from `main` input"));
    }
    let branch = match branch {
        Some(branch) => branch,
        None => cx.data.output_towards(node).ok_or_else(|| {
            let here = cx.data.current_node().map_or("", |node| node.name);
            Throw::expression(format!("connect \"{here}\" to \"{node}\""))
        })?,
    };
    cx.data
        .output(node, run, branch)
        .ok_or_else(|| Throw::expression(format!("Node \"{node}\" has no branch with index {branch}.")))
}

/// `$items(name, output, run)`.
pub fn items<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = argument(arguments, 0);
    if name.is_undefined() {
        input::require_all(cx, || "$items()".to_owned())?;
        return input::all(cx);
    }
    let branch = match argument(arguments, 1) {
        branch if branch.truthy() => number::exact_index(cx.to_number(branch)?).unwrap_or(usize::MAX),
        _ => 0,
    };
    let items = output(cx, cx.to_str(name)?, Some(branch), argument(arguments, 2))?;
    list(cx, items)
}

/// `$node["name"].name`.
pub fn get_legacy<'a>(cx: &Evaluation<'a>, node: &'a str, item: usize, name: &'a str) -> Completion<'a> {
    match name {
        "json" | "data" | "binary" => {
            let items = output(cx, node, None, Value::Undefined)?;
            if items.is_empty() {
                return Err(not_executed(node).into());
            }
            if item >= items.len() {
                let count = items.len();
                return Err(Error::expression(format!(
                    "\"{node}\" node has {count} item(s) but you're trying to access item {item}"
                ))
                .with_kind("no_execution_data")
                .with_node(node)
                .into());
            }
            if name != "binary" {
                return Ok(Value::from_option(items.json(item)));
            }
            match view(cx, items.binary(item))? {
                Value::Undefined => cx.object(Properties::default()),
                binary => Ok(binary),
            }
        }
        "context" => Ok(context(cx, node)),
        "parameter" => Ok(cx.special(Kind::Host(Host::Parameter { node, resolves: true, item }))),
        #[allow(clippy::cast_precision_loss)] // few runs
        "runIndex" => Ok(Value::Number(cx.data.runs(node).map_or(-1.0, |runs| runs as f64 - 1.0))),
        _ => Ok(Value::Undefined),
    }
}

/// What a node keeps between runs.
pub fn context<'a>(cx: &Evaluation<'a>, node: &str) -> Value<'a> {
    match cx.data.node_context(node) {
        Some(context) => Value::from_json(context),
        None => cx.object(Properties::default()).unwrap_or(Value::Undefined),
    }
}
