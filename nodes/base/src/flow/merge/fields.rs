//! Items that are combined where fields of theirs are equal.

use std::{borrow::Cow, collections::HashMap};

use nodewright_core::{ErrorKind, Item, NodeError, Parameters, Result, Value, Version, javascript::is_truthy};
use nodewright_properties::value_at;

use super::{
    Inputs, MOST_ITEMS,
    clash::{Clash, Prefer},
    equality::{equal, group},
    too_many,
};
use crate::read;

pub fn merge(parameters: &Parameters, inputs: Inputs<'_>, version: Version) -> Result<Vec<Item>> {
    let matching = Matching::read(parameters, version)?;
    let (first, second) = (inputs.get(0), inputs.get(1));
    let mode = read::text(parameters, "joinMode");
    let from = read::text(parameters, "outputDataFrom");
    if version < Version::new(2.1) {
        matching.must_be_in(first, 0)?;
        matching.must_be_in(second, 1)?;
    } else if first.is_empty() || second.is_empty() {
        // Nothing can match, so whatever is kept is kept as it is.
        let keeps = match (mode, from) {
            ("keepEverything", _) | ("keepNonMatches", "both" | "") => [true, true],
            ("enrichInput1", _) | ("keepNonMatches", "input1") => [true, false],
            ("enrichInput2", _) | ("keepNonMatches", "input2") => [false, true],
            _ => [false, false],
        };
        let kept = keeps.into_iter().zip([first, second]).filter(|(keeps, _)| *keeps);
        return Ok(kept.flat_map(|(_, items)| items.iter().cloned()).collect());
    }
    let found = &matching.find(first, second)?;
    let clash = &match mode {
        "enrichInput2" => Clash::read_or(parameters, Prefer::Input(0)),
        _ => Clash::read(parameters, version),
    };
    let both = || found.pairs.iter().map(|(a, b)| clash.pair(&first[*a], &second[*b]));
    let alone = |input: usize| {
        let items = if input == 0 { first } else { second };
        let left = items.iter().enumerate().filter(move |(index, _)| !found.has(input, *index));
        left.map(|(_, item)| item)
    };
    let alone = &alone;
    let unmatched = |input| alone(input).map(move |item| clash.alone(item, input));
    let matched = |items: &[Item], input| -> Vec<Item> {
        let matched = items.iter().enumerate().filter(|(index, _)| found.has(input, *index));
        matched.map(|(_, item)| item.clone()).collect()
    };
    Ok(match (mode, from) {
        ("keepNonMatches", "input1") => alone(0).cloned().collect(),
        ("keepNonMatches", "input2") => alone(1).cloned().collect(),
        ("keepNonMatches", _) => {
            let both = [(0, "input1"), (1, "input2")];
            both.into_iter().flat_map(|(input, name)| alone(input).map(move |item| with_source(item, name))).collect()
        }
        ("keepEverything", _) => both().chain(unmatched(0)).chain(unmatched(1)).collect(),
        ("enrichInput1", _) => both().chain(unmatched(0)).collect(),
        ("enrichInput2", _) => both().chain(unmatched(1)).collect(),
        (_, "input1") => matched(first, 0),
        (_, "input2") => matched(second, 1),
        _ => both().collect(),
    })
}

fn with_source(item: &Item, name: &str) -> Item {
    let mut item = item.clone();
    if let Value::Object(fields) = &mut item.json {
        fields.insert("_source".to_owned(), name.into());
    }
    item
}

/// The fields that are compared.
struct Matching {
    /// For each pair, that of the first and that of the second input.
    fields: Vec<[String; 2]>,
    fuzzy: bool,
    /// Whether a name is a path.
    dots: bool,
    first_only: bool,
}

