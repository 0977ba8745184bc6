//! Items as the rows of a table: what stands within objects and lists has a column of its own.

use indexmap::IndexSet;
use nodewright_core::{Value, serde_json::Map};

/// Rows of cells; a cell is none where an item does not have the field.
pub struct Table {
    pub rows: Vec<Vec<Option<Value>>>,
}

impl Table {
    pub fn of<'m>(maps: impl Iterator<Item = &'m Map<String, Value>>, with_header: bool) -> Self {
        let flat: Vec<_> = maps.map(flattened).collect();
        let columns: IndexSet<&String> = flat.iter().flat_map(|map| map.keys()).collect();
        let header = columns.iter().map(|name| Some(Value::from(name.as_str()))).collect();
        let rows = flat.iter().map(|map| columns.iter().map(|name| map.get(name.as_str()).cloned()).collect());
        Self { rows: with_header.then_some(header).into_iter().chain(rows).collect() }
    }
}

fn flattened(map: &Map<String, Value>) -> Map<String, Value> {
    let mut flat = Map::new();
    map.iter().for_each(|(name, value)| put(&mut flat, name.clone(), value));
    flat
}

fn put(flat: &mut Map<String, Value>, name: String, value: &Value) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| put(flat, format!("{name}.{key}"), value)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| put(flat, format!("{name}.{index}"), value));
        }
        value => _ = flat.insert(name, value.clone()),
    }
}
