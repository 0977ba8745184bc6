//! Directus' errors: `{"errors": [{"message", "extensions": {"code"}}]}`.

use nodewright_core::prelude::*;

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

/// Whether a request may be answered with HTML: a file, a sign-in page, and the server's own "pong".
pub fn may_be_html(request: &Request) -> bool {
    request.path.starts_with("/assets/")
        || request.path == "/server/ping"
        || request.options.redirects == Redirects::Return
        || request.query.contains_key("export")
}

/// Whether an answer is a page for a browser.
pub fn is_html(answer: &Response) -> bool {
    answer.header("content-type").is_some_and(|mime| mime.trim_start().starts_with("text/html"))
}

/// A success of something else than Directus' API: its app below `/admin`, the page of a proxy, a sign-in page.
pub fn html_page() -> NodeError {
    NodeError::new(ErrorKind::Api, "The service answered with an HTML page instead of data").with_description(
        "Check the URL of the credential 'directusApi': it must be the address of Directus itself, without '/admin'",
    )
}

fn code(error: &Value) -> Option<&str> {
    error["extensions"]["code"].as_str()
}

/// Whether the server does not take the request's method.
pub fn is_no_method(error: &NodeError) -> bool {
    is_no_route(error) || matches!(error.http_code(), Some("405" | "501"))
}

/// Whether this Directus does not have the route, as opposed to a record that does not exist.
pub fn is_no_route(error: &NodeError) -> bool {
    error.http_code() == Some("404") && error.code() == Some("ROUTE_NOT_FOUND")
}
