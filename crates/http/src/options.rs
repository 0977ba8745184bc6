//! n8n's `IHttpRequestOptions`: what routing and `this.helpers.httpRequest` ask for.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use nodewright_core::{
    AnswerFormat, ArrayFormat, Body, ErrorKind, Method, NodeError, Part, Proxy, Redirects, Request, Result,
    StatusErrors,
    http::header::{ACCEPT, CONTENT_TYPE},
    javascript::{self, is_truthy},
};
use serde_json::{Map, Value};

use crate::{body, headers};

/// The URL of a request as a node gave it, among the request's extensions: a function that signs the request sees it so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenUrl {
    /// n8n's `baseURL`; empty where there is none.
    pub base: String,
    /// What stands below it, or a whole URL.
    pub url: String,
}

/// The request that n8n's `IHttpRequestOptions` describe. No status of the answer is an error: the caller decides which are.
/// A body that JSON cannot hold is `{"$bytes": base64}` or `{"$form": [{name, value, fileName?, contentType?}, …]}`.
/// `has_undefined` says that the members of an empty body were left out, as JSON has no `undefined`.
///
/// # Errors
/// A method, a header or a body that cannot be sent.
pub fn request(options: &Map<String, Value>, has_undefined: bool) -> Result<Request> {
    let text = |name: &str| options.get(name).filter(|value| !value.is_null()).map(javascript::text);
    let method = text("method");
    let is_said = method.is_some();
    let method = method.as_deref().unwrap_or("GET");
    let method = Method::from_bytes(method.to_uppercase().as_bytes())
        .map_err(|_| NodeError::new(ErrorKind::Operation, format!("'{method}' is not a request method")))?;
    let given = GivenUrl {
        base: text("baseURL").unwrap_or_default().into_owned(),
        url: text("url").unwrap_or_default().into_owned(),
    };
    let mut request = Request::to_url(method, address(&given.base, &given.url));
    request.extensions.insert(given);
    if let Some(Value::Object(all)) = options.get("headers") {
        for (name, value) in all.iter().filter(|(_, value)| **value != Value::Bool(false)) {
            headers::set(&mut request.headers, name, value)?;
        }
    }
    if options.get("json").is_some_and(is_truthy) {
        headers::default(&mut request.headers, ACCEPT, "application/json");
    }
    if let Some(Value::Object(query)) = options.get("qs") {
        request.query = query.clone();
    }
    if let Some(value) = options.get("body") {
        request.body = body_of(&request, value, has_undefined)?;
    }
    if let Some(auth) = options.get("auth").filter(|auth| auth.is_object()) {
        let part = |name: &str| auth.get(name).map_or_else(String::new, |text| javascript::text(text).into_owned());
        request.set_basic_auth(&part("username"), &part("password"))?;
    }
    let to = &mut request.options;
    // Without a method it is a GET too, but with its body.
    to.body_with_get = !is_said;
    to.errors = StatusErrors::None;
    to.arrays = match text("arrayFormat").as_deref() {
        Some("brackets") => ArrayFormat::Brackets,
        Some("repeat") => ArrayFormat::Repeat,
        Some("comma") => ArrayFormat::Comma,
        _ => ArrayFormat::Indices,
    };
    to.answer = match text("encoding").as_deref() {
        Some("arraybuffer" | "blob" | "stream") => AnswerFormat::Bytes,
        Some("text") => AnswerFormat::Plain,
        _ => AnswerFormat::Auto,
    };
    to.allow_unauthorized = options.get("skipSslCertificateValidation") == Some(&Value::Bool(true));
    let timeout = options.get("timeout").map_or(0.0, javascript::number);
    to.timeout = Duration::try_from_secs_f64(timeout / 1000.0).ok().filter(|timeout| !timeout.is_zero());
    to.redirects = match options.get("maxRedirects").and_then(Value::as_u64) {
        _ if options.get("disableFollowRedirect") == Some(&Value::Bool(true)) => Redirects::Return,
        Some(most) => Redirects::AtMost(usize::try_from(most).unwrap_or(usize::MAX)),
        None => Redirects::Follow,
    };
    to.proxy = proxy(options.get("proxy"))?;
    Ok(request)
}

/// A URL below a base, or a whole one, as axios joins them.
#[must_use]
pub fn address(base: &str, url: &str) -> String {
    let is_whole = url.split_once("//").is_some_and(|(scheme, _)| {
        scheme.is_empty()
            || scheme.strip_suffix(':').is_some_and(|scheme| {
                let rest = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
                scheme.starts_with(|letter: char| letter.is_ascii_alphabetic()) && scheme.chars().all(rest)
            })
    });
    if is_whole || base.is_empty() {
        return url.to_owned();
    }
    match url {
        "" => base.to_owned(),
        url => {
            let base = base.strip_suffix('/').map_or(base, |base| base.strip_suffix('/').unwrap_or(base));
            format!("{base}/{}", url.trim_start_matches('/'))
        }
    }
}

