//! What nodes put out, out of JSON.

use super::context::{Items, WholeItem};
use super::json_context::{ContextError, index, list};
use serde_json::Value;
use std::borrow::Cow;

#[derive(Debug, Clone, Default)]
pub struct ItemList(pub Vec<Value>);

#[derive(Debug, Clone, Default)]
pub struct Run {
    pub outputs: Vec<ItemList>,
    pub source: Vec<OwnedSource>,
}

#[derive(Debug, Clone)]
pub struct OwnedSource {
    pub node: String,
    pub output: usize,
    pub run: usize,
}

impl Run {
    pub fn read(run: &Value) -> Result<Self, ContextError> {
        let outputs = match run.get("outputs") {
            Some(Value::Array(outputs)) => {
                outputs.iter().map(|items| ItemList(items.as_array().cloned().unwrap_or_default())).collect()
            }
            _ => vec![ItemList(list(run, "items")?.to_vec())],
        };
        let source = list(run, "source")?.iter().filter_map(|source| {
            Some(OwnedSource {
                node: source.get("previousNode")?.as_str()?.to_owned(),
                output: index(source.get("previousNodeOutput")),
                run: index(source.get("previousNodeRun")),
            })
        });
        Ok(Self { outputs, source: source.collect() })
    }
}

impl Items for ItemList {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn json(&self, index: usize) -> Option<&Value> {
        self.0.get(index)?.get("json")
    }

    fn item(&self, index: usize) -> Option<WholeItem<'_>> {
        self.0.get(index).map(WholeItem::Json)
    }

    fn binary(&self, index: usize) -> Option<Cow<'_, Value>> {
        let files = self.0.get(index)?.get("binary")?.as_object()?;
        let described = files.iter().map(|(name, file)| {
            let mut file = file.clone();
            if let Some(file) = file.as_object_mut() {
                file.shift_remove("data");
            }
            (name.clone(), file)
        });
        Some(Cow::Owned(Value::Object(described.collect())))
    }

    fn paired_item(&self, index: usize) -> Option<Cow<'_, Value>> {
        self.0.get(index)?.get("pairedItem").map(Cow::Borrowed)
    }
}
