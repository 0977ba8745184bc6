//! `splitOut`: makes an item of each entry of a list, or of each file.

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{Binary, Call, Item, Job, Output, Parameters, Result, Value, Version};

use crate::{node::Planned, path, read};

/// The name that stands for the files of an item.
const FILES: &str = "$binary";

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item(version, |parameters, _| {
        Split::read(parameters).map(|split| Box::new(split) as Box<dyn Job>)
    }))
}

/// What is split out, and what goes with it.
pub struct Split {
    pub fields: Vec<String>,
    /// Names of the results; the fields' own where there are none.
    pub destinations: Vec<String>,
    pub others: Others,
    pub dot_notation: bool,
    pub include_binary: bool,
}

/// Which other fields of the item each result gets.
pub enum Others {
    None,
    All,
    Selected(Vec<String>),
}

impl Split {
    pub fn read(parameters: &Parameters) -> Result<Self> {
        let fields = read::names(parameters.get("fieldToSplitOut"));
        let destinations = match read::text(parameters, "options.destinationFieldName") {
            "" => Vec::new(),
            names => read::names(Some(&names.into())),
        };
        if !destinations.is_empty() && destinations.len() != fields.len() {
            return Err(read::refused(
                "If multiple fields to split out are given, the same number of destination fields must be given",
            ));
        }
        let others = match read::text(parameters, "include") {
            "selectedOtherFields" => Others::Selected(read::names(parameters.get("fieldsToInclude"))),
            "allOtherFields" => Others::All,
            _ => Others::None,
        };
        Ok(Self {
            fields,
            destinations,
            others,
            dot_notation: !read::flag(parameters, "options.disableDotNotation", false),
            include_binary: read::flag(parameters, "options.includeBinary", false),
        })
    }

    /// The items that one becomes.
    pub fn split(&self, item: &Item) -> Vec<Item> {
        let Value::Object(json) = &item.json else { return Vec::new() };
        let columns: Vec<_> = self.fields.iter().map(|field| self.entries(item, field)).collect();
        let count = columns.iter().map(Entries::len).max().unwrap_or_default();
        let rest = self.rest(&item.json, json);
        (0..count).map(|index| self.made(item, &columns, index, &rest)).collect()
    }

    fn entries<'i>(&self, item: &'i Item, field: &str) -> Entries<'i> {
        if field == FILES {
            let files = item.binary.as_ref().into_iter().flatten();
            return Entries::Files(files.collect());
        }
        Entries::Values(match path::field(&item.json, field, self.dot_notation) {
            None => Vec::new(),
            Some(Value::Array(list)) => list.iter().collect(),
            Some(Value::Object(map)) => map.values().collect(),
            Some(value) => vec![value],
        })
    }

    /// What all results have of the other fields.
    fn rest(&self, value: &Value, json: &Map<String, Value>) -> Map<String, Value> {
        match &self.others {
            Others::None => Map::new(),
            Others::All => {
                let mut rest = json.clone();
                for field in &self.fields {
                    path::take(&mut rest, field, self.dot_notation);
                }
                rest
            }
            Others::Selected(names) => {
                let found = |name: &String| {
                    path::field(value, name, self.dot_notation).map(|value| (name.clone(), value.clone()))
                };
                names.iter().filter_map(found).collect()
            }
        }
    }

    fn made(&self, item: &Item, columns: &[Entries<'_>], index: usize, rest: &Map<String, Value>) -> Item {
        let (mut json, mut binary) = (Map::new(), None);
        for (at, (field, column)) in self.fields.iter().zip(columns).enumerate() {
            match column {
                Entries::Files(files) => {
                    binary = files.get(index).map(|(name, file)| [((*name).clone(), (*file).clone())].into());
                }
                Entries::Values(values) => {
                    let Some(value) = values.get(index) else { continue };
                    match value {
                        // An entry with fields of its own is the item.
                        Value::Object(map) if self.is_plain() => json = map.clone(),
                        Value::Array(list) if self.is_plain() => {
                            let entries = list.iter().enumerate();
                            json = entries.map(|(index, value)| (index.to_string(), value.clone())).collect();
                        }
                        value => {
                            let name = self.destinations.get(at).unwrap_or(field);
                            json.insert(name.clone(), (*value).clone());
                        }
                    }
                }
            }
        }
        let json = match &self.others {
            // What was split out wins over the rest, and what was asked for besides wins over that.
            Others::Selected(_) => json.into_iter().chain(rest.clone()).collect(),
            _ => rest.clone().into_iter().chain(json).collect::<Map<_, _>>(),
        };
        if binary.is_none() && self.include_binary {
            binary = item.binary.clone();
        }
        Item { binary, ..Item::new(json) }
    }

    fn is_plain(&self) -> bool {
        self.fields.len() == 1 && self.destinations.is_empty() && matches!(self.others, Others::None)
    }
}

enum Entries<'i> {
    Values(Vec<&'i Value>),
    Files(Vec<(&'i String, &'i Binary)>),
}

impl Entries<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Files(files) => files.len(),
        }
    }
}

#[async_trait]
impl Job for Split {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        Ok(self.split(call.item()).into())
    }
}
