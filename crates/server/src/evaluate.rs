//! An expression on items, without a node.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use nodewright::{ErrorKind, Item, Limit, NodeError, Result, Runtime, Scope, expression_error};
use nodewright_expression::{Engine, Error, JsonContext, Pace, Template};
use nodewright_json::from_value;
use nodewright_luxon::{CreateOptions, DateTime, Settings};
use serde_json::{Value, json};

use crate::{answers::Evaluated, api::malformed, requests::Evaluate};

/// What an expression may take, the reading of its call included.
const TIME: Duration = Duration::from_secs(5);

/// Answers `evaluate`: the value with its type, where values that JSON cannot hold are objects such as
/// `{"$undefined": true}`.
///
/// # Errors
/// Those of the expression, and a context, a zone or a time that is malformed.
pub async fn typed(runtime: &Runtime, call: Evaluate) -> Result<Evaluated> {
    let Some(engine) = runtime.engine().cloned() else {
        return Ok(of_json(with_own(runtime, call).await?));
    };
    let shown = call.return_object_as_string == Some(true);
    let ready = Once::new(move || prepare(&engine, call));
    let evaluated = runtime.threads().retry(TIME, move |limit| {
        let Ready { engine, template, context } = ready.get()?;
        let pace = pace(limit);
        let evaluated = match shown {
            true => engine.evaluate_shown(template, context, &pace),
            false => engine.evaluate_typed(template, context, &pace),
        };
        evaluated.map_err(expression_error)
    });
    let evaluated = evaluated.await??;
    Ok(Evaluated { type_name: evaluated.type_name.into(), value: evaluated.value })
}

/// The value as plain JSON; `None` is `undefined`.
///
/// # Errors
/// As [`typed`].
pub async fn plain(runtime: &Runtime, call: Evaluate) -> Result<Option<Value>> {
    let Some(engine) = runtime.engine().cloned() else { return with_own(runtime, call).await };
    let ready = Once::new(move || prepare(&engine, call));
    let value = runtime.threads().retry(TIME, move |limit| {
        let Ready { engine, template, context } = ready.get()?;
        let value = engine.try_evaluate(template, context, &pace(limit)).map_err(expression_error)?;
        Ok(value.flatten())
    });
    value.await?
}

fn pace(limit: &Limit) -> Pace {
    Pace::Until(limit.until, Arc::clone(&limit.stop))
}

/// What is made once, by the first attempt.
struct Once<T>(OnceLock<Result<T>>, Mutex<Option<Make<T>>>);

type Make<T> = Box<dyn FnOnce() -> Result<T> + Send>;

impl<T> Once<T> {
    fn new(make: impl FnOnce() -> Result<T> + Send + 'static) -> Self {
        Self(OnceLock::new(), Mutex::new(Some(Box::new(make))))
    }

    fn get(&self) -> Result<&T> {
        let made = self.0.get_or_init(|| {
            let make = self.1.lock().unwrap_or_else(PoisonError::into_inner).take();
            // A panic ends the call, so that nothing asks again.
            make.map_or_else(|| Err(NodeError::new(ErrorKind::Expression, "The call could not be read")), |make| make())
        });
        made.as_ref().map_err(Clone::clone)
    }
}

/// A call that has been read.
struct Ready {
    engine: Arc<Engine>,
    template: Arc<Template>,
    context: JsonContext,
}

fn prepare(engine: &Arc<Engine>, call: Evaluate) -> Result<Ready> {
    let mut engine = Arc::clone(engine);
    if let Some(zone) = &call.zone {
        engine = Arc::new(engine.in_zone(zone).map_err(invalid_zone)?);
    }
    if let Some(now) = &call.now {
        engine = Arc::new(engine.at(instant(now)?));
    }
    let template = engine.compile(&call.expression).map_err(expression_error)?;
    let items = call.items.unwrap_or_else(|| vec![json!({ "json": {} })]);
    let context = JsonContext::new(linked(items), &call.context.unwrap_or_else(|| json!({})));
    let context = context.map_err(|e| NodeError::new(ErrorKind::Input, format!("The context is malformed: {e}")))?;
    Ok(Ready { engine, template, context: context.at(call.item_index.unwrap_or(0)) })
}

fn invalid_zone(error: Error) -> NodeError {
    NodeError::new(ErrorKind::Input, error.message)
}

/// The value that a host's own evaluator gives. It knows items and zones, as nodes do; the rest is refused.
async fn with_own(runtime: &Runtime, call: Evaluate) -> Result<Option<Value>> {
    let unknown = [
        ("context", call.context.is_some()),
        ("now", call.now.is_some()),
        ("returnObjectAsString", call.return_object_as_string == Some(true)),
    ];
    if let Some((name, _)) = unknown.iter().find(|(_, is_given)| *is_given) {
        return Err(beyond_own(name));
    }
    let expressions = match &call.zone {
        Some(zone) => runtime.expressions().in_zone(zone)?.ok_or_else(|| beyond_own("zone"))?,
        None => runtime.expressions().clone(),
    };
    if !call.expression.starts_with('=') {
        return Ok(Some(call.expression.into()));
    }
    let ready = Once::new(move || {
        let items = call.items.unwrap_or_else(|| vec![json!({ "json": {} })]);
        let items: Vec<Item> = from_value(linked(items).into()).map_err(|e| malformed(&e.in_member("items")))?;
        Ok((expressions.compile(&call.expression)?, items, call.item_index.unwrap_or(0)))
    });
    let value = runtime.threads().retry(TIME, move |limit| {
        let (expression, items, index) = ready.get()?;
        let pace = nodewright::Pace::Until(limit.until, &limit.stop);
        expression.evaluate(&Scope { items, index: *index, pace, ..Scope::default() })
    });
    value.await?
}

fn beyond_own(name: &str) -> NodeError {
    let message = format!("The expressions of this runtime are its host's own, which take no '{name}'; leave it out");
    NodeError::new(ErrorKind::Input, message)
}

/// A value that came as JSON, with its type.
fn of_json(value: Option<Value>) -> Evaluated {
    let type_name = match &value {
        None => "undefined",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::String(_)) => "string",
        Some(Value::Array(_)) => "array",
        Some(Value::Object(_)) => "object",
    };
    Evaluated { type_name: type_name.into(), value: value.unwrap_or_else(|| json!({ "$undefined": true })) }
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
