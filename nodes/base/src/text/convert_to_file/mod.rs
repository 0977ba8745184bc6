//! `convertToFile`: items as rows of a file, or a field of an item as a file.

mod calendar;
mod ods;
mod rows;
mod write;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, Binary, ErrorKind, Files, Item, ItemRef, NodeError, PairedItem, Parameters, Result, Value,
    Version, javascript,
    serde_json::{self, Map, json},
};

use super::{encoding, stringify};
use crate::{node::Planned, path, read};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    if read::text(parameters, "operation") == "xls" {
        return Err(read::refused("Writing xls files is not supported")
            .with_description("Write an xlsx file, which the same programs open"));
    }
    Ok(Planned::all_items(version, Convert { version }))
}

/// Holds all items and the files made of them.
struct Convert {
    version: Version,
}

#[async_trait]
impl AllItems for Convert {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        if batch.items().is_empty() {
            return Ok(vec![Vec::new()]);
        }
        let parameters = batch.parameters(0).await?;
        let operation = read::text(&parameters, "operation");
        let each = match operation {
            "toJson" => read::text(&parameters, "mode") == "each",
            operation => matches!(operation, "toText" | "toBinary" | "iCal"),
        };
        if !each {
            let links = (0..batch.items().len()).map(ItemRef::new).collect();
            let file = self.of_all(batch.as_ref(), &parameters).await?;
            return Ok(vec![vec![Item { paired_item: Some(PairedItem::Many(links)), ..file }]]);
        }
        let mut items = Vec::with_capacity(batch.items().len());
        for (index, item) in batch.items().iter().enumerate() {
            let file = match batch.parameters(index).await {
                Ok(parameters) => self.of_one(item, &parameters, batch.files(), index, batch.time_zone()).await,
                Err(error) => Err(error),
            };
            let file = match file {
                Err(error) if batch.continue_on_fail() && error.kind() != ErrorKind::Cancelled => {
                    Item::new(json!({ "error": error.message() }))
                }
                file => file.map_err(|error| error.at_item(index))?,
            };
            items.push(file.paired_with(index));
        }
        Ok(vec![items])
    }
}

