//! The way back from an item to the item of another node that it came from.

use super::context::Source;
use super::input::{self, item_view};
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;

/// The item of `node` that the input item came from.
pub fn item<'a>(cx: &Evaluation<'a>, node: &'a str, index: usize, method: &str) -> Completion<'a> {
    require_path(cx, node)?;
    if cx.data.runs(node).is_none() {
        return Err(super::node::not_executed(node).into());
    }
    let items = cx.data.input();
    input::require_at_hand(cx, index, || format!("{method} of item {index}"))?;
    if index >= items.len() {
        let here = cx.data.current_node().map_or("this node", |node| node.name);
        return Err(Error::expression("Can’t get data for expression")
            .with_description(format!(
                "Some intermediate nodes between ‘<strong>{node}</strong>‘ and  ‘<strong>{here}</strong>‘ have not \
                 executed yet."
            ))
            .with_kind("paired_item_intermediate_nodes")
            .into());
    }
    let Some(paired) = items.paired_item(index) else {
        let here = cx.data.current_node().map_or("this node", |node| node.name);
        return Err(missing(here, method).into());
    };
    // An input item came in over one connection, so one pair is enough.
    let pair = pairs(&paired).into_iter().next().unwrap_or_default();
    let source = cx.data.source(None, pair.input).or_else(|| cx.data.source(None, 0));
    let source = source.ok_or_else(|| {
        Error::expression("Can’t get data for expression")
            .with_description("Apologies, this is an internal error. See details for more information")
    })?;
    let mut walk = Walk { cx, node, method, seen: FxHashMap::default() };
    let (source, index) = walk.back(source, pair.item)?;
    let items = cx.data.output(source.node, source.run, source.output);
    item_view(cx, items.and_then(|items| items.item(index)))
}

/// Refuses a node whose items cannot have come here.
pub fn require_path<'a>(cx: &Evaluation<'a>, node: &str) -> Result<(), Throw<'a>> {
    if cx.data.is_ancestor(node) {
        return Ok(());
    }
    Err(no_connection(node).into())
}

fn no_connection(node: &str) -> Error {
    Error::expression("Invalid expression").with_kind("paired_item_no_connection").with_node(node)
}

fn missing(node: &str, method: &str) -> Error {
    Error::expression(format!(
        "Paired item data for {method} from node '{node}' is unavailable. Ensure '{node}' is providing the required \
         output."
    ))
    .with_kind("paired_item_no_info")
    .with_node(node)
}

#[derive(Debug, Clone, Copy, Default)]
struct Pair<'j> {
    item: usize,
    input: usize,
    /// What stands for the source of the run, as for the items of a loop, which came in before it.
    source: Option<&'j Json>,
}

impl Pair<'_> {
    fn source<'a>(&self, cx: &Evaluation<'a>) -> Option<Source<'a>> {
        let source = self.source?;
        let index = |name| index(source.get(name)).unwrap_or(0);
        let node = cx.heap.text(source.get("previousNode")?.as_str()?);
        Some(Source { node, output: index("previousNodeOutput"), run: index("previousNodeRun") })
    }
}

fn index(json: Option<&Json>) -> Option<usize> {
    json.and_then(Json::as_u64).and_then(|index| usize::try_from(index).ok())
}

/// A number, `{item, input}` or a list of these.
fn pairs(json: &Json) -> Vec<Pair<'_>> {
    fn one(json: &Json) -> Option<Pair<'_>> {
        match json {
            Json::Number(_) => index(Some(json)).map(|item| Pair { item, ..Pair::default() }),
            Json::Object(pair) => Some(Pair {
                item: index(pair.get("item"))?,
                input: index(pair.get("input")).unwrap_or(0),
                source: pair.get("sourceOverwrite"),
            }),
            _ => None,
        }
    }
    match json {
        Json::Array(all) => all.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

type Place<'a> = (Source<'a>, usize);

struct Walk<'w, 'a> {
    cx: &'w Evaluation<'a>,
    node: &'a str,
    method: &'w str,
    /// Branches meet again in shared ancestors, so each place is looked at once.
    seen: FxHashMap<(&'a str, usize, usize, usize), Result<Place<'a>, Error>>,
}

impl<'a> Walk<'_, 'a> {
    fn back(&mut self, source: Source<'a>, index: usize) -> Result<Place<'a>, Throw<'a>> {
        let key = (source.node, source.run, source.output, index);
        if let Some(known) = self.seen.get(&key) {
            return known.clone().map_err(Throw::from);
        }
        self.cx.step()?;
        let cx = self.cx;
        let result = cx.deeper(|| self.look(source, index));
        let kept = match &result {
            Ok(place) => Ok(*place),
            Err(Throw::Error(error)) => Err((**error).clone()),
            Err(_) => return result,
        };
        self.seen.insert(key, kept);
        result
    }

    fn look(&mut self, source: Source<'a>, index: usize) -> Result<Place<'a>, Throw<'a>> {
        let cx = self.cx;
        let Some(items) = cx.data.output(source.node, source.run, source.output) else {
            return Err(Error::expression("Can’t get data for expression")
                .with_description(format!("Expected output #{} from node {}", source.output, source.node))
                .with_kind("internal")
                .into());
        };
        if source.node == self.node {
            if index >= items.len() {
                return Err(missing(source.node, self.method).into());
            }
            return Ok((source, index));
        }
        let paired = items.paired_item(index);
        let pairs = paired.as_deref().map(pairs).unwrap_or_default();
        if pairs.is_empty() {
            return Err(missing(source.node, self.method).into());
        }
        let mut found: Option<Place<'a>> = None;
        let mut failed = None;
        for pair in pairs {
            let next = pair.source(cx).or_else(|| cx.data.source(Some((source.node, source.run)), pair.input));
            let Some(next) = next else { continue };
            match (self.back(next, pair.item), found) {
                (Ok(place), Some(other)) if place != other => {
                    return Err(Error::expression("Multiple matches found")
                        .with_kind("paired_item_multiple_matches")
                        .with_node(self.node)
                        .into());
                }
                (Ok(place), _) => found = Some(place),
                (Err(Throw::Error(error)), _) => failed = failed.or(Some(error)),
                (Err(stop), _) => return Err(stop),
            }
        }
        match (found, failed) {
            (Some(place), _) => Ok(place),
            (None, Some(error)) => Err(Throw::Error(error)),
            (None, None) if cx.data.source(Some((source.node, source.run)), 0).is_none() => {
                Err(no_connection(self.node).into())
            }
            (None, None) => Err(Error::expression("Branch not found")
                .with_description(format!(
                    "Item {index} in node {} references a branch that doesn't exist.",
                    source.node
                ))
                .with_kind("paired_item_invalid_info")
                .into()),
        }
    }
}
