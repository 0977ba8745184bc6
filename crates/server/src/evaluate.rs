//! An expression on items, without a node.

use std::{sync::Arc, time::Duration};

use nodewright::{ErrorKind, Limit, NodeError, Result, Threads, expression_error};
use nodewright_expression::{Engine, Error, JsonContext, Pace, Template};
use nodewright_luxon::{CreateOptions, DateTime, Settings};
use serde_json::{Value, json};

use crate::requests::Evaluate;

/// The default time zone of an expression.
const ZONE: &str = "UTC";

/// What an expression may take, the reading of its call included.
const TIME: Duration = Duration::from_secs(5);

/// Answers `evaluate`: `{"type", "value"}`, where values that JSON cannot hold are objects such as
/// `{"$undefined": true}`.
///
/// # Errors
/// Those of the expression, and a context or a time that is malformed.
pub async fn typed(threads: &Threads, call: Evaluate) -> Result<Value> {
    let evaluated = threads.run(TIME, |limit| {
        let shown = call.return_object_as_string == Some(true);
        let (engine, template, context) = prepare(call)?;
        let pace = pace(limit);
        let evaluated = match shown {
            true => engine.evaluate_shown(&template, &context, &pace),
            false => engine.evaluate_typed(&template, &context, &pace),
        };
        evaluated.map_err(expression_error)
    });
    let evaluated = evaluated.await??;
    Ok(json!({ "type": evaluated.type_name, "value": evaluated.value }))
}

/// The value as plain JSON; `None` is `undefined`.
///
/// # Errors
/// As [`typed`].
pub async fn plain(threads: &Threads, call: Evaluate) -> Result<Option<Value>> {
    let value = threads.run(TIME, |limit| {
        let (engine, template, context) = prepare(call)?;
        let value = engine.try_evaluate(&template, &context, &pace(limit)).map_err(expression_error)?;
        Ok(value.flatten())
    });
    value.await?
}

fn pace(limit: &Limit) -> Pace {
    Pace::Until(limit.until, Arc::clone(&limit.stop))
}

fn prepare(call: Evaluate) -> Result<(Engine, Arc<Template>, JsonContext)> {
    let mut engine = Engine::builder().zone(call.zone.as_deref().unwrap_or(ZONE)).map_err(invalid_zone)?;
    if let Some(now) = &call.now {
        engine = engine.now(instant(now)?);
    }
    let engine = engine.build();
    let template = engine.compile(&call.expression).map_err(expression_error)?;
    let items = call.items.unwrap_or_else(|| vec![json!({ "json": {} })]);
    let context = JsonContext::new(linked(items), &call.context.unwrap_or_else(|| json!({})));
    let context = context.map_err(|e| NodeError::new(ErrorKind::Input, format!("The context is malformed: {e}")))?;
    Ok((engine, template, context.at(call.item_index.unwrap_or(0))))
}

fn invalid_zone(error: Error) -> NodeError {
    NodeError::new(ErrorKind::Input, error.message)
}

/// As in n8n, an item that enters a node is linked to its own place in the input.
fn linked(mut items: Vec<Value>) -> Vec<Value> {
    for (index, item) in items.iter_mut().enumerate().filter_map(|(n, item)| Some((n, item.as_object_mut()?))) {
        item.entry("pairedItem").or_insert_with(|| json!({ "item": index }));
    }
    items
}

/// Milliseconds since 1970 of an ISO 8601 time.
fn instant(text: &str) -> Result<f64> {
    let time = DateTime::from_iso(text, &CreateOptions::default(), &Settings::default());
    let millis = time.to_millis();
    if millis.is_nan() {
        let message = format!("'{text}' is not a time; write it as 2024-06-15T12:34:56.789Z");
        return Err(NodeError::new(ErrorKind::Input, message));
    }
    Ok(millis)
}
