//! Errors across the border: what JavaScript threw, and what it is to throw.

use nodewright_core::{ErrorKind, NodeError};
use nodewright_quickjs::Failure;
use serde_json::{Map, Value};

use crate::realms::{Ended, Limits};

/// The error of what JavaScript threw.
pub fn of_thrown(thrown: &Value) -> NodeError {
    let text = |name: &str| thrown.get(name).and_then(Value::as_str);
    let error = as_thrown(thrown);
    match text("place").filter(|_| error.description().is_none()) {
        // A mistake of the package: where it is helps more than anything else.
        Some(place) if is_mistake(text("name").unwrap_or("Error")) => error.with_description(format!("at {place}")),
        _ => error,
    }
}

/// The same without the place in its description, as an item shows it; the context has it.
pub fn as_thrown(thrown: &Value) -> NodeError {
    let text = |name: &str| thrown.get(name).and_then(Value::as_str);
    let name = text("name").unwrap_or("Error");
    let kind = match name {
        "NodeApiError" => ErrorKind::Api,
        "ExpressionError" => ErrorKind::Expression,
        _ => ErrorKind::Operation,
    };
    let mut error = NodeError::new(kind, text("message").unwrap_or_default());
    if name != kind.name() {
        error = error.named(name);
    }
    if let Some(code) = text("httpCode") {
        error = error.with_http_code(code);
    }
    if let Some(code) = text("code") {
        error = error.with_code(code);
    }
    if let Some(messages) = thrown.get("messages").and_then(Value::as_array) {
        error = error.with_messages(messages.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    for (key, value) in thrown.get("context").and_then(Value::as_object).into_iter().flatten() {
        error = error.with_context(key, value.clone());
    }
    if let Some(cause) = thrown.get("cause") {
        let text = |name: &str| cause.get(name).and_then(Value::as_str).unwrap_or_default();
        error = error.with_cause(text("name"), text("message"));
    }
    if let Some(place) = text("place") {
        error = error.with_context("place", place);
    }
    match text("description") {
        Some(description) => error.with_description(description),
        None => error,
    }
}

fn is_mistake(name: &str) -> bool {
    matches!(name, "TypeError" | "ReferenceError" | "RangeError" | "SyntaxError" | "Error")
}

/// What JavaScript throws for an error of this side.
pub fn given(error: &NodeError) -> Value {
    let mut given = Map::new();
    given.insert("name".into(), error.name().into());
    given.insert("message".into(), error.message().into());
    given.extend(error.description().map(|text| ("description".to_owned(), text.into())));
    given.extend(error.http_code().map(|code| ("httpCode".to_owned(), code.into())));
    given.extend(error.code().map(|code| ("code".to_owned(), code.into())));
    if !error.messages().is_empty() {
        given.insert("messages".into(), error.messages().into());
    }
    given.into()
}

/// The error of a job that gave nothing.
pub fn of_ended(ended: &Ended, package: &str, limits: Limits) -> NodeError {
    let (message, advice) = match ended {
        Ended::Failed(Failure::OutOfTime) | Ended::Deaf => (
            format!(
                "The package {package} took more time than it may: {} s of computing, {} s in all",
                limits.busy.as_secs_f64(),
                limits.total.as_secs_f64()
            ),
            "Give it fewer items; a loop or a wait of the package may not end",
        ),
        Ended::Failed(Failure::OutOfMemory) => (
            format!("The package {package} needs more than {} MB of memory", limits.memory >> 20),
            "Give it fewer items, or let it load less at once",
        ),
        Ended::Failed(Failure::TooDeep) => {
            (format!("The package {package} calls too many functions inside each other"), "")
        }
        Ended::Failed(Failure::Unsettled) => {
            (format!("The package {package} waits for a promise that nothing can settle"), "")
        }
        Ended::Failed(failure) => (format!("The package {package} failed: {failure}"), ""),
        Ended::WrittenOff => (
            "Too many packages have not ended when they were stopped; until one does, no other is started".to_owned(),
            "",
        ),
        Ended::Lost => ("No thread could be started for the package".to_owned(), ""),
    };
    let error = NodeError::new(ErrorKind::Operation, message);
    if advice.is_empty() { error } else { error.with_description(advice) }
}
