//! `extractFromFile`: what stands in a file: rows, text, JSON, a calendar.

mod calendar;
mod count_cells;
mod csv;
mod page;
mod sheet;

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use nodewright_core::{
    Call, ErrorKind, Item, Job, NodeError, Output, Parameters, Result, Value, Version, json, serde_json::Map,
};

use super::{encoding, file};
use crate::{
    node::{Planned, as_json},
    path, read,
};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    if let operation @ ("pdf" | "rtf") = read::text(parameters, "operation") {
        return Err(read::refused(format!("Reading {} files is not supported", operation.to_uppercase())));
    }
    Ok(Planned::each_item_or(version, |parameters, _| Ok(Box::new(Extract(parameters.clone()))), as_json))
}

/// Holds the file and all that is in it.
struct Extract(Parameters);

/// Rows, or one value.
enum Found {
    Rows(Vec<Map<String, Value>>),
    Value(Value),
}

#[async_trait]
impl Job for Extract {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let name = read::text(&self.0, "binaryPropertyName");
        let bytes = file::bytes(call, name).await?;
        match self.found(&bytes).map_err(|error| error.at_item(call.index()))? {
            Found::Rows(rows) => Ok(rows.into_iter().map(Item::new).collect::<Vec<_>>().into()),
            Found::Value(value) => self.one(call, name, value),
        }
    }
}

impl Extract {
    fn found(&self, bytes: &[u8]) -> Result<Found> {
        let text = || {
            let strip = read::flag(&self.0, "options.stripBOM", true);
            encoding::decode(bytes, read::text(&self.0, "options.encoding"), strip)
        };
        Ok(match read::text(&self.0, "operation") {
            "csv" => Found::Rows(csv::rows(bytes, &self.0)?),
            "xls" | "xlsx" | "ods" => Found::Rows(sheet::rows(bytes, &self.0)?),
            "html" => Found::Rows(page::rows(bytes, &self.0)?),
            "text" | "xml" => Found::Value(text()?.into()),
            "binaryToPropery" => Found::Value(encoding::to_base64(bytes).into()),
            "fromIcs" => Found::Value(calendar::read(&text()?)?),
            "fromJson" => Found::Value(parsed(&text()?)?),
            other => return Err(read::refused(format!("The operation '{other}' is not known"))),
        })
    }

    /// An item with the value, and of the one it came from what is to be kept.
    fn one(&self, call: &Call<'_>, name: &str, value: Value) -> Result<Output> {
        let kept = read::text(&self.0, "options.keepSource");
        let mut json = match kept {
            "json" | "both" => call.item().json.as_object().cloned().unwrap_or_default(),
            _ => Map::new(),
        };
        path::set(&mut json, read::text(&self.0, "destinationKey"), value)?;
        let mut files = call.item().binary.clone();
        if !matches!(kept, "binary" | "both") {
            files.iter_mut().for_each(|files| _ = files.shift_remove(name));
        }
        Ok(Item { binary: files, ..Item::new(json) }.into())
    }
}

fn parsed(text: &str) -> Result<Value> {
    if text.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    json::parse(text).map_err(|error| match text.trim_start().starts_with(['{', '[', '"']) {
        true => NodeError::new(ErrorKind::Operation, error.javascript()),
        false => {
            NodeError::new(ErrorKind::Operation, "The file selected in 'Input Binary Field' is not in JSON format")
                .with_description("Try to change the operation or select a JSON file in 'Input Binary Field'")
        }
    })
}

/// Rows of a table as items: the first names the fields, or each is a list. A place without a value is left out, or empty.
fn items(table: Vec<Vec<Value>>, parameters: &Parameters) -> Vec<Map<String, Value>> {
    let with_empty = read::flag(parameters, "options.includeEmptyCells", false);
    let mut rows = table.into_iter();
    if !read::flag(parameters, "options.headerRow", true) {
        let row = |mut row: Vec<Value>| {
            while row.last().is_some_and(Value::is_null) {
                row.pop();
            }
            row
        };
        let rows = rows.map(row).filter(|row| !row.is_empty());
        return rows.map(|row| Map::from_iter([("row".to_owned(), Value::Array(row))])).collect();
    }
    let names = names(&rows.next().unwrap_or_default());
    let item = |row: Vec<Value>| {
        let blank = row.iter().all(Value::is_null);
        let cells = names.iter().zip(row.into_iter().chain(std::iter::repeat(Value::Null)));
        let cells = cells.filter_map(|(name, cell)| match cell {
            Value::Null if with_empty => Some((name.clone(), "".into())),
            Value::Null => None,
            cell => Some((name.clone(), cell)),
        });
        let cells: Map<String, Value> = cells.collect();
        (!blank).then_some(cells)
    };
    rows.filter_map(item).collect()
}

/// Names of columns: each once, and something where there is none.
fn names(row: &[Value]) -> Vec<String> {
    let (mut taken, mut numbers) = (HashSet::with_capacity(row.len()), HashMap::new());
    let name = |cell: &Value| {
        let name = match cell {
            Value::Null => "__EMPTY".into(),
            cell => nodewright_core::javascript::text(cell).into_owned(),
        };
        if taken.insert(name.clone()) {
            return name;
        }
        // What was taken stays so, so a number is not looked at twice.
        let number: &mut usize = numbers.entry(name.clone()).or_default();
        loop {
            *number += 1;
            let numbered = format!("{name}_{number}");
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    };
    row.iter().map(name).collect()
}
