//! `sort`: puts items in order, by fields or at random.

use std::{borrow::Cow, sync::Arc};

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, NodeError, Parameters, Result, Value, Version};

use super::order::sorted;
use crate::{compare, node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Sort))
}

struct Sort;

#[async_trait]
impl AllItems for Sort {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        Ok(vec![sort(batch.items(), &parameters)?])
    }
}

pub fn sort(items: &[Item], parameters: &Parameters) -> Result<Vec<Item>> {
    match read::text(parameters, "type") {
        "random" => {
            let mut items = items.to_vec();
            fastrand::shuffle(&mut items);
            Ok(items)
        }
        "code" => Err(by_code(read::text(parameters, "code"))),
        _ => by_fields(items, parameters),
    }
}

/// Code is not run; one that cannot sort anything gets n8n's words.
fn by_code(code: &str) -> NodeError {
    if !code.contains("return") {
        return read::refused("Sort code doesn't return. Please add a 'return' statement to your code");
    }
    read::refused("The sort by code is not supported").with_description("Sort by fields, or in a Code node")
}

struct Field {
    name: String,
    descending: bool,
}

fn by_fields(items: &[Item], parameters: &Parameters) -> Result<Vec<Item>> {
    let dot_notation = !read::flag(parameters, "options.disableDotNotation", false);
    let fields = read::list(parameters, "sortFieldsUi.sortField").iter().map(|entry| Field {
        name: read::member(entry, "fieldName").into_owned(),
        descending: read::member(entry, "order") == "descending",
    });
    let fields: Vec<Field> = fields.collect();
    if fields.is_empty() {
        return Err(read::refused("No sorting specified. Please add a field to sort by"));
    }
    for Field { name, .. } in &fields {
        if !items.iter().any(|item| path::field(&item.json, name, dot_notation).is_some()) {
            return Err(read::missing(
                &format!("Couldn't find the field '{name}' in the input data"),
                name,
                dot_notation,
            ));
        }
    }
    let keys: Vec<_> = items.iter().map(|item| keys(item, &fields, dot_notation)).collect();
    let order = sorted(items.len(), &|a, b| is_before(&fields, &keys[a], &keys[b]));
    Ok(order.into_iter().map(|index| items[index].clone()).collect())
}

type Key<'i> = Option<Cow<'i, Value>>;

/// What an item is sorted by: texts without regard to their case.
fn keys<'i>(item: &'i Item, fields: &[Field], dot_notation: bool) -> Vec<Key<'i>> {
    let key = |field: &Field| {
        path::field(&item.json, &field.name, dot_notation).map(|value| match value {
            Value::String(text) if text.chars().any(char::is_uppercase) => Cow::Owned(text.to_lowercase().into()),
            value => Cow::Borrowed(value),
        })
    };
    fields.iter().map(key).collect()
}

/// The first field that differs decides. What is neither less nor equal counts as more, as in n8n.
fn is_before(fields: &[Field], a: &[Key<'_>], b: &[Key<'_>]) -> bool {
    for (field, (a, b)) in fields.iter().zip(a.iter().zip(b)) {
        let (a, b) = (a.as_deref(), b.as_deref());
        if !compare::is_same(a, b) {
            return compare::is_less(a, b) != field.descending;
        }
    }
    false
}
