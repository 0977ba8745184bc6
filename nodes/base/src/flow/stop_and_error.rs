//! `stopAndError`: ends the execution with an error of the user's own.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, ErrorKind, Item, NodeError, Parameters, Result, Value, Version,
    javascript::{is_truthy, text},
    json,
};

use crate::{node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, StopAndError))
}

struct StopAndError;

#[async_trait]
impl AllItems for StopAndError {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        Err(match read::text(&parameters, "errorType") {
            "errorObject" => of_object(parameters.get("errorObject"))?,
            _ => of_message(parameters.get("errorMessage")),
        })
    }
}

fn of_message(message: Option<&Value>) -> NodeError {
    match message {
        Some(Value::String(message)) => NodeError::new(ErrorKind::Operation, message),
        other => {
            // n8n's own words for it; what is wrong stands below.
            let shown = other.map_or("undefined".into(), text);
            let message = format!("Cannot use 'in' operator to search for 'description' in {shown}");
            let advice = "The error message has to be a text; convert the value with .toString()";
            NodeError::new(ErrorKind::Operation, message).named("Error").with_description(advice)
        }
    }
}

/// An object says its message itself, and whatever it has is kept as `metadata`.
fn of_object(object: Option<&Value>) -> Result<NodeError> {
    let written = object.map_or("undefined".into(), text);
    let object = json::parse(&written).map_err(|error| {
        NodeError::new(ErrorKind::Operation, error.javascript()).named("SyntaxError").at_parameter("errorObject")
    })?;
    let field = |name| object.get(name).filter(|value| is_truthy(value)).map(|value| text(value).into_owned());
    let description = field("description");
    let message = field("message").or_else(|| description.clone()).or_else(|| field("error"));
    let error = NodeError::new(ErrorKind::Operation, message.unwrap_or_else(|| format!("Error: {object}")));
    let error = match description {
        Some(description) => error.with_description(description),
        None => error,
    };
    Ok(error.with_context("metadata", object))
}
