//! `compareDatasets`: what two inputs have in common, where they differ, and what only one of them has.

mod difference;

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, Parameters, Result, Value, Version};

use self::difference::Comparison;
use crate::{compare, node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, CompareDatasets))
}

struct CompareDatasets;

#[async_trait]
impl AllItems for CompareDatasets {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let input = |index: usize| batch.inputs().get(index).map_or(&[][..], Vec::as_slice);
        let (left, right) = (input(0), input(1));
        let comparison = Comparison::read(&parameters)?;
        let matches = Matches::find(left, right, &parameters, &comparison)?;
        let (mut only_left, mut same, mut different) = (Vec::new(), Vec::new(), Vec::new());
        for (index, partners) in matches.partners.iter().enumerate() {
            if partners.is_empty() {
                only_left.push(left[index].clone().paired_with(index));
            }
            for partner in partners {
                let pair = comparison.pair((index, &left[index]), (*partner, &right[*partner]), &matches.fields)?;
                if pair.is_same { same.push(pair.item) } else { different.push(pair.item) }
            }
        }
        let only_right = right.iter().enumerate().filter(|(index, _)| !matches.is_partner[*index]);
        let only_right = only_right.map(|(index, item)| difference::of_input(1, index, item));
        Ok(vec![only_left, same, different, only_right.collect()])
    }
}

/// Which items of the inputs belong together.
struct Matches {
    /// The pairs of fields by which they do.
    fields: Vec<(String, String)>,
    /// For each item of the first input, items of the second.
    partners: Vec<Vec<usize>>,
    /// For each item of the second input, whether it has a partner.
    is_partner: Vec<bool>,
}

impl Matches {
    fn find(left: &[Item], right: &[Item], parameters: &Parameters, comparison: &Comparison) -> Result<Self> {
        let fields = read::list(parameters, "mergeByFields.values").iter();
        let fields = fields.map(|pair| (read::member(pair, "field1"), read::member(pair, "field2")));
        let fields = fields.filter(|(one, two)| !one.is_empty() && !two.is_empty());
        let fields: Vec<_> = fields.map(|(one, two)| (one.trim().to_owned(), two.trim().to_owned())).collect();
        if fields.is_empty() {
            let message = "You need to define at least one pair of fields in \"Fields to Match\" to match on";
            return Err(read::refused(message));
        }
        let right_keys: Vec<_> =
            right.iter().map(|item| keys(item, fields.iter().map(|(_, two)| two), comparison)).collect();
        let mut buckets: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, keys) in right_keys.iter().enumerate() {
            buckets.entry(bucket(keys)).or_default().push(index);
        }
        let all = read::text(parameters, "options.multipleMatches") == "all";
        let mut is_partner = vec![false; right.len()];
        let mut partners = Vec::with_capacity(left.len());
        for item in left {
            let keys = keys(item, fields.iter().map(|(one, _)| one), comparison);
            let is_match = |index: &usize| {
                keys.iter().zip(&right_keys[*index]).all(|(a, b)| a.is_some() && comparison.is_same(*a, *b))
            };
            let candidates = buckets.get(&bucket(&keys)).into_iter().flatten().copied();
            let found: Vec<_> = candidates.filter(is_match).take(if all { usize::MAX } else { 1 }).collect();
            found.iter().for_each(|index| is_partner[*index] = true);
            partners.push(found);
        }
        Ok(Self { fields, partners, is_partner })
    }
}

type Keys<'i> = Vec<Option<&'i Value>>;

fn keys<'i, 'f>(item: &'i Item, fields: impl Iterator<Item = &'f String>, comparison: &Comparison) -> Keys<'i> {
    fields.map(|field| path::field(&item.json, field, comparison.dot_notation)).collect()
}

fn bucket(keys: &Keys<'_>) -> String {
    keys.iter().map(|key| format!("{}\n", compare::bucket(*key))).collect()
}
