//! The address of a request: base URL, path and query put together once.

use std::sync::{PoisonError, RwLock};

use http::{
    HeaderMap, HeaderValue,
    header::{AUTHORIZATION, HOST},
};
use nodewright_core::{ErrorKind, NodeError, Request, Result};
use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use url::{Position, Url};

/// What a URL parser would drop or read as a slash without a word.
const UNSEEN: &AsciiSet = &AsciiSet::EMPTY.add(b'\t').add(b'\n').add(b'\r').add(b'\\');

/// The base URL that was asked for last, parsed: a program has few services, and parsing a host takes longer than the
/// rest of an address.
#[derive(Default)]
pub(crate) struct LastBase(RwLock<Option<(String, Url)>>);

impl LastBase {
    pub(crate) fn parse(&self, text: &str) -> Result<Url> {
        if let Some((known, url)) = &*self.0.read().unwrap_or_else(PoisonError::into_inner)
            && known == text
        {
            return Ok(url.clone());
        }
        let invalid = |error| NodeError::new(ErrorKind::Operation, format!("Invalid URL: {error}"));
        let url = Url::parse(text.trim_end_matches('/')).map_err(invalid)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((text.to_owned(), url.clone()));
        Ok(url)
    }
}

/// Where a request goes: to its own URL, or below the base of its service.
pub(crate) fn of(bases: &LastBase, base: &str, request: &Request, query: &str) -> Result<Url> {
    let refuse = |message| NodeError::new(ErrorKind::Operation, message);
    match &request.url {
        None if base.is_empty() => Err(refuse("The request has a path only, but there is no base URL to put it below")),
        None => join(bases, base, &request.path, query),
        Some(text) => {
            let advice = "The URL must start with http:// or https:// and name a host, as in https://example.com";
            let mut url = Url::parse(text.trim()).map_err(|_| refuse(advice))?;
            if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
                return Err(refuse(advice));
            }
            url.set_fragment(None);
            add_query(&mut url, query);
            Ok(url)
        }
    }
}

/// Appends an encoded query to the one that a URL has.
fn add_query(url: &mut Url, query: &str) {
    match url.query() {
        _ if query.is_empty() => {}
        None | Some("") => url.set_query(Some(query)),
        Some(own) => {
            let both = format!("{own}&{query}");
            url.set_query(Some(&both));
        }
    }
}

/// Joins a base URL, a percent-encoded path below it and an encoded query.
///
/// A query that the path carries comes first; a fragment is not sent. A path with a `.` or `..` segment is refused:
/// a URL parser would resolve it, and the request would have another path.
pub(crate) fn join(bases: &LastBase, base: &str, path: &str, query: &str) -> Result<Url> {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, own_query) = path.split_once('?').unwrap_or((path, ""));
    if path.split('/').any(is_dots) {
        let message = "The path of the request must not have '.' or '..' as a segment";
        return Err(NodeError::new(ErrorKind::Operation, message));
    }
    let mut url = bases.parse(base)?;
    let path = path.trim_start_matches('/');
    if !path.is_empty() {
        let below = url.path().trim_end_matches('/');
        let mut text = String::with_capacity(below.len() + path.len() + 1);
        text.push_str(below);
        text.push('/');
        text.extend(utf8_percent_encode(path, UNSEEN));
        url.set_path(&text);
    }
    match (own_query, query) {
        ("", "") => {}
        ("", query) | (query, "") => url.set_query(Some(query)),
        (own, query) => url.set_query(Some(&format!("{own}&{query}"))),
    }
    Ok(url)
}

/// Makes Basic authentication of the user and password of an address, and hides them.
pub(crate) fn take_login(url: &mut Url, request: &mut Request) -> Result<()> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(());
    }
    let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (user, password) = (plain(url.username()), plain(url.password().unwrap_or_default()));
    // Both work on every address that has a host, as those of http do.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    if !request.headers.contains_key(AUTHORIZATION) {
        request.set_basic_auth(&user, &password)?;
    }
    request.hide(password);
    Ok(())
}

/// Sets `Host` unless present.
pub(crate) fn name_host(url: &Url, headers: &mut HeaderMap) {
    if let Ok(host) = HeaderValue::from_str(&url[Position::BeforeHost..Position::AfterPort]) {
        headers.entry(HOST).or_insert(host);
    }
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
            ("http://h/d/", "", "", "http://h/d"),
            ("http://u:p@h/d e", "?a=%20b c", "", "http://u:p@h/d%20e?a=%20b%20c"),
            ("http://H:80/a/../b", "/x%3Fy;z=\"<>`{}|^[]'", "q='", "http://h/b/x%3Fy;z=%22%3C%3E%60%7B%7D|^[]'?q=%27"),
        ];
        for (base, path, query, expected) in cases {
            // The first time it is parsed, the second time it is known.
            let bases = LastBase::default();
            for _ in 0..2 {
                assert_eq!(join(&bases, base, path, query).unwrap().as_str(), expected);
            }
        }
    }

    #[test]
    fn dots_are_refused() {
        for path in ["/a/..", "/../a", "/a/./b", "/%2e%2E/a", "/a/.%2e"] {
            let error = join(&LastBase::default(), "http://h", path, "").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Operation, "{path}");
        }
    }
}