/// What axios says of a URL that it does not take.
#[must_use]
pub fn invalid_url(url: &str) -> Option<&'static str> {
    let url = url.trim();
    let behind = ["http:", "https:"].iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    });
    match behind {
        Some(behind) if !behind.starts_with("//") => Some("Invalid URL: missing \"//\" after protocol"),
        Some(_) => None,
        None => (!url.contains("://")).then_some("Invalid URL"),
    }
}

fn body_of(request: &Request, value: &Value, has_undefined: bool) -> Result<Body> {
    if let Some(bytes) = bytes(value)? {
        let mime = if request.headers.contains_key(CONTENT_TYPE) { "" } else { "application/x-www-form-urlencoded" };
        return Ok(Body::Bytes { mime: mime.to_owned(), bytes: bytes.into() });
    }
    if let Some(parts) = value.get("$form").and_then(Value::as_array) {
        return parts.iter().map(part).collect::<Result<_>>().map(Body::Multipart);
    }
    match value {
        // Its members are all `undefined`, which is not the same as none.
        Value::Object(map) if map.is_empty() && has_undefined => Ok(Body::Json(value.clone())),
        value => Ok(body::from_value(&request.method, &request.headers, value.clone())),
    }
}

/// Bytes as functions give them.
fn bytes(value: &Value) -> Result<Option<Vec<u8>>> {
    let Some(text) = value.get("$bytes").and_then(Value::as_str) else { return Ok(None) };
    let malformed = |error| NodeError::new(ErrorKind::Operation, format!("`$bytes` is not base64: {error}"));
    BASE64_STANDARD.decode(text).map(Some).map_err(malformed)
}

fn part(part: &Value) -> Result<Part> {
    let text = |name: &str| part.get(name).and_then(Value::as_str).map(str::to_owned);
    let value = part.get("value").unwrap_or(&Value::Null);
    let content = match bytes(value)? {
        Some(bytes) => bytes.into(),
        None => javascript::text(value).into_owned().into(),
    };
    Ok(Part {
        name: text("name").unwrap_or_default(),
        file_name: text("fileName"),
        mime: text("contentType"),
        bytes: content,
    })
}

/// A proxy: a URL, or its parts.
fn proxy(proxy: Option<&Value>) -> Result<Option<Proxy>> {
    let url = match proxy {
        Some(Value::String(url)) if !url.is_empty() => url.clone(),
        Some(Value::Object(parts)) if parts.contains_key("host") => {
            let text = |name: &str| parts.get(name).map(javascript::text).filter(|text| !text.is_empty());
            let auth = parts.get("auth").filter(|auth| auth.is_object());
            let login = auth.map(|auth| {
                let part = |name: &str| auth.get(name).map(javascript::text).unwrap_or_default();
                format!("{}:{}@", part("username"), part("password"))
            });
            let port = text("port").map(|port| format!(":{port}")).unwrap_or_default();
            let scheme = text("protocol").unwrap_or("http".into());
            format!(
                "{}://{}{}{port}",
                scheme.trim_end_matches(':'),
                login.unwrap_or_default(),
                text("host").unwrap_or_default()
            )
        }
        _ => return Ok(None),
    };
    Proxy::new(&url).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined_as_axios_does() {
        for (base, url, expected) in [
            ("http://h/api/", "/items", "http://h/api/items"),
            ("http://h/api", "items", "http://h/api/items"),
            ("http://h", "", "http://h"),
            ("http://h", "https://other/x", "https://other/x"),
            ("http://h", "//other/x", "//other/x"),
            ("http://h", "/x?to=http://y", "http://h/x?to=http://y"),
            ("", "http://h/x", "http://h/x"),
        ] {
            assert_eq!(address(base, url), expected, "{base} {url}");
        }
    }

    #[test]
    fn what_is_no_url_is_named() {
        for (url, expected) in [
            ("https://h/x", None),
            (" HTTP://h", None),
            ("/x", Some("Invalid URL")),
            ("https:/h", Some("Invalid URL: missing \"//\" after protocol")),
            // The client refuses the scheme.
            ("ftp://h", None),
        ] {
            assert_eq!(invalid_url(url), expected, "{url}");
        }
    }
}
