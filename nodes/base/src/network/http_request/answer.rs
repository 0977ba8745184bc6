//! Answers as items.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use nodewright_core::{
    Binary, Call, ErrorKind, Item, NodeError, Request, Response, Result, Value,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    json,
    serde_json::{Map, json},
};
use nodewright_http::{headers, query};
use url::Url;

use crate::network::{failure, file};

/// What an answer is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// By its content type.
    Auto,
    Json,
    Text,
    File,
}

/// What items become of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An item per element of a list.
    Items,
    /// The same in versions 1 and 2.
    Split,
    /// One item, whatever it is: versions 1 and 2, unless they are told to split.
    One,
}

/// How an answer is read.
pub struct Reading {
    pub format: Format,
    /// Whether status and headers go along.
    pub full: bool,
    /// Whether an answer is taken whatever its status.
    pub never_error: bool,
    /// Where a text or a file goes.
    pub property: String,
    pub shape: Shape,
    /// Whether a file says where it came from.
    pub names_place: bool,
}

/// Content types of files; each is the start of one.
const FILES: &[&str] = &[
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/x-tar",
    "application/x-7z-compressed",
    "application/x-bzip",
    "application/vnd.rar",
    "application/epub+zip",
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument",
    "application/vnd.oasis.opendocument",
];

/// An answer that was read.
pub struct Got {
    pub body: Content,
    pub status: StatusCode,
    headers: HeaderMap,
}

/// Its body.
pub enum Content {
    Nothing,
    Json(Value),
    Text(Value),
    File(Box<Binary>),
}

impl Reading {
    /// Whether an answer may become a file.
    pub fn may_be_file(&self) -> bool {
        matches!(self.format, Format::File | Format::Auto)
    }

    /// Reads an answer that came from `url`.
    pub async fn read(&self, call: &Call<'_>, answer: Response, url: &Url) -> Result<Got> {
        let (status, headers) = (answer.status, answer.headers.clone());
        let kind = headers.get(CONTENT_TYPE).map(|kind| String::from_utf8_lossy(kind.as_bytes()).into_owned());
        let kind = kind.unwrap_or_default();
        let is_file = self.format == Format::File
            || (self.format == Format::Auto && FILES.iter().any(|known| kind.starts_with(known)));
        let body = if is_file {
            let mut file = file::of_answer(call, answer, url).await.map_err(failure::broken)?;
            file.directory = file.directory.filter(|_| self.names_place);
            Content::File(Box::new(file))
        } else {
            let bytes = answer.bytes().await.map_err(failure::broken)?;
            match self.format {
                Format::Json => self.only_json(&bytes)?,
                Format::Text => text(&bytes, self.shape == Shape::Items),
                _ if kind.contains("application/json") => self.no_text(whatever_json(&decoded(&bytes, &kind))?)?,
                _ => match decoded(&bytes, &kind) {
                    text if text.is_empty() => Content::Nothing,
                    text => Content::Text(text.into_owned().into()),
                },
            }
        };
        Ok(Got { body, status, headers })
    }

    fn only_json(&self, bytes: &[u8]) -> Result<Content> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        if text.is_empty() {
            return Ok(Content::Nothing);
        }
        match json::parse(text) {
            Ok(value) => self.no_text(value),
            Err(error) => Err(self.not_json().with_description(error.javascript())),
        }
    }

    /// As n8n: what is a text inside JSON is no JSON to go on with.
    fn no_text(&self, value: Value) -> Result<Content> {
        match value {
            Value::String(_) => Err(self.not_json().with_description("It is a text in quotes")),
            value => Ok(Content::Json(value)),
        }
    }

    fn not_json(&self) -> NodeError {
        let other = if self.shape == Shape::Items { "Text" } else { "String" };
        let message = format!("Response body is not valid JSON. Change \"Response Format\" to \"{other}\"");
        NodeError::new(ErrorKind::Operation, message)
    }
}

