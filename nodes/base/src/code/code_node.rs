//! `code`: JavaScript over all items, or over each of them.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, ErrorKind, HttpClient, Item, NodeError, Parameters, Program, Result, Version};

use super::returned;
use crate::{failure, node::Planned, read};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    match read::text(parameters, "language") {
        "" | "javaScript" => {
            let planned = Planned::opened(version, move |context| Code { version, http: context.http() });
            Ok(if is_for_each_item(parameters) { planned.by_portions(super::PORTION) } else { planned })
        }
        _ => {
            let error = NodeError::new(ErrorKind::Operation, "Code in Python is not supported");
            Err(error.with_description("Write it in JavaScript and set Language to it").at_parameter("language"))
        }
    }
}

fn is_for_each_item(parameters: &Parameters) -> bool {
    read::text(parameters, "mode") == "runOnceForEachItem"
}

struct Code {
    version: Version,
    http: Arc<dyn HttpClient>,
}

#[async_trait]
impl AllItems for Code {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let source = read::text(&parameters, "jsCode").to_owned();
        let each_item = is_for_each_item(&parameters);
        if each_item {
            refuse_all_items(&source)?;
        }
        let results = super::run(&batch, &self.http, Program { source, each_item, ..Program::default() }).await?;
        let first = batch.first_index();
        let mut items = Vec::with_capacity(results.len());
        for (index, result) in results.into_iter().enumerate() {
            match result {
                Ok(value) if each_item => items.extend(returned::one(value, index, first)?),
                Ok(value) => items = returned::all(value, self.version)?,
                Err(thrown) if batch.continue_on_fail() => {
                    let item = failure::item(failure::thrown(thrown).message());
                    items.push(if each_item { item.paired_with(index) } else { item });
                }
                Err(thrown) if each_item => return Err(failure::thrown(thrown).at_item(index)),
                Err(thrown) => return Err(failure::thrown(thrown)),
            }
        }
        Ok(vec![items])
    }
}

/// What gives all items has no place in code for each item. As in n8n, the text is looked at, before anything runs.
fn refuse_all_items(source: &str) -> Result<()> {
    for (index, line) in source.lines().enumerate() {
        for (at, _) in line.match_indices("$input.") {
            let rest = &line[at + "$input.".len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let method = &rest[..end];
            if ["first", "last", "all", "itemMatching"].contains(&method) {
                let line = index + 1;
                let message = format!("Can't use .{method}() here [line {line}, for item 0]");
                let error = NodeError::new(ErrorKind::Operation, message).named("ValidationError").at_item(0);
                return Err(error.with_description("This is only available in 'Run Once for All Items' mode"));
            }
        }
    }
    Ok(())
}