impl Matching {
    fn read(parameters: &Parameters, version: Version) -> Result<Self> {
        let option = |name| parameters.get("options").and_then(|options: &Value| options.get(name));
        let fields: Vec<_> = match parameters.get("fieldsToMatchString").and_then(Value::as_str) {
            Some(names) if version >= Version::new(3.0) => {
                names.split(',').map(|name| [name.trim().to_owned(), name.trim().to_owned()]).collect()
            }
            _ => pairs(parameters),
        };
        if fields.iter().flatten().any(String::is_empty) {
            let message = "You need to define at least one pair of fields in \"Fields to Match\" to match on";
            return Err(NodeError::new(ErrorKind::Operation, message).named("Error"));
        }
        Ok(Self {
            fields,
            fuzzy: option("fuzzyCompare").is_some_and(is_truthy),
            dots: !option("disableDotNotation").is_some_and(is_truthy),
            first_only: option("multipleMatches").is_some_and(|which| which == "first"),
        })
    }

    fn value<'i>(&self, item: &'i Item, name: &str) -> Option<Cow<'i, Value>> {
        let fields = item.json.as_object()?;
        if self.dots { value_at(fields, "", name) } else { fields.get(name).map(Cow::Borrowed) }
    }

    fn values<'i>(&self, item: &'i Item, input: usize) -> Vec<Option<Cow<'i, Value>>> {
        self.fields.iter().map(|names| self.value(item, &names[input])).collect()
    }

    /// Version 2 refuses a field that no item has.
    fn must_be_in(&self, items: &[Item], input: usize) -> Result<()> {
        let missing = self.fields.iter().map(|names| &names[input]);
        match missing.into_iter().find(|name| items.iter().all(|item| self.value(item, name).is_none())) {
            Some(name) => {
                let message = format!("Field '{name}' is not present in any of items in 'Input {}'", input + 1);
                Err(NodeError::new(ErrorKind::Operation, message).named("Error"))
            }
            None => Ok(()),
        }
    }

    /// Which items of the two inputs are equal in all fields. One of the first without a field matches nothing.
    fn find(&self, first: &[Item], second: &[Item]) -> Result<Found> {
        let mut found = Found { pairs: Vec::new(), matched: [vec![false; first.len()], vec![false; second.len()]] };
        if self.fields.is_empty() {
            return Ok(found);
        }
        let groups = |values: &[Option<Cow<'_, Value>>]| -> Vec<String> {
            values.iter().map(|value| group(value.as_deref(), self.fuzzy)).collect()
        };
        let values: Vec<_> = second.iter().map(|item| self.values(item, 1)).collect();
        let mut by_group: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, values) in values.iter().enumerate() {
            by_group.entry(groups(values)).or_default().push(index);
        }
        for (index, item) in first.iter().enumerate() {
            let wanted = self.values(item, 0);
            if wanted.iter().any(Option::is_none) {
                continue;
            }
            let candidates = by_group.get(&groups(&wanted)).into_iter().flatten().copied();
            let is_equal = |other: &usize| {
                let pairs = wanted.iter().zip(&values[*other]);
                pairs.into_iter().all(|(a, b)| equal(a.as_deref(), b.as_deref(), self.fuzzy))
            };
            for other in candidates.filter(is_equal).take(if self.first_only { 1 } else { usize::MAX }) {
                if found.pairs.len() == MOST_ITEMS {
                    return Err(too_many());
                }
                found.pairs.push((index, other));
                found.matched[0][index] = true;
                found.matched[1][other] = true;
            }
        }
        Ok(found)
    }
}

fn pairs(parameters: &Parameters) -> Vec<[String; 2]> {
    let values = parameters.get("mergeByFields").and_then(|fields| fields.get("values")).and_then(Value::as_array);
    let name = |pair: &Value, key| pair.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    values.into_iter().flatten().map(|pair| [name(pair, "field1"), name(pair, "field2")]).collect()
}

/// Pairs of items that match, by index, and the items that are in one.
struct Found {
    pairs: Vec<(usize, usize)>,
    matched: [Vec<bool>; 2],
}

impl Found {
    fn has(&self, input: usize, index: usize) -> bool {
        self.matched[input].get(index).is_some_and(|matched| *matched)
    }
}