impl Convert {
    async fn of_all(&self, batch: &dyn Batch, parameters: &Parameters) -> Result<Item> {
        let maps = || batch.items().iter().filter_map(|item| item.json.as_object());
        let operation = read::text(parameters, "operation");
        if operation == "toJson" {
            let list = Value::Array(maps().cloned().map(Value::Object).collect());
            return self.json(&list, parameters, batch.files()).await;
        }
        let table = rows::Table::of(maps(), read::flag(parameters, "options.headerRow", true));
        let sheet = match read::text(parameters, "options.sheetName") {
            "" => "Sheet",
            name => name,
        };
        let (bytes, mime_type) = match operation {
            "csv" => {
                let delimiter = match read::text(parameters, "options.delimiter") {
                    "" => ",",
                    delimiter => delimiter,
                };
                (write::csv(&table, delimiter).into_bytes(), "text/csv")
            }
            "html" => (write::html(&table).into_bytes(), "text/html"),
            "rtf" => (write::rtf(&table).into_bytes(), "application/rtf"),
            "ods" => (ods::write(&table, sheet)?, ods::MIME_TYPE),
            "xlsx" => {
                (write::xlsx(&table, sheet)?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            other => return Err(read::refused(format!("The operation '{other}' is not known"))),
        };
        let name = named(parameters, "options.fileName").unwrap_or_else(|| format!("File.{operation}"));
        file(parameters, batch.files(), bytes, Some(&name), Some(mime_type)).await
    }

    async fn of_one(
        &self,
        item: &Item,
        parameters: &Parameters,
        files: &Files,
        index: usize,
        zone: &str,
    ) -> Result<Item> {
        match read::text(parameters, "operation") {
            "toJson" => self.json(&item.json, parameters, files).await,
            "iCal" => {
                let name = named(parameters, "additionalFields.fileName").unwrap_or_else(|| "event.ics".into());
                let text = calendar::write(parameters, zone)?;
                file(parameters, files, text.into_bytes(), Some(&name), Some("text/calendar")).await
            }
            operation => {
                let source = read::text(parameters, "sourceProperty");
                let Some(value) = path::get(&item.json, source) else {
                    let message = format!("The value in \"{source}\" is not set");
                    return Err(NodeError::new(ErrorKind::Operation, message).at_item(index));
                };
                match operation {
                    "toText" => text(value, parameters, files).await,
                    _ => self.binary(value, parameters, files).await,
                }
            }
        }
    }

    async fn json(&self, value: &Value, parameters: &Parameters, files: &Files) -> Result<Item> {
        let text = match read::flag(parameters, "options.format", false) {
            true => serde_json::to_string_pretty(&super::whole(value)).unwrap_or_default(),
            false => stringify(value),
        };
        let name = named(parameters, "options.fileName").unwrap_or_else(|| "file.json".into());
        file(parameters, files, encoded(&text, parameters)?, Some(&name), Some("application/json")).await
    }

    /// base64, or before version 1.1 also text if the options say so.
    async fn binary(&self, value: &Value, parameters: &Parameters, files: &Files) -> Result<Item> {
        let base64 = self.version > Version::new(1.0) || read::flag(parameters, "options.dataIsBase64", true);
        let bytes = match (value, base64) {
            (Value::String(text), true) => encoding::from_base64(text),
            (other, true) => {
                let received = super::received(Some(other));
                return Err(read::refused(format!(
                    "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. {received}"
                )));
            }
            (Value::Object(_) | Value::Array(_) | Value::Null, false) => encoded(&stringify(value), parameters)?,
            (value, false) => encoded(&javascript::text(value), parameters)?,
        };
        let (name, mime_type) = (named(parameters, "options.fileName"), named(parameters, "options.mimeType"));
        let made = file(parameters, files, bytes, name.as_deref(), mime_type.as_deref()).await?;
        Ok(match name {
            Some(_) => made,
            None => with_name(made),
        })
    }
}

/// A file without a name is called `file`, with the extension of its type.
fn with_name(mut item: Item) -> Item {
    let files = item.binary.iter_mut().flat_map(|files| files.values_mut());
    files.for_each(|file: &mut Binary| {
        let extension = file.file_extension.as_deref().map(|extension| format!(".{extension}"));
        file.file_name = Some(format!("file{}", extension.unwrap_or_default()));
    });
    item
}

async fn text(value: &Value, parameters: &Parameters, files: &Files) -> Result<Item> {
    let (text, mime_type) = match value {
        Value::Object(_) | Value::Array(_) | Value::Null => (stringify(value), "application/json"),
        value => (javascript::text(value).into_owned(), "text/plain"),
    };
    let name = named(parameters, "options.fileName").unwrap_or_else(|| "file.txt".into());
    file(parameters, files, encoded(&text, parameters)?, Some(&name), Some(mime_type)).await
}

fn encoded(text: &str, parameters: &Parameters) -> Result<Vec<u8>> {
    encoding::encode(text, read::text(parameters, "options.encoding"), read::flag(parameters, "options.addBOM", false))
}

fn named(parameters: &Parameters, path: &str) -> Option<String> {
    read::at(parameters, path).map(|name| javascript::text(name).into_owned()).filter(|name| !name.is_empty())
}

/// An item with the file and nothing else.
async fn file(
    parameters: &Parameters,
    files: &Files,
    bytes: Vec<u8>,
    name: Option<&str>,
    mime_type: Option<&str>,
) -> Result<Item> {
    let file = files.prepare(Some(bytes.into()), name, mime_type).await?;
    let field = read::text(parameters, "binaryPropertyName").to_owned();
    Ok(Item { binary: Some([(field, file)].into_iter().collect()), ..Item::new(Map::new()) })
}
