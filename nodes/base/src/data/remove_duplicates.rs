//! `removeDuplicates`: drops items that are like another one in the fields that are compared.

use std::{collections::HashSet, sync::Arc};

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{AllItems, Batch, Item, Parameters, Result, Value, Version};

use super::order::sorted;
use crate::{compare, node::Planned, path, read};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    let operation = read::text(parameters, "operation");
    if let Some((_, name)) = STORED.iter().find(|(value, _)| *value == operation) {
        return Err(read::refused(format!(
            "The operation \"{name}\" is not supported: it needs a store of items seen"
        ))
        .with_description("Only duplicates within the input can be removed"));
    }
    Ok(Planned::all_items(version, RemoveDuplicates))
}

/// What needs to know the items of earlier executions.
const STORED: &[(&str, &str)] = &[
    ("removeItemsSeenInPreviousExecutions", "Remove Items of Earlier Executions"),
    ("clearDeduplicationHistory", "Clear the History"),
];

struct RemoveDuplicates;

#[async_trait]
impl AllItems for RemoveDuplicates {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let (_, version) = batch.node();
        match without_duplicates(batch.items(), &parameters, version.number() > 1.0) {
            // Version 2 makes an item of the error, where the others hand on their input.
            Err(error) if version.number() >= 2.0 && batch.continue_on_fail() => Ok(vec![vec![Item::failed(error)]]),
            items => Ok(vec![items?]),
        }
    }
}

/// The items that are left; `null` may be of any type where `null_is_any`.
pub fn without_duplicates(items: &[Item], parameters: &Parameters, null_is_any: bool) -> Result<Vec<Item>> {
    let names = |name: &str| read::names(parameters.get(name));
    let dot_notation = !read::flag(parameters, "options.disableDotNotation", false);
    let compared = read::text(parameters, "compare");
    let keys = match compared {
        "selectedFields" => given(names("fieldsToCompare"), "compare on")?,
        "allFieldsExcept" => {
            let excluded = given(names("fieldsToExclude"), "exclude from comparison")?;
            all_keys(items, dot_notation).into_iter().filter(|key| !excluded.contains(key)).collect()
        }
        _ => all_keys(items, dot_notation),
    };
    let rows: Vec<Vec<Option<&Value>>> =
        items.iter().map(|item| keys.iter().map(|key| path::field(&item.json, key, dot_notation)).collect()).collect();
    let order = sorted(items.len(), &|a, b| is_before(&rows[a], &rows[b]));
    for (column, key) in keys.iter().enumerate() {
        check(order.iter().map(|index| rows[*index][column]), key, dot_notation, null_is_any)?;
    }
    let same = |a: usize, b: usize| rows[a].iter().zip(&rows[b]).all(|(a, b)| compare::is_same(*a, *b));
    let mut removed = HashSet::new();
    let mut kept = order.first().copied();
    for index in order.into_iter().skip(1) {
        match kept {
            Some(other) if same(other, index) => {
                removed.insert(index);
            }
            _ => kept = Some(index),
        }
    }
    let left = items.iter().enumerate().filter(|(index, _)| !removed.contains(index)).map(|(_, item)| item);
    if compared == "allFields" || !read::flag(parameters, "options.removeOtherFields", false) {
        return Ok(left.cloned().collect());
    }
    let left = left.enumerate();
    left.map(|(index, item)| Ok(Item::new(only(item, &keys, dot_notation)?).paired_with(index))).collect()
}

fn given(names: Vec<String>, what_for: &str) -> Result<Vec<String>> {
    let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
    match names.is_empty() {
        true => Err(read::refused(format!("No fields specified. Please add a field to {what_for}"))),
        false => Ok(names),
    }
}

/// The fields that any item has; what is inside of them, by its path, as the first item with the field has it.
fn all_keys(items: &[Item], dot_notation: bool) -> Vec<String> {
    let mut fields = indexmap::IndexMap::new();
    for (name, value) in items.iter().filter_map(|item| item.json.as_object()).flatten() {
        fields.entry(name).or_insert(value);
    }
    let mut keys = indexmap::IndexSet::new();
    for (name, value) in fields {
        match dot_notation {
            true => leaves(value, name.clone(), &mut keys),
            false => {
                keys.insert(name.clone());
            }
        }
    }
    keys.into_iter().collect()
}

/// An object or a list without entries has no leaves.
fn leaves(value: &Value, key: String, keys: &mut indexmap::IndexSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| leaves(value, format!("{key}.{name}"), keys)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| leaves(value, format!("{key}.{index}"), keys));
        }
        _ => {
            keys.insert(key);
        }
    }
}

/// All items, in order, need to have the field, and in it the same type.
fn check<'i>(
    values: impl Iterator<Item = Option<&'i Value>>,
    key: &str,
    dot_notation: bool,
    null_is_any: bool,
) -> Result<()> {
    let mut before: Option<(usize, &str)> = None;
    for (index, value) in values.enumerate() {
        let Some(value) = value else {
            let message = format!("'{key}' field is missing from some input items");
            return Err(read::missing(&message, key, dot_notation));
        };
        if value.is_null() && null_is_any {
            continue;
        }
        let kind = compare::type_of(value);
        if let Some((other, kind_of_other)) = before.filter(|(_, other)| *other != kind) {
            let place = match null_is_any {
                true => format!(", in item [{other}] it's a {kind_of_other} and in item [{index}] it's a {kind} "),
                false => String::new(),
            };
            return Err(read::refused(format!("'{key}' isn't always the same type"))
                .with_description(format!("The type of this field varies between items{place}")));
        }
        before = Some((index, kind));
    }
    Ok(())
}

fn is_before(a: &[Option<&Value>], b: &[Option<&Value>]) -> bool {
    let differing = a.iter().zip(b).find(|(a, b)| !compare::is_same(**a, **b));
    differing.is_some_and(|(a, b)| compare::is_less(*a, *b))
}

fn only(item: &Item, keys: &[String], dot_notation: bool) -> Result<Map<String, Value>> {
    let mut json = Map::new();
    for key in keys {
        if let Some(value) = path::field(&item.json, key, dot_notation) {
            path::put(&mut json, key, value.clone(), dot_notation)?;
        }
    }
    Ok(json)
}
