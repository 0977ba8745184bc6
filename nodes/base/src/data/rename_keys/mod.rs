//! `renameKeys`: gives fields other names, one by one or by a pattern.

mod pattern;

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{Call, Item, Job, Output, Parameters, Result, Value, Version};

use self::pattern::Pattern;
use crate::{
    node::{Planned, as_json},
    path, read,
};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item_or(version, |parameters, _| Rename::read(parameters).map(boxed), as_json))
}

fn boxed(job: impl Job) -> Box<dyn Job> {
    Box::new(job)
}

struct Rename {
    /// Old and new names, both of which may be paths.
    names: Vec<(String, String)>,
    patterns: Vec<Pattern>,
}

impl Rename {
    fn read(parameters: &Parameters) -> Result<Self> {
        let names = read::list(parameters, "keys.key").iter();
        let names = names.map(|key| (read::member(key, "currentKey"), read::member(key, "newKey")));
        let names = names.filter(|(old, new)| !old.is_empty() && !new.is_empty() && old != new);
        let patterns = read::list(parameters, "additionalOptions.regexReplacement.replacements");
        Ok(Self {
            names: names.map(|(old, new)| (old.into_owned(), new.into_owned())).collect(),
            patterns: patterns.iter().map(Pattern::read).collect::<Result<_>>()?,
        })
    }

    /// Names are looked up in the item as it came, so that a new name is not renamed again.
    fn by_name(&self, json: &Value, renamed: &mut Map<String, Value>) -> Result<()> {
        for (old, new) in &self.names {
            if let Some(value) = path::get(json, old) {
                path::set(renamed, new, value.clone())?;
                path::remove(renamed, old);
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Job for Rename {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let item = call.item();
        let Value::Object(json) = &item.json else { return Ok(item.clone().into()) };
        let mut renamed = json.clone();
        self.by_name(&item.json, &mut renamed)?;
        for pattern in &self.patterns {
            pattern.rename(&mut renamed)?;
        }
        Ok(Item { binary: item.binary.clone(), ..Item::new(renamed) }.into())
    }
}
