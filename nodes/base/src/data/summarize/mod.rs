//! `summarize`: figures of fields, over all items or over those with the same values in other fields.

mod figure;
mod group;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{AllItems, Batch, Item, Parameters, Result, Value, Version};

use self::{figure::Figure, group::Group};
use super::aggregate::linked;
use crate::{node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Summarize))
}

struct Summarize;

#[async_trait]
impl AllItems for Summarize {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let (_, version) = batch.node();
        Ok(vec![summarize(batch.items(), &parameters, version.number() > 1.0)?])
    }
}

/// The summary. Where groups are `typed`, 1 and "1" are different, and a field that no item has is no error.
pub fn summarize(items: &[Item], parameters: &Parameters, typed: bool) -> Result<Vec<Item>> {
    let dot_notation = !read::flag(parameters, "options.disableDotNotation", false);
    let figures = Figure::read(read::list(parameters, "fieldsToSummarize.values"));
    if figures.is_empty() {
        let message = "You need to add at least one aggregation to 'Fields to Summarize' with non empty 'Field'";
        return Err(read::refused(message));
    }
    if !typed && !read::flag(parameters, "options.continueIfFieldNotFound", false) {
        for Figure { field, .. } in &figures {
            if !items.iter().any(|item| path::field(&item.json, field, dot_notation).is_some()) {
                return Err(read::refused(format!("The field '{field}' does not exist in any items")));
            }
        }
    }
    let splits: Vec<_> = read::names(parameters.get("fieldsToSplitBy"));
    let splits: Vec<_> = splits.into_iter().filter(|name| !name.is_empty()).collect();
    let summary = Summary {
        items,
        figures,
        splits,
        dot_notation,
        typed,
        skip_empty: read::flag(parameters, "options.skipEmptySplitFields", false),
    };
    let groups = summary.grouped((0..items.len()).collect(), 0);
    if read::text(parameters, "options.outputFormat") == "singleItem" {
        return Ok(vec![linked(summary.nested(&groups), 0..items.len())]);
    }
    let mut rows = Vec::new();
    summary.rows(&groups, 0, &Map::new(), &mut rows);
    Ok(rows)
}

struct Summary<'i> {
    items: &'i [Item],
    figures: Vec<Figure>,
    /// The fields that items are grouped by.
    splits: Vec<String>,
    dot_notation: bool,
    typed: bool,
    skip_empty: bool,
}

/// Items, or groups of them.
enum Groups {
    Items(Vec<usize>),
    Split(Vec<(Group, Groups)>),
}

impl Summary<'_> {
    /// Groups items by the fields from `depth` on, each in the order in which its values come.
    fn grouped(&self, indexes: Vec<usize>, depth: usize) -> Groups {
        let Some(field) = self.splits.get(depth) else { return Groups::Items(indexes) };
        let mut groups = indexmap::IndexMap::<Group, Vec<usize>>::new();
        for index in indexes {
            let value = path::field(&self.items[index].json, field, self.dot_notation);
            let group = Group::of(value, self.typed);
            if !(self.skip_empty && group.is_empty()) {
                groups.entry(group).or_default().push(index);
            }
        }
        let groups = groups.into_iter().map(|(group, indexes)| (group, self.grouped(indexes, depth + 1)));
        Groups::Split(groups.collect())
    }

    fn figures(&self, indexes: &[usize]) -> Map<String, Value> {
        let mut json = Map::new();
        for figure in &self.figures {
            let values =
                indexes.iter().map(|index| path::field(&self.items[*index].json, &figure.field, self.dot_notation));
            json.insert(figure.name(), figure.of(values));
        }
        json
    }

    /// All groups as one object, by the texts of their values.
    fn nested(&self, groups: &Groups) -> Map<String, Value> {
        match groups {
            Groups::Items(indexes) => self.figures(indexes),
            Groups::Split(groups) => {
                groups.iter().map(|(group, inner)| (group.text(), self.nested(inner).into())).collect()
            }
        }
    }

    /// An item for each group, with the values that it has in common.
    fn rows(&self, groups: &Groups, depth: usize, common: &Map<String, Value>, rows: &mut Vec<Item>) {
        match groups {
            Groups::Items(indexes) => {
                let json = self.figures(indexes).into_iter().chain(common.clone()).collect();
                rows.push(linked(json, indexes.iter().copied()));
            }
            Groups::Split(groups) => {
                for (group, inner) in groups {
                    let mut common = common.clone();
                    if let Some(value) = group.value() {
                        common.insert(figure::plain(&self.splits[depth]), value);
                    }
                    self.rows(inner, depth + 1, &common, rows);
                }
            }
        }
    }
}
