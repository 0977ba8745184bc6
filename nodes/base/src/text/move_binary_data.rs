//! `moveBinaryData`: files into fields, and fields into files.

use async_trait::async_trait;
use nodewright_core::{
    Call, ErrorKind, Item, Job, NodeError, Output, Parameters, Result, Value, Version, javascript, json,
    serde_json::Map,
};

use super::{encoding, stringify};
use crate::{node::Planned, path, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item(version, |parameters, _| Ok(Box::new(Move(parameters.clone())))))
}

struct Move(Parameters);

#[async_trait]
impl Job for Move {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let item = match read::text(&self.0, "mode") {
            "binaryToJson" => self.to_json(call).await?,
            "jsonToBinary" => self.to_binary(call).await?,
            other => return Err(read::refused(format!("The mode '{other}' is not known"))),
        };
        // An item without the source gives nothing.
        Ok(item.into_iter().collect::<Vec<_>>().into())
    }
}

impl Move {
    async fn to_json(&self, call: &Call<'_>) -> Result<Option<Item>> {
        let source = read::text(&self.0, "sourceKey");
        let mut files = call.item().binary.clone().unwrap_or_default();
        let Some(file) = files.get(source) else { return Ok(None) };
        let bytes = call.content(file).await?.bytes().await?;
        let strip = read::flag(&self.0, "options.stripBOM", true);
        let whole = read::flag(&self.0, "setAllData", true);
        let base64 = !whole && read::flag(&self.0, "options.keepAsBase64", false);
        let text = match base64 {
            true => encoding::to_base64(&bytes),
            false => encoding::decode(&bytes, read::text(&self.0, "options.encoding"), strip)?,
        };
        let json = if whole {
            parsed(&text, call)?
        } else {
            let parse = !base64 && read::flag(&self.0, "options.jsonParse", false);
            let value = if parse { parsed(&text, call)? } else { text.into() };
            let mut json = call.item().json.as_object().cloned().unwrap_or_default();
            path::set(&mut json, read::text(&self.0, "destinationKey"), value)?;
            json.into()
        };
        if !read::flag(&self.0, "options.keepSource", false) {
            files.shift_remove(source);
        }
        Ok(Some(Item { binary: Some(files).filter(|files| !files.is_empty()), ..Item::new(json) }))
    }

    async fn to_binary(&self, call: &Call<'_>) -> Result<Option<Item>> {
        let whole = read::flag(&self.0, "convertAllData", true);
        let source = read::text(&self.0, "sourceKey");
        let mut json = call.item().json.as_object().cloned().unwrap_or_default();
        let value = match whole {
            true => call.item().json.clone(),
            false => match path::get(&call.item().json, source) {
                Some(value) => value.clone(),
                None => return Ok(None),
            },
        };
        let option = |name: &str| read::at(&self.0, &format!("options.{name}"));
        let flag = |name: &str| option(name).is_some_and(javascript::is_truthy);
        let bytes = if flag("dataIsBase64") && !whole {
            match &value {
                Value::String(text) => encoding::from_base64(text),
                other => return Err(not_base64(other).at_item(call.index())),
            }
        } else {
            let text = match &value {
                Value::String(text) if flag("useRawData") => text.clone(),
                value => stringify(value),
            };
            encoding::encode(&text, read::text(&self.0, "options.encoding"), flag("addBOM"))?
        };
        let name = Some(read::text(&self.0, "options.fileName")).filter(|name| !name.is_empty());
        let mime_type = match read::text(&self.0, "options.mimeType") {
            "" => "application/json",
            given => given,
        };
        let file = call.prepare_binary(Some(bytes.into()), name, Some(mime_type)).await?;
        let mut files = call.item().binary.clone().unwrap_or_default();
        files.insert(read::text(&self.0, "destinationKey").to_owned(), file);
        if !flag("keepSource") {
            match whole {
                true => json = Map::new(),
                false => _ = path::remove(&mut json, source),
            }
        }
        Ok(Some(Item { binary: Some(files), ..Item::new(json) }))
    }
}

/// JSON, with JavaScript's words for what is wrong in it.
fn parsed(text: &str, call: &Call<'_>) -> Result<Value> {
    json::parse(text).map_err(|error| NodeError::new(ErrorKind::Operation, error.javascript()).at_item(call.index()))
}

fn not_base64(value: &Value) -> NodeError {
    let received = super::received(Some(value));
    read::refused(format!(
        "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. {received}"
    ))
}
