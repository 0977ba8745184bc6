//! The address of a request: base URL, path and query put together once.

use http::{HeaderMap, header::AUTHORIZATION};
use nodewright_core::{ErrorKind, NodeError, Result};
use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::authenticate::basic;

/// What a URL parser would drop or read as a slash without a word.
const UNSEEN: &AsciiSet = &AsciiSet::EMPTY.add(b'\t').add(b'\n').add(b'\r').add(b'\\');

/// Joins a base URL, a percent-encoded path below it and an encoded query.
///
/// A query that the path carries comes first; a fragment is not sent. A path with a `.` or `..` segment is refused:
/// a URL parser would resolve it, and the request would go elsewhere than it says.
pub(crate) fn join(base: &str, path: &str, query: &str) -> Result<Url> {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, own_query) = path.split_once('?').unwrap_or((path, ""));
    if path.split('/').any(is_dots) {
        let message = "The path of the request must not have '.' or '..' as a segment";
        return Err(NodeError::new(ErrorKind::Operation, message));
    }
    let mut text = String::with_capacity(base.len() + path.len() + own_query.len() + query.len() + 3);
    text.push_str(base.trim_end_matches('/'));
    let path = path.trim_start_matches('/');
    if !path.is_empty() {
        text.push('/');
        text.extend(utf8_percent_encode(path, UNSEEN));
    }
    for (query, separator) in [(own_query, '?'), (query, if own_query.is_empty() { '?' } else { '&' })] {
        if !query.is_empty() {
            text.push(separator);
            text.push_str(query);
        }
    }
    Url::parse(&text).map_err(|error| NodeError::new(ErrorKind::Operation, format!("Invalid URL: {error}")))
}

/// Makes Basic authentication of the user and password of an address, and gives what must not be shown of them.
pub(crate) fn take_login(url: &mut Url, headers: &mut HeaderMap) -> Result<Vec<String>> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(Vec::new());
    }
    let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (user, password) = (plain(url.username()), plain(url.password().unwrap_or_default()));
    // Both work on every address that has a host, as those of http do.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    if headers.contains_key(AUTHORIZATION) {
        return Ok(vec![password]);
    }
    let encoded = basic(headers, &user, &password)?;
    Ok(vec![encoded, password])
}

/// Whether a URL parser takes a segment for `.` or `..`, encoded or not.
fn is_dots(segment: &str) -> bool {
    let rest = after_dot(segment);
    rest == Some("") || rest.and_then(after_dot) == Some("")
}

fn after_dot(text: &str) -> Option<&str> {
    [".", "%2e", "%2E"].iter().find_map(|dot| text.strip_prefix(dot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_without_changing_them() {
        let cases = [
            ("http://h", "/x", "", "http://h/x"),
            ("http://h/", "x", "", "http://h/x"),
            ("http://h/api/", "/items", "a=1", "http://h/api/items?a=1"),
            ("http://h/api", "", "a=1", "http://h/api?a=1"),
            ("http://h", "/x?a=1#top", "b=2", "http://h/x?a=1&b=2"),
            ("http://h", "/a%2Fb/c d/ä", "", "http://h/a%2Fb/c%20d/%C3%A4"),
            ("http://h", "/a\\..\\b\n", "", "http://h/a%5C..%5Cb%0A"),
            ("http://h", "/a..b/.c/...", "", "http://h/a..b/.c/..."),
            ("http://h:8055/d", "/x/", "", "http://h:8055/d/x/"),
        ];
        for (base, path, query, expected) in cases {
            assert_eq!(join(base, path, query).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn dots_are_refused() {
        for path in ["/a/..", "/../a", "/a/./b", "/%2e%2E/a", "/a/.%2e"] {
            let error = join("http://h", path, "").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Operation, "{path}");
        }
    }
}
