//! `sort`: puts items in order, by fields or at random.

use std::{borrow::Cow, sync::Arc};

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, Parameters, Program, Result, Value, Version};

use super::order::sorted;
use crate::{compare, failure, node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Sort))
}

struct Sort;

#[async_trait]
impl AllItems for Sort {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        Ok(vec![sort(&batch, &parameters).await?])
    }
}

pub async fn sort(batch: &Arc<dyn Batch>, parameters: &Parameters) -> Result<Vec<Item>> {
    let items = batch.items();
    match read::text(parameters, "type") {
        "random" => {
            let mut items = items.to_vec();
            fastrand::shuffle(&mut items);
            Ok(items)
        }
        "code" => by_code(batch, read::text(parameters, "code")).await,
        _ => by_fields(items, parameters),
    }
}

/// The user's code compares two items, `a` and `b`.
async fn by_code(batch: &Arc<dyn Batch>, code: &str) -> Result<Vec<Item>> {
    if !code.contains("return") {
        return Err(read::refused("Sort code doesn't return. Please add a 'return' statement to your code"));
    }
    let program = Program {
        before: "const order = (a, b) => {".to_owned(),
        source: code.to_owned(),
        after: "}; return [...items.keys()].sort((x, y) => order(items[x], items[y]));".to_owned(),
        ..Program::default()
    };
    let order = match batch.run_program(program).await?.results.pop() {
        Some(Ok(Some(Value::Array(order)))) => order,
        Some(Err(thrown)) => return Err(failure::thrown(thrown)),
        _ => return Err(read::refused("The code gave no order")),
    };
    let items = order.iter().filter_map(|index| batch.items().get(usize::try_from(index.as_u64()?).ok()?));
    Ok(items.cloned().collect())
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
