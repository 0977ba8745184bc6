//! Collections and fixed collections.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::plan::Entry;
use super::run::{Around, Run};
use super::slot::Slot;
use super::state::State;
use crate::display::Scope;
use crate::javascript::{deep_equal, is_truthy};
use crate::{Error, Group, Property, path};

/// What becomes of a fixed collection.
pub(super) enum FixedCollection {
    Set(Value),
    Unset,
    /// It takes one group and was added without any. To keep that, n8n returns the whole surrounding list as stored.
    LeftEmpty,
}

impl Run<'_> {
    /// The value of a collection: of its fields those that are stored.
    pub(super) fn collection<'v>(
        &self,
        entry: &'v Entry,
        property: &'v Property,
        stored: Option<&'v Value>,
        root: &State<'_>,
    ) -> Result<Slot<'v>, Error> {
        let stored = match stored {
            Some(stored) if !property.multiple_values() => stored,
            // n8n takes a list of collections as it is.
            Some(_) => return Ok(stored.into()),
            None if property.multiple_values() => return Ok(Value::Array(Vec::new()).into()),
            None => return Ok(property.default.as_ref().into()),
        };
        if property.options.is_none() {
            return Err(Error::MissingOptions { property: property.name.to_string() });
        }
        let fields = entry.nested(0, property.fields(), self.root)?;
        let around = Around { root: Some(root), in_collection: true };
        let fields = self.list(fields, Scope::Value(stored), around)?;
        Ok(Value::Object(fields.map).into())
    }

    /// The value of a fixed collection: of its groups those that are stored, or those of its default.
    pub(super) fn fixed_collection(
        &self,
        entry: &Entry,
        property: &Property,
        stored: Option<&Value>,
        root: &State<'_>,
    ) -> Result<FixedCollection, Error> {
        let value = stored.or(property.default.as_ref());
        let groups = value.and_then(Value::as_object);
        if property.options.is_none() && groups.is_some_and(|groups| !groups.is_empty()) {
            return Err(Error::MissingOptions { property: property.name.to_string() });
        }
        let mut resolved = Map::new();
        for (name, value) in groups.into_iter().flatten() {
            let Some((index, group)) = (0..).zip(property.groups()).find(|(_, group)| group.name == *name) else {
                continue;
            };
            let group = (index, group);
            let value = if property.multiple_values() {
                Some(Value::Array(self.rows(entry, property, group, value, root)?))
            } else if stored.is_none() {
                return Err(Error::DefaultGroup { property: property.name.to_string(), group: name.clone() });
            } else {
                self.group(entry, group, value, root)?
            };
            resolved.extend(value.map(|value| (name.clone(), value)));
        }
        if !resolved.is_empty() || self.options.defaults {
            return Ok(FixedCollection::Set(Value::Object(resolved)));
        }
        let takes_one = property.type_options.as_ref().is_some_and(|options| options.multiple_values == Some(false));
        let is_left_empty = takes_one && is_truthy(value) && value.is_some_and(has_no_keys);
        Ok(if is_left_empty { FixedCollection::LeftEmpty } else { FixedCollection::Unset })
    }

    /// The rows of a group that may come several times.
    fn rows(
        &self,
        entry: &Entry,
        property: &Property,
        (index, group): (usize, &Group),
        value: &Value,
        root: &State<'_>,
    ) -> Result<Vec<Value>, Error> {
        let around = Around { root: Some(root), in_collection: false };
        let row = |value: &Value| {
            let list = entry.nested(index, &group.values, self.root)?;
            Ok(Value::Object(self.list(list, Scope::Value(value), around)?.map))
        };
        match value {
            Value::Array(rows) => rows.iter().map(row).collect(),
            // Text, an expression for instance, is a list of its letters.
            Value::String(text) => text.chars().map(|letter| row(&letter.to_string().into())).collect(),
            _ => Err(Error::not_a_list(property, &group.name)),
        }
    }

    /// The parameters of a group that comes once; none where there is nothing in it to keep.
    fn group(
        &self,
        entry: &Entry,
        (index, group): (usize, &Group),
        value: &Value,
        root: &State<'_>,
    ) -> Result<Option<Value>, Error> {
        let list = entry.nested(index, &group.values, self.root)?;
        let around = Around { root: Some(root), in_collection: false };
        let resolved = self.list(list, Scope::Value(value), around)?;
        // An empty group says that it was added and left as it is, not that what is stored in it is hidden now.
        let is_kept = resolved.has_keys || (!self.options.defaults && is_untouched(&group.values, value));
        Ok(is_kept.then_some(Value::Object(resolved.map)))
    }
}

/// Whether a group holds nothing but defaults; of several properties with one name the first counts.
fn is_untouched(properties: &[Property], value: &Value) -> bool {
    let mut seen = HashSet::new();
    let mut first = properties.iter().filter(|property| seen.insert(&property.name));
    first.all(|property| match (path::member(value, &property.name), &property.default) {
        (Some(value), Some(default)) => deep_equal(&value, default),
        (value, _) => value.is_none(),
    })
}

/// Whether JavaScript finds no keys in a value.
fn has_no_keys(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}
