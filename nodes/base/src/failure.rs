//! Errors of code, in n8n's words.

use nodewright_core::{ErrorKind, Item, NodeError, Thrown, serde_json::Map};

/// What a program threw, as an error of the node: with the line of the user's code.
pub fn thrown(thrown: Thrown) -> NodeError {
    let text = if thrown.message.is_empty() { &thrown.name } else { &thrown.message };
    let message = match thrown.line {
        Some(line) => format!("{text} [line {line}]"),
        None => text.clone(),
    };
    located(thrown, message).named("WrappedExecutionError")
}

/// The error with this message, and what else is known of it.
pub fn located(thrown: Thrown, message: String) -> NodeError {
    let mut error = NodeError::new(ErrorKind::Operation, message);
    let class = Some(thrown.name).filter(|name| !matches!(name.as_str(), "" | "Error" | "ExpressionError"));
    if let Some(description) = thrown.description.or(class) {
        error = error.with_description(description);
    }
    for (key, place) in [("line", thrown.line), ("column", thrown.column)] {
        if let Some(place) = place {
            error = error.with_context(key, place);
        }
    }
    error
}

/// The item that stands for a failure where the node goes on.
pub fn item(message: &str) -> Item {
    Item::new(Map::from_iter([("error".to_owned(), message.into())]))
}
