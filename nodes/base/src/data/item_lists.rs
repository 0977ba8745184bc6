//! `itemLists`: several of the other nodes of this group in one, from before they were nodes.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, Parameters, Result, Value, Version};

use super::split_out::Split;
use super::{aggregate, limit, remove_duplicates, sort, summarize};
use crate::{node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, ItemLists))
}

struct ItemLists;

#[async_trait]
impl AllItems for ItemLists {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let (items, (_, version)) = (batch.items(), batch.node());
        // What is not there, or not a list, was an error before version 3.
        let strict = version.number() < 3.0;
        let items = match read::text(&parameters, "operation") {
            "aggregateItems" | "concatenateItems" => vec![aggregated(items, &parameters, strict)?],
            "limit" => limit::limited(items, &parameters).to_vec(),
            "removeDuplicates" => remove_duplicates::without_duplicates(items, &parameters, version.number() > 3.0)?,
            "sort" => sort::sort(&batch, &parameters).await?,
            "summarize" => summarize::summarize(items, &parameters, false)?,
            _ => split(&*batch, strict).await?,
        };
        Ok(vec![items])
    }
}

fn aggregated(items: &[Item], parameters: &Parameters, strict: bool) -> Result<Item> {
    if read::text(parameters, "aggregate") != "aggregateAllItemData" {
        return aggregate::fields(items, parameters, strict);
    }
    let item = aggregate::all_data(items, parameters);
    // Only later versions say what it came from.
    Ok(if strict { Item { paired_item: None, ..item } } else { item })
}

async fn split(batch: &dyn Batch, strict: bool) -> Result<Vec<Item>> {
    let mut results = Vec::new();
    for (index, item) in batch.items().iter().enumerate() {
        let parameters = batch.parameters(index).await?;
        let mut split = Split::read(&parameters)?;
        if strict {
            // One field, whose name may have commas in it.
            split.fields = vec![read::text(&parameters, "fieldToSplitOut").to_owned()];
            check(item, &split).map_err(|error| error.at_item(index))?;
        }
        results.extend(split.split(item).into_iter().map(|item| item.paired_with(index)));
    }
    Ok(results)
}

fn check(item: &Item, split: &Split) -> Result<()> {
    for field in &split.fields {
        match path::field(&item.json, field, split.dot_notation) {
            Some(Value::Array(_)) => {}
            Some(_) => return Err(read::refused(format!("The provided field '{field}' is not an array"))),
            None => {
                let message = format!("Couldn't find the field '{field}' in the input data");
                return Err(read::missing(&message, field, split.dot_notation));
            }
        }
    }
    Ok(())
}
