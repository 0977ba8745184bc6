//! The page, embedded when it has been built.

use axum::{
    extract::Path,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{Html, IntoResponse, Response},
};
use nodewright::{ErrorKind, NodeError};
use rust_embed::{Embed, EmbeddedFile};

use super::refusal::Refusal;

#[derive(Embed)]
#[folder = "page/dist"]
#[allow_missing = true]
struct Page;

/// Names of assets change with what is in them, so a browser need not ask again.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

pub(super) async fn index(headers: HeaderMap) -> Response {
    match Page::get("index.html") {
        Some(file) => answer(&headers, file, ASK_AGAIN),
        None => Html(include_str!("unbuilt.html")).into_response(),
    }
}

pub(super) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match Page::get(&format!("assets/{path}")) {
        Some(file) => answer(&headers, file, FOREVER),
        None => Refusal::from(NodeError::new(ErrorKind::Unknown, "The page has no such file")).into_response(),
    }
}

fn answer(asked: &HeaderMap, file: EmbeddedFile, caching: HeaderValue) -> Response {
    let tag = file.metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let tag = format!("\"{tag}\"");
    let known = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    if known.flat_map(|value| value.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)], [(CACHE_CONTROL, caching)]).into_response();
    }
    let mime = match file.metadata.mimetype() {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    };
    ([(CONTENT_TYPE, mime), (ETAG, tag)], [(CACHE_CONTROL, caching)], file.data).into_response()
}
