//! What happens to items behind the node: links, error output, empty output. The rules are n8n's.

use nodewright_core::{Item, ItemRef, PairedItem, javascript::is_truthy};
use serde_json::{Map, Value};

use super::Emission;
use crate::Settings;

/// Where an item that a node put on an output goes, and what it looks like there. Nowhere, if the output for failures is
/// in the place of its own: that of filter for what it discards.
pub(super) fn place<'i>(
    output: usize,
    item: Item,
    outputs: usize,
    input: impl Fn(usize) -> Option<&'i Item>,
    settings: &Settings,
) -> Option<Emission> {
    if settings.has_error_output() && is_failure(&item) {
        return Some(Emission { output: outputs, item: normalized(with_input(item, input)) });
    }
    let is_taken = settings.has_error_output() && output == outputs;
    (!is_taken).then(|| Emission { output, item: normalized(item) })
}

/// The one item of an output that would be empty, linked to every input item.
pub(super) fn nothing_else(inputs: usize) -> Item {
    let link = |item| ItemRef { input: Some(0), ..ItemRef::new(item) };
    Item { paired_item: Some(PairedItem::Many((0..inputs).map(link).collect())), ..Item::empty() }
}

/// Finishes the outputs of a node that worked on all items at once.
pub(super) fn outputs(
    mut outputs: Vec<Vec<Item>>,
    declared: usize,
    inputs: &[Vec<Item>],
    settings: &Settings,
) -> Vec<Vec<Item>> {
    let input = inputs.first().map_or(&[][..], Vec::as_slice);
    if settings.has_error_output() {
        split_failures(&mut outputs, declared, input);
    }
    link(&mut outputs, input.len());
    outputs.into_iter().map(|items| items.into_iter().map(normalized).collect()).collect()
}

/// Puts an item on a first output that is empty, where the settings say so.
pub(super) fn always_something(outputs: &mut Vec<Vec<Item>>, inputs: usize, settings: &Settings) {
    if settings.always_output_data == Some(true) && outputs.first().is_none_or(Vec::is_empty) {
        if outputs.is_empty() {
            outputs.push(Vec::new());
        }
        outputs[0].push(nothing_else(inputs));
    }
}

/// Moves failed items to an output of their own behind the declared ones.
fn split_failures(outputs: &mut Vec<Vec<Item>>, declared: usize, input: &[Item]) {
    let mut failed = Vec::new();
    for items in outputs.iter_mut() {
        let (bad, good) = std::mem::take(items).into_iter().partition(is_failure);
        *items = good;
        failed.extend::<Vec<Item>>(bad);
    }
    outputs.resize_with(outputs.len().max(declared + 1), Vec::new);
    outputs[declared] = failed.into_iter().map(|item| with_input(item, |index| input.get(index))).collect();
}

/// Links items that the node did not link, where it is clear what they came from.
fn link(outputs: &mut [Vec<Item>], inputs: usize) {
    if inputs == 1 {
        let unlinked = outputs.iter_mut().flatten().filter(|item| item.paired_item.is_none());
        unlinked.for_each(|item| item.paired_item = Some(0.into()));
        return;
    }
    let [items] = outputs else { return };
    let count = items.len();
    for (index, item) in items.iter_mut().enumerate().filter(|(_, item)| item.paired_item.is_none()) {
        match count {
            _ if count == inputs => item.paired_item = Some(index.into()),
            1 => item.paired_item = Some(0.into()),
            _ => return,
        }
    }
}

/// n8n takes an item for a failure when it has an error, or when its json is `{error}` with nothing but a text beside it.
fn is_failure(item: &Item) -> bool {
    let Value::Object(json) = &item.json else { return item.error.is_some() };
    let only_error = || json.keys().all(|key| matches!(key.as_str(), "error" | "message" | "details"));
    item.error.is_some() || (json.get("error").is_some_and(is_truthy) && only_error())
}

/// The input item's json below the failure's own.
fn with_input<'i>(mut item: Item, input: impl Fn(usize) -> Option<&'i Item>) -> Item {
    let index = match &item.paired_item {
        Some(PairedItem::Index(index)) => Some(*index),
        Some(PairedItem::One(link)) => Some(link.item),
        Some(PairedItem::Many(links)) => links.first().map(|link| link.item),
        None => None,
    };
    if let (Some(Value::Object(base)), Value::Object(own)) = (index.and_then(input).map(|i| &i.json), &item.json) {
        let mut merged = base.clone();
        merged.extend(own.clone());
        item.json = Value::Object(merged);
    }
    item
}

/// An item with an error shows its message and nothing else.
fn normalized(mut item: Item) -> Item {
    if let Some(error) = &item.error {
        item.json = Value::Object(Map::from_iter([("error".to_owned(), error.message().into())]));
    }
    item
}
