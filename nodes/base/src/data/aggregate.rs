//! `aggregate`: puts a field of all items, or whole items, into lists of one item.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{AllItems, Batch, Binary, Item, ItemRef, PairedItem, Parameters, Result, Value, Version};

use crate::{node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Aggregate))
}

struct Aggregate;

#[async_trait]
impl AllItems for Aggregate {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let items = batch.items();
        let mut item = match read::text(&parameters, "aggregate") {
            "aggregateAllItemData" => all_data(items, &parameters),
            _ => fields(items, &parameters, false)?,
        };
        if read::flag(&parameters, "options.includeBinaries", false) {
            item.binary = files(items, read::flag(&parameters, "options.keepOnlyUnique", false));
        }
        Ok(vec![vec![item]])
    }
}

/// An item that came from all of these.
pub fn linked(json: Map<String, Value>, items: impl Iterator<Item = usize>) -> Item {
    let links = items.map(ItemRef::new).collect();
    Item { paired_item: Some(PairedItem::Many(links)), ..Item::new(json) }
}

/// One list for each field. Where `must_exist`, a field that no item has is an error.
pub fn fields(items: &[Item], parameters: &Parameters, must_exist: bool) -> Result<Item> {
    let dot_notation = !read::flag(parameters, "options.disableDotNotation", false);
    let merge_lists = read::flag(parameters, "options.mergeLists", false);
    let keep_missing = read::flag(parameters, "options.keepMissing", false);
    let wanted = read::list(parameters, "fieldsToAggregate.fieldToAggregate");
    if wanted.is_empty() {
        return Err(read::refused("No fields specified").with_description("Please add a field to aggregate"));
    }
    let (mut json, mut names) = (Map::new(), Vec::new());
    for entry in wanted {
        let field = read::member(entry, "fieldToAggregate");
        let renamed = Some(read::member(entry, "outputFieldName"))
            .filter(|name| entry.get("renameField") == Some(&Value::Bool(true)) && !name.is_empty());
        let name = renamed.clone().unwrap_or_else(|| field.clone());
        if names.contains(&name) {
            return Err(read::refused(format!("The '{name}' output field is used more than once"))
                .with_description("Please make sure each output field name is unique"));
        }
        names.push(name);
        if field.is_empty() {
            continue;
        }
        let found: Vec<_> = items.iter().map(|item| path::field(&item.json, &field, dot_notation)).collect();
        if must_exist && !keep_missing && found.iter().all(Option::is_none) {
            let message = format!("Couldn't find the field '{field}' in the input data");
            return Err(read::missing(&message, &field, dot_notation));
        }
        let list = list(found, merge_lists, keep_missing);
        match renamed {
            Some(name) => path::put(&mut json, &name, list, dot_notation)?,
            // Of a path, the last name.
            None => {
                let last = if dot_notation { path::segments(&field).pop() } else { None };
                json.insert(last.unwrap_or_else(|| field.into_owned()), list);
            }
        }
    }
    Ok(linked(json, 0..items.len()))
}

fn list(found: Vec<Option<&Value>>, merge_lists: bool, keep_missing: bool) -> Value {
    let mut list = Vec::with_capacity(found.len());
    for value in found {
        match value {
            None | Some(Value::Null) if keep_missing => list.push(Value::Null),
            None | Some(Value::Null) => {}
            Some(Value::Array(entries)) if merge_lists => list.extend(entries.iter().cloned()),
            Some(value) => list.push(value.clone()),
        }
    }
    list.into()
}

/// Which fields of the items go into the list.
enum Fields {
    All,
    Only(Vec<String>),
    Except(Vec<String>),
}

impl Fields {
    fn read(parameters: &Parameters) -> Self {
        let names = |name| -> Vec<String> {
            read::names(parameters.get(name)).into_iter().filter(|name| !name.is_empty()).collect()
        };
        let fields = match read::text(parameters, "include") {
            "specifiedFields" => Self::Only(names("fieldsToInclude")),
            "allFieldsExcept" => Self::Except(names("fieldsToExclude")),
            _ => Self::All,
        };
        match fields {
            Self::Only(names) | Self::Except(names) if names.is_empty() => Self::All,
            fields => fields,
        }
    }

    fn of(&self, json: &Value) -> Option<Value> {
        let kept = |keeps: &dyn Fn(&String) -> bool| {
            let fields = json.as_object()?.iter().filter(|(name, _)| keeps(name));
            let fields: Map<_, _> = fields.map(|(name, value)| (name.clone(), value.clone())).collect();
            (!fields.is_empty()).then(|| fields.into())
        };
        match self {
            Self::All => Some(json.clone()),
            Self::Only(names) => kept(&|name| names.contains(name)),
            Self::Except(names) => kept(&|name| !names.contains(name)),
        }
    }
}

/// One list of whole items, or of some of their fields; items without any are left out.
pub fn all_data(items: &[Item], parameters: &Parameters) -> Item {
    let (name, fields) = (read::text(parameters, "destinationFieldName"), Fields::read(parameters));
    let kept = items.iter().enumerate().filter_map(|(index, item)| Some((index, fields.of(&item.json)?)));
    let (indexes, list): (Vec<_>, Vec<_>) = kept.unzip();
    linked(Map::from_iter([(name.to_owned(), list.into())]), indexes.into_iter())
}

/// The files of all items. A name that is taken gets a number; those that are alike in all but their bytes may be left out.
fn files(items: &[Item], only_unique: bool) -> Option<indexmap::IndexMap<String, Binary>> {
    let mut files = indexmap::IndexMap::<String, Binary>::new();
    let traits = |file: &Binary| {
        (file.mime_type.clone(), file.file_type.clone(), file.file_size.clone(), file.file_extension.clone())
    };
    for (name, file) in items.iter().filter_map(|item| item.binary.as_ref()).flatten() {
        if only_unique && files.values().any(|other| traits(other) == traits(file)) {
            continue;
        }
        let numbered = (1..).map(|number| format!("{name}_{number}"));
        let free = [name.clone()].into_iter().chain(numbered).find(|name| !files.contains_key(name));
        files.insert(free.unwrap_or_default(), file.clone());
    }
    (!files.is_empty()).then_some(files)
}
