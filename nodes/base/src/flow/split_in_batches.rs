//! `splitInBatches`: hands on some items at each of its runs, and at the end what came back. Its place between runs is in
//! the context that the host keeps.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, ErrorKind, Item, ItemRef, NodeError, PairedItem, Parameters, Result, SourceData, Value, Version,
    javascript::is_truthy,
    serde_json::{self, Map, json},
};
use nodewright_properties::javascript::to_number;

use crate::node::Planned;

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, SplitInBatches(version)))
}

struct SplitInBatches(Version);

#[async_trait]
impl AllItems for SplitInBatches {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let size = to_number(parameters.get("batchSize"));
        let resets = parameters.get("options").and_then(|options| options.get("reset")).is_some_and(is_truthy);
        let mut place = match Some(batch.kept()).filter(|kept| kept.contains_key("items") && !resets) {
            None => Place::start(&*batch, size),
            Some(kept) => Place::go_on(kept, &*batch)?,
        };
        let count = if size > 0.0 { size.min(place.items.len() as f64) as usize } else { 0 };
        let rest = place.items.split_off(count);
        let mut items = std::mem::replace(&mut place.items, rest);
        if place.run > 0 {
            // They came with the first run, whatever this one was started by.
            items.iter_mut().for_each(|item| link_to(item, place.source.as_ref()));
        }
        let is_done = items.is_empty();
        batch.keep(place.kept(self.0, is_done));
        Ok(match self.0 {
            version if version < Version::new(2.0) => vec![items],
            version if version < Version::new(3.0) => {
                vec![items, if is_done { place.processed } else { Vec::new() }]
            }
            _ => vec![if is_done { place.processed } else { Vec::new() }, items],
        })
    }
}

/// Where the loop is.
struct Place {
    run: u64,
    /// The index of the last batch and one more; none where a batch has no items.
    runs: Value,
    /// Where the items of the first run came from.
    source: Option<SourceData>,
    /// The items that are left.
    items: Vec<Item>,
    /// What came back so far.
    processed: Vec<Item>,
}

impl Place {
    fn start(batch: &dyn Batch, size: f64) -> Self {
        let runs = (batch.items().len() as f64 / size).ceil();
        Self {
            run: 0,
            runs: if runs.is_finite() { json!(runs as i64) } else { Value::Null },
            source: batch.source(0),
            items: batch.items().to_vec(),
            processed: Vec::new(),
        }
    }

    fn go_on(mut kept: Map<String, Value>, batch: &dyn Batch) -> Result<Self> {
        let mut items = |name: &str| match kept.remove(name) {
            Some(items) => serde_json::from_value::<Vec<Item>>(items).map_err(|error| broken(name, &error)),
            None => Ok(Vec::new()),
        };
        let (left, mut processed) = (items("items")?, items("processedItems")?);
        let source = match kept.remove("sourceData") {
            Some(Value::Null) | None => None,
            Some(source) => Some(serde_json::from_value(source).map_err(|error| broken("sourceData", &error))?),
        };
        let from = batch.source(0);
        processed.extend(batch.items().iter().cloned().map(|mut item| {
            link_to(&mut item, from.as_ref());
            item
        }));
        Ok(Self {
            run: kept.get("currentRunIndex").and_then(Value::as_u64).unwrap_or_default() + 1,
            runs: kept.remove("maxRunIndex").unwrap_or_default(),
            source,
            items: left,
            processed,
        })
    }

    fn kept(&self, version: Version, is_done: bool) -> Map<String, Value> {
        let mut kept = Map::from_iter([
            ("currentRunIndex".to_owned(), json!(self.run)),
            ("maxRunIndex".to_owned(), self.runs.clone()),
            ("sourceData".to_owned(), json!(self.source)),
            ("items".to_owned(), json!(self.items)),
            ("noItemsLeft".to_owned(), json!(self.items.is_empty())),
        ]);
        if version >= Version::new(2.0) {
            kept.insert("processedItems".to_owned(), json!(self.processed));
            kept.insert("done".to_owned(), json!(is_done));
        }
        kept
    }
}

/// Links an item to where it came from, which is not where the items of this run came from.
fn link_to(item: &mut Item, source: Option<&SourceData>) {
    let links = match item.paired_item.take() {
        Some(PairedItem::Index(item)) => PairedItem::One(ItemRef::new(item)),
        Some(links) => links,
        None => return,
    };
    let overwrite = |link: ItemRef| ItemRef { source_overwrite: source.cloned().map(Box::new), ..link };
    item.paired_item = Some(match links {
        PairedItem::Many(links) => PairedItem::Many(links.into_iter().map(overwrite).collect()),
        PairedItem::One(link) => PairedItem::One(overwrite(link)),
        index @ PairedItem::Index(_) => index,
    });
}

fn broken(name: &str, error: &serde_json::Error) -> NodeError {
    let message = format!("What the node has kept since its last run cannot be read: {name}: {error}");
    NodeError::new(ErrorKind::Input, message).with_description("Start the loop anew, with the option Reset.")
}