fn whatever_json(text: &str) -> Result<Value> {
    if text.trim().is_empty() {
        return Ok(json!({}));
    }
    json::parse(text).map_err(|error| {
        NodeError::new(ErrorKind::Operation, "Invalid JSON in response body").with_description(error.javascript())
    })
}

/// As n8n: a text that is a JSON scalar is that scalar, and where lists and objects are not kept as they are, any JSON is.
fn text(bytes: &[u8], keeps: bool) -> Content {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    match json::parse(text) {
        _ if text.is_empty() => Content::Nothing,
        Ok(value) if !keeps || !(value.is_object() || value.is_array()) => Content::Text(value),
        _ => Content::Text(text.into()),
    }
}

/// A body in the encoding that its type names; in UTF-8, or Latin-1 if it is not, where it names none.
fn decoded<'b>(bytes: &'b [u8], kind: &str) -> Cow<'b, str> {
    let said = kind.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    let guessed = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let encoding = said.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or_else(guessed);
    encoding.decode(bytes).0
}

impl Got {
    /// The body as expressions of pagination see it.
    pub fn body_value(&self) -> Value {
        match &self.body {
            Content::Nothing => Value::String(String::new()),
            Content::Json(value) | Content::Text(value) => value.clone(),
            Content::File(file) => json!({ "mimeType": file.mime_type, "fileName": file.file_name }),
        }
    }

    /// The headers as n8n shows them: those that came several times joined, but for cookies.
    pub fn header_values(&self) -> Map<String, Value> {
        headers::values(&self.headers)
    }

    fn head(&self) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("headers".into(), self.header_values().into());
        map.insert("statusCode".into(), self.status.as_u16().into());
        map.insert("statusMessage".into(), self.status.canonical_reason().unwrap_or_default().into());
        map
    }

    /// The items of one answer.
    pub fn into_items(self, call: &Call<'_>, reading: &Reading) -> Result<Vec<Item>> {
        let head = reading.full.then(|| self.head());
        let named = |name: &str, value: Value| {
            let mut map = Map::from_iter([(name.to_owned(), value)]);
            map.extend(head.clone().unwrap_or_default());
            map
        };
        let one = |map: Map<String, Value>| Ok(vec![Item::new(map)]);
        match self.body {
            Content::File(file) => {
                let mut item = Item { binary: call.item().binary.clone(), ..Item::default() };
                item.json = head.map_or_else(|| call.item().json.clone(), Value::Object);
                item.binary.get_or_insert_default().insert(reading.property.clone(), *file);
                Ok(vec![item])
            }
            Content::Text(value) => one(named(&reading.property, value)),
            Content::Nothing if reading.format == Format::Json && reading.shape == Shape::Items => {
                Err(NodeError::new(ErrorKind::Operation, "The response is empty, so there is no JSON in it")
                    .with_description("Change \"Response Format\" to \"Autodetect\" if that is all right"))
            }
            Content::Nothing => one(head.unwrap_or_default()),
            Content::Json(value) if reading.full => one(named("body", value)),
            Content::Json(Value::Array(list)) if reading.shape != Shape::One => {
                Ok(list.into_iter().map(|value| Item::new(or_empty(value))).collect())
            }
            Content::Json(value) => Ok(vec![Item::new(or_empty(value))]),
        }
    }
}

fn or_empty(value: Value) -> Value {
    if value.is_null() { json!({}) } else { value }
}

/// Where a request goes, with its query, for the name of a file.
pub fn address(request: &Request) -> Result<Url> {
    let mut url = super::super::url::of(request.url.clone().map(Value::from).as_ref())?;
    let query = query::encode(&request.query, request.options.arrays);
    if !query.is_empty() {
        let own = url.query().map(|own| format!("{own}&")).unwrap_or_default();
        url.set_query(Some(&format!("{own}{query}")));
    }
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    Ok(url)
}
