//! `function`, before there was `code`: JavaScript over all items.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, ErrorKind, HttpClient, Item, NodeError, Parameters, Program, Result, Thrown, Value, Version,
};

use super::item;
use crate::{failure, node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::opened(version, |context| Function { http: context.http() }))
}

/// Its items know their place; those of `$input` do not.
const BEFORE: &str = "const items = $input.all().map((item, index) => ({ ...item, index })), process = { env: {} }; \
                      return (async function () {";
const AFTER: &str = "}).call(this);";

struct Function {
    http: Arc<dyn HttpClient>,
}

#[async_trait]
impl AllItems for Function {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let program = Program {
            source: read::text(&parameters, "functionCode").to_owned(),
            before: BEFORE.to_owned(),
            after: AFTER.to_owned(),
            ..Program::default()
        };
        let result = super::run(&batch, &self.http, program).await?.pop().unwrap_or(Ok(None));
        let items = result.map_err(|thrown| {
            let message = thrown.message.clone();
            (message, at_line(thrown))
        });
        match items.and_then(|value| returned(value).map_err(|error| (error.message().to_owned(), error))) {
            Ok(items) => Ok(vec![items]),
            Err((message, _)) if batch.continue_on_fail() => Ok(vec![vec![failure::item(&message)]]),
            Err((_, error)) => Err(error),
        }
    }
}

fn at_line(thrown: Thrown) -> NodeError {
    let message = match thrown.line {
        Some(line) => format!("{} [Line {line}]", thrown.message),
        None => thrown.message.clone(),
    };
    failure::located(thrown, message)
}

/// The items that the function returned.
fn returned(value: Option<Value>) -> Result<Vec<Item>> {
    let refuse = |message: &str| Err(NodeError::new(ErrorKind::Operation, message));
    let list = match value {
        None => return refuse("No data got returned. Always return an Array of items!"),
        Some(Value::Array(list)) => list,
        Some(object @ Value::Object(_)) => vec![object],
        Some(Value::Null) => return refuse("Cannot read properties of null (reading 'json')"),
        Some(_) => return refuse("executionData.every is not a function"),
    };
    let has = |value: &Value, key: &str| value.as_object().is_some_and(|object| object.contains_key(key));
    let (all, any) = (list.iter().all(|value| has(value, "json")), list.iter().any(|value| has(value, "json")));
    if any && !all {
        return refuse("Inconsistent item format");
    }
    let is_binary = !any && list.iter().all(|value| has(value, "binary"));
    let mut items = Vec::with_capacity(list.len());
    for value in list {
        let item = match value {
            Value::Object(object) if all => item::read(object),
            Value::Object(object) if is_binary => {
                Item { json: nodewright_core::serde_json::Map::new().into(), ..item::read(object) }
            }
            value => Item::new(value),
        };
        if !matches!(item.json, Value::Object(_) | Value::Array(_)) {
            return refuse("The json-property has to be an object!");
        }
        if item.extra.contains_key("binary") {
            return refuse("The binary-property has to be an object!");
        }
        items.push(item);
    }
    Ok(items)
}
