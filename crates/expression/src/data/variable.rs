//! The variables with a dollar sign.

use super::host::{self, Host};
use super::{ai, input, node};
use crate::builtins::argument;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::{Kind, NativeFn, Value, number};
use nodewright_luxon as core;

const VARIABLES: &[&str] = &[
    "$agentInfo",
    "$binary",
    "$env",
    "$execution",
    "$executionId",
    "$input",
    "$itemIndex",
    "$mode",
    "$node",
    "$nodeId",
    "$nodeVersion",
    "$now",
    "$parameter",
    "$position",
    "$prevNode",
    "$rawParameter",
    "$resumeWebhookUrl",
    "$runIndex",
    "$secrets",
    "$self",
    "$thisItem",
    "$thisItemIndex",
    "$thisRunIndex",
    "$today",
    "$tool",
    "$vars",
    "$webhookId",
    "$workflow",
];

pub fn is_variable(name: &str) -> bool {
    VARIABLES.contains(&name)
}

/// A function with a dollar sign.
pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "$" => |cx, _, arguments| node::reference(cx, cx.item, arguments),
        "$evaluateExpression" => evaluate_expression,
        "$fromAI" | "$fromAi" | "$fromai" => host::from_ai,
        "$getPairedItem" => {
            |_, _, _| Err(Throw::expression("$getPairedItem is n8n's own: use $(\"node\").pairedItem()"))
        }
        "$item" => |cx, _, arguments| of_index(cx, arguments),
        "$items" => |cx, _, arguments| node::items(cx, arguments),
        _ => return None,
    })
}

/// `$json`.
pub fn json<'a>(cx: &Evaluation<'a>) -> Completion<'a> {
    input::json(cx, cx.item)
}

/// A variable by its name.
pub fn variable<'a>(cx: &Evaluation<'a>, name: &str) -> Completion<'a> {
    of_item(cx, name, cx.item)
}

/// A name that only the host may know.
pub fn extra<'a>(cx: &Evaluation<'a>, name: &str) -> Value<'a> {
    if name.starts_with('$') { Value::from_option(cx.data.variable(name)) } else { Value::Undefined }
}

/// A variable as it is for another item.
pub fn of_item<'a>(cx: &Evaluation<'a>, name: &str, item: usize) -> Completion<'a> {
    let host = |host: Host<'a>| Ok(cx.special(Kind::Host(host)));
    let here = cx.data.current_node();
    match name {
        "$json" | "$data" => input::json(cx, item),
        "$binary" => input::binary(cx, item),
        "$input" => host(Host::Input { item }),
        "$node" => host(Host::Nodes { item }),
        "$parameter" => host(Host::Parameter { node: here.map_or("", |node| node.name), resolves: true, item }),
        "$rawParameter" => host(Host::Parameter { node: here.map_or("", |node| node.name), resolves: false, item }),
        "$prevNode" => host(Host::PreviousNode),
        "$workflow" => host(Host::Workflow),
        "$env" => host(Host::Env),
        "$self" => host(Host::Own),
        "$itemIndex" | "$position" | "$thisItemIndex" => Ok(Value::from(item)),
        "$runIndex" | "$thisRunIndex" => Ok(Value::from(cx.data.run_index())),
        "$thisItem" => input::whole(cx, item),
        "$mode" => Ok(Value::from(cx.data.mode())),
        "$now" => moment(cx, false),
        "$today" => moment(cx, true),
        "$nodeVersion" => Ok(here.and_then(|node| node.type_version).map_or(Value::Undefined, Value::Number)),
        "$nodeId" => Ok(here.and_then(|node| node.id).map_or(Value::Undefined, Value::from)),
        "$webhookId" => Ok(here.and_then(|node| node.webhook_id).map_or(Value::Undefined, Value::from)),
        "$executionId" => Ok(execution(cx, name, "id")),
        "$resumeWebhookUrl" => Ok(execution(cx, name, "resumeUrl")),
        "$tool" => ai::tool(cx),
        _ => Ok(extra(cx, name)),
    }
}

/// A deprecated variable that has become a member of `$execution`.
fn execution<'a>(cx: &Evaluation<'a>, name: &str, member: &str) -> Value<'a> {
    let own = cx.data.variable(name);
    Value::from_option(own.or_else(|| cx.data.variable("$execution").and_then(|all| all.get(member))))
}

/// Functions as members of `$item(index)`.
pub fn call_of_item<'a>(cx: &Evaluation<'a>, name: &str, item: usize, arguments: &[Value<'a>]) -> Completion<'a> {
    match name {
        "$" => node::reference(cx, item, arguments),
        "$items" => node::items(cx, arguments),
        _ => of_index(cx, arguments),
    }
}

fn of_index<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let item = number::exact_index(cx.to_number(argument(arguments, 0))?).unwrap_or(usize::MAX);
    input::require_at_hand(cx, item, || format!("$item({item})"))?;
    Ok(cx.special(Kind::Host(Host::Item { item })))
}

/// Now in the workflow's zone, or midnight of that day.
fn moment<'a>(cx: &Evaluation<'a>, midnight: bool) -> Completion<'a> {
    let settings = &cx.settings.luxon;
    let now = core::DateTime::call_static("fromMillis", &[cx.now().into()], settings);
    let date = match now {
        Ok(core::Value::DateTime(now)) if midnight => {
            let fields: core::Object =
                [("hour", 0.0), ("minute", 0.0), ("second", 0.0), ("millisecond", 0.0)].into_iter().collect();
            now.call("set", &[fields.into()], settings)
        }
        other => other,
    };
    luxon::lift(cx, date)
}

/// `$evaluateExpression(text, index)`.
fn evaluate_expression<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(argument(arguments, 0))?;
    let item = match argument(arguments, 1) {
        index if index.truthy() => number::exact_index(cx.to_number(index)?).unwrap_or(usize::MAX),
        _ => cx.item,
    };
    input::require_at_hand(cx, item, || format!("$evaluateExpression() for item {item}"))?;
    cx.evaluate(cx.heap.join(&["=", text]), item)
}
