//! Version 1: its modes, which compare fields by their text.

use std::{borrow::Cow, collections::HashMap};

use nodewright_core::{Item, PairedItem, Parameters, Result, Value, javascript::text};
use nodewright_properties::value_at;

use super::{Inputs, MOST_ITEMS, links, too_many};
use crate::read;

pub fn merge(parameters: &Parameters, inputs: Inputs<'_>) -> Result<Vec<Item>> {
    let (first, second) = (inputs.get(0), inputs.get(1));
    Ok(match read::text(parameters, "mode") {
        "multiplex" if first.len().saturating_mul(second.len()) > MOST_ITEMS => return Err(too_many()),
        "mergeByIndex" => by_index(first, second, read::text(parameters, "join")),
        "multiplex" => first.iter().flat_map(|a| second.iter().map(|b| both(a, b))).collect(),
        "passThrough" if read::text(parameters, "output") == "input2" => second.to_vec(),
        "passThrough" => first.to_vec(),
        "wait" => vec![Item::empty()],
        "keepKeyMatches" => by_key(parameters, first, second, |found| found.is_some()),
        "removeKeyMatches" => by_key(parameters, first, second, |found| found.is_none()),
        "mergeByKey" => merged_by_key(parameters, first, second),
        _ => inputs.all().cloned().collect(),
    })
}

fn by_index(first: &[Item], second: &[Item], join: &str) -> Vec<Item> {
    let count = match join {
        "inner" => first.len().min(second.len()),
        "outer" => first.len().max(second.len()),
        _ => first.len(),
    };
    let row = |index| match (first.get(index), second.get(index)) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, b) => a.or(b).cloned(),
    };
    (0..count).filter_map(row).collect()
}

/// The first item with the fields and files of the second over its own.
fn both(first: &Item, second: &Item) -> Item {
    let mut item = first.clone();
    if let (Value::Object(fields), Value::Object(over)) = (&mut item.json, &second.json) {
        fields.extend(over.clone());
    }
    if let Some(files) = &second.binary {
        item.binary.get_or_insert_default().extend(files.clone());
    }
    item.paired_item = Some(PairedItem::Many([links(first), links(second)].concat()));
    item
}

/// What the second input has under each key; the last item counts.
struct Keyed<'b> {
    names: [&'b str; 2],
    items: HashMap<String, &'b Item>,
}

impl<'b> Keyed<'b> {
    fn new(parameters: &'b Parameters, second: &'b [Item]) -> Self {
        let names = [read::text(parameters, "propertyName1"), read::text(parameters, "propertyName2")];
        let items = second.iter().filter_map(|item| Some((key(item, names[1])?, item)));
        Self { names, items: items.collect() }
    }
}

/// The text of a field, which may be a path.
fn key(item: &Item, name: &str) -> Option<String> {
    value_at(item.json.as_object()?, "", name).map(|value| text(&value).into_owned())
}

fn by_key(parameters: &Parameters, first: &[Item], second: &[Item], keeps: fn(Option<&&Item>) -> bool) -> Vec<Item> {
    let keyed = Keyed::new(parameters, second);
    let is_kept = |item: &&Item| keeps(key(item, keyed.names[0]).and_then(|key| keyed.items.get(&key)));
    first.iter().filter(is_kept).cloned().collect()
}

/// The items of the first input that have the field, with the fields of those of the second that match.
fn merged_by_key(parameters: &Parameters, first: &[Item], second: &[Item]) -> Vec<Item> {
    let keyed = Keyed::new(parameters, second);
    let overwrite = read::text(parameters, "overwrite");
    let merged = |item: &Item| {
        let key = key(item, keyed.names[0])?;
        let mut item = Cow::Borrowed(item);
        if let Some(Value::Object(over)) = keyed.items.get(&key).map(|found| &found.json) {
            let Value::Object(fields) = &mut item.to_mut().json else { return Some(item.into_owned()) };
            for (name, value) in over.iter().filter(|(name, _)| *name != keyed.names[1]) {
                let stays = match overwrite {
                    "blank" => fields.get(name).is_some_and(|own| !own.is_null() && *own != ""),
                    "undefined" => fields.contains_key(name),
                    _ => false,
                };
                if !stays {
                    fields.insert(name.clone(), value.clone());
                }
            }
        }
        Some(item.into_owned())
    };
    first.iter().filter_map(merged).collect()
}
