//! Reads `multipart/form-data` bodies.

use bytes::Bytes;

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// `name` of its content disposition; empty when there is none.
    pub name: String,
    /// `filename` of its content disposition.
    pub file_name: Option<String>,
    /// Names in lower case, values as sent, in the order sent.
    pub headers: Vec<(String, String)>,
    /// The part's bytes.
    pub body: Bytes,
}

impl Part {
    /// The first value of a header; `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The part's own content type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub(super) fn parse(content_type: &str, body: &Bytes) -> Option<Vec<Part>> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().to_ascii_lowercase().starts_with("multipart/") {
        return None;
    }
    let boundary = parameter(parameters, "boundary")?;
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();

    // The first delimiter has no line before it.
    let mut at = delimiter.len() - 2;
    if !body.starts_with(&delimiter[2..]) {
        at = find(body, &delimiter)? + delimiter.len();
    }
    let mut parts = Vec::new();
    loop {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        let rest = rest.strip_prefix(b"\r\n")?;
        let length = find(rest, &delimiter)?;
        parts.push(part(&body.slice_ref(&rest[..length]))?);
        at += 2 + length + delimiter.len();
    }
}

fn part(source: &Bytes) -> Option<Part> {
    let mut fields = [httparse::EMPTY_HEADER; 16];
    let httparse::Status::Complete((head, fields)) = httparse::parse_headers(source, &mut fields).ok()? else {
        return None;
    };
    let headers: Vec<_> = fields
        .iter()
        .map(|field| (field.name.to_ascii_lowercase(), String::from_utf8_lossy(field.value).into_owned()))
        .collect();
    let disposition = headers.iter().find(|(name, _)| name == "content-disposition").map(|(_, value)| value.as_str());
    let parameters = disposition.and_then(|value| value.split_once(';')).map_or("", |(_, parameters)| parameters);
    Some(Part {
        name: parameter(parameters, "name").unwrap_or_default(),
        file_name: parameter(parameters, "filename"),
        body: source.slice(head..),
        headers,
    })
}

/// The value of `; name=value` or `; name="value"`.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (key, after) = rest.split_once('=')?;
        let (value, after) = value(after);
        if key.trim_start_matches([';', ' ']).trim().eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
}

/// A value and what follows it. Browsers and most clients write a quote as `%22`, some as `\"`.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, "")
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
