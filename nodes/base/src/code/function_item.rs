//! `functionItem`, before there was `code`: JavaScript over the data of each item.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, Binary, ErrorKind, HttpClient, Item, NodeError, Parameters, Program, Result, Thrown, Value,
    Version,
};

use super::item;
use crate::{failure, node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::opened(version, |context| FunctionItem { http: context.http() }).by_portions(super::PORTION))
}

/// It finds the data as `item`, and functions for the files beside it; what it returns is the data again.
const BEFORE: &str = "const item = $input.item.json, process = { env: {} }; let { binary } = $input.item, isNew = false; \
     const getBinaryData = () => binary, getBinaryDataAsync = async () => binary, \
     setBinaryData = (data) => { binary = data; isNew = true; }, setBinaryDataAsync = async (data) => setBinaryData(data); \
     const json = await (async function () {";
const AFTER: &str = "}).call(this); return { json, binary, isNew };";

struct FunctionItem {
    http: Arc<dyn HttpClient>,
}

#[async_trait]
impl AllItems for FunctionItem {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let program = Program {
            source: read::text(&parameters, "functionCode").to_owned(),
            before: BEFORE.to_owned(),
            after: AFTER.to_owned(),
            each_item: true,
            ..Program::default()
        };
        let mut items = Vec::new();
        for (index, result) in super::run(&batch, &self.http, program).await?.into_iter().enumerate() {
            let continues = batch.continue_on_fail();
            match result {
                Ok(value) => match returned(value) {
                    Ok(item) => items.push(item.paired_with(index)),
                    Err(error) if continues => items.push(failure::item(error.message())),
                    Err(error) => return Err(error.at_item(index)),
                },
                Err(thrown) if continues => items.push(failure::item(&thrown.message)),
                Err(thrown) => return Err(at_line(thrown, batch.first_index() + index).at_item(index)),
            }
        }
        Ok(vec![items])
    }
}

fn at_line(thrown: Thrown, index: usize) -> NodeError {
    let message = match thrown.line {
        Some(line) => format!("{} [Line {line} | Item Index: {index}]", thrown.message),
        None => format!("{} [Item Index: {index}]", thrown.message),
    };
    failure::located(thrown, message)
}

/// The item of `{json, binary}`.
fn returned(value: Option<Value>) -> Result<Item> {
    let refuse = |message: &str| Err(NodeError::new(ErrorKind::Operation, message));
    let Some(Value::Object(members)) = value else { return Ok(Item::default()) };
    match members.get("json") {
        None => refuse("No data got returned. Always an object has to be returned!"),
        Some(Value::Null) => refuse("Cannot convert undefined or null to object"),
        Some(_) => {
            let mut item = item::read(members);
            let is_new = item.extra.get("isNew") == Some(&Value::Bool(true));
            // What is no file is no part of an item.
            item.extra.clear();
            item.binary.iter_mut().filter(|_| is_new).flat_map(|files| files.values_mut()).for_each(measure);
            Ok(item)
        }
    }
}

/// What n8n says of a file that it has made itself.
fn measure(file: &mut Binary) {
    if file.bytes.is_none()
        && file.id.is_none()
        && let Ok(bytes) = file.decode()
    {
        let made = Binary::new(&bytes, &file.mime_type);
        (file.file_size, file.bytes) = (made.file_size, made.bytes);
    }
}
