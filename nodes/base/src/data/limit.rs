//! `limit`: keeps the first or the last items.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, Parameters, Result, Version};

use crate::{node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Limit))
}

struct Limit;

#[async_trait]
impl AllItems for Limit {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        Ok(vec![limited(batch.items(), &parameters).to_vec()])
    }
}

pub fn limited<'i>(items: &'i [Item], parameters: &Parameters) -> &'i [Item] {
    let most = read::number(parameters, "maxItems");
    if items.len() as f64 <= most {
        return items;
    }
    match read::text(parameters, "keep") {
        "lastItems" => &items[read::slice_index(items.len() as f64 - most, items.len())..],
        _ => &items[..read::slice_index(most, items.len())],
    }
}
