//! Directus' errors: `{"errors": [{"message", "extensions": {"code"}}]}`.

use nodewright_core::{NodeError, Value};

/// Adds Directus' own messages and code.
pub fn explain(error: NodeError) -> NodeError {
    let Some(errors) = error.data().and_then(|body| body["errors"].as_array()) else { return error };
    let messages: Vec<_> = errors.iter().filter_map(|e| e["message"].as_str()).collect();
    let (text, code) = (messages.join(" | "), errors.first().and_then(code).map(str::to_owned));
    let error = if text.is_empty() { error } else { error.with_description(text) };
    match code {
        Some(code) => error.with_code(code),
        None => error,
    }
}

fn code(error: &Value) -> Option<&str> {
    error["extensions"]["code"].as_str()
}

/// Whether the server does not take the request's method.
pub fn is_no_method(error: &NodeError) -> bool {
    is_no_route(error) || matches!(error.http_code(), Some("405" | "501"))
}

/// Whether the path is no route of this Directus, as opposed to a record that is not there.
pub fn is_no_route(error: &NodeError) -> bool {
    error.http_code() == Some("404") && error.code() == Some("ROUTE_NOT_FOUND")
}
