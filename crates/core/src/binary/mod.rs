//! Files of an item.

mod content;
mod files;
mod store;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{ErrorKind, NodeError, Result};

pub use content::Content;
pub use files::Files;
pub use store::{BinaryStore, StoredFile};

/// A file of an item, as n8n writes it. Its bytes are base64 in `data`, or kept in a [`BinaryStore`] under `id`;
/// [`Files`] reads and makes both.
///
/// ```
/// use nodewright_core::Binary;
/// let file = Binary::prepare("hello", Some("a.txt"), None);
/// assert_eq!(file.mime_type, "text/plain");
/// assert_eq!((file.data.as_str(), file.file_size.as_deref()), ("aGVsbG8=", Some("5 B")));
/// assert_eq!(file.decode().unwrap(), "hello");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Binary {
    /// The bytes as base64; the store's mode, such as `filesystem-v2`, where `id` is given.
    pub data: String,
    /// MIME type, for example `image/png`.
    pub mime_type: String,
    /// What a UI shows it as: `text`, `json`, `image`, `audio`, `video`, `pdf` or `html`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_type: Option<String>,
    /// Extension without the dot, case kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_extension: Option<String>,
    /// Name with extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Folder the name came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// Size for people, decimal: `5 B`, `2.05 kB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Where the bytes stand outside the JSON: the store's mode, a colon, and the key in that store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whatever else the JSON had.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Binary {
    /// These bytes under a MIME type; what else is known follows from it.
    pub fn new(bytes: impl AsRef<[u8]>, mime_type: &str) -> Self {
        Self::prepare(bytes, None, Some(mime_type))
    }

    /// What n8n's `prepareBinaryData` makes of bytes: the MIME type is the one given, else that of the name's extension,
    /// else that of the content, else `text/plain`.
    pub fn prepare(bytes: impl AsRef<[u8]>, path: Option<&str>, mime_type: Option<&str>) -> Self {
        let bytes = bytes.as_ref();
        let mut file = Self::described(path, mime_type, bytes).sized(bytes.len() as u64);
        file.data = BASE64_STANDARD.encode(bytes);
        file
    }

    /// All but the bytes and their number; `start` is as much of the bytes as is needed where neither name nor type
    /// tells what it is.
    fn described(path: Option<&str>, mime_type: Option<&str>, start: &[u8]) -> Self {
        let by_content = || infer::get(start).map(|found| found.mime_type());
        let known = said_type(path, mime_type).or_else(by_content);
        let mime = known.unwrap_or("text/plain");
        let file = Self {
            file_type: file_type(mime).map(str::to_owned),
            file_extension: known.and_then(usual_extension).map(str::to_owned),
            mime_type: mime.to_owned(),
            ..Self::default()
        };
        match path {
            Some(path) => file.named(path),
            None => file,
        }
    }

    fn sized(self, bytes: u64) -> Self {
        Self { file_size: Some(size_for_people(bytes)), bytes: Some(bytes), ..self }
    }

    /// The same under a name; a folder in front of it goes to `directory`, its extension wins over the type's.
    #[must_use]
    pub fn named(mut self, path: &str) -> Self {
        let (directory, name) = folder_and_name(path);
        self.file_extension = extension(name).map(str::to_owned).or(self.file_extension);
        self.directory = directory.map(str::to_owned);
        self.file_name = Some(name.to_owned());
        self
    }

    /// The bytes of a file that is held in the item.
    ///
    /// # Errors
    /// They are in a store, or not base64.
    pub fn decode(&self) -> Result<Bytes> {
        if let Some(id) = &self.id {
            let message = format!("The file '{id}' is in a binary store, but none is used here");
            return Err(
                NodeError::new(ErrorKind::Input, message).with_description("Use the binary store that holds the file")
            );
        }
        match BASE64_STANDARD.decode(&self.data) {
            Ok(bytes) => Ok(bytes.into()),
            Err(e) => Err(NodeError::new(ErrorKind::Input, format!("The binary data of the item is not base64: {e}"))),
        }
    }
}

/// The extension that n8n gives files of a type.
fn usual_extension(mime: &str) -> Option<&'static str> {
    match essence(mime) {
        "image/jpeg" => Some("jpg"),
        other => mime_db::extension(other),
    }
}

/// The MIME type that is given, else that of the name's extension.
fn said_type<'a>(path: Option<&str>, mime_type: Option<&'a str>) -> Option<&'a str> {
    mime_type.or_else(|| mime_guess::from_ext(extension(folder_and_name(path?).1)?).first_raw())
}

fn folder_and_name(path: &str) -> (Option<&str>, &str) {
    match path.rsplit_once('/') {
        Some((folder, name)) => ((!folder.is_empty()).then_some(folder), name),
        None => (None, path),
    }
}

/// The extension of a name: what follows its last dot, unless that is its first character.
fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

/// A MIME type without its parameters.
fn essence(mime: &str) -> &str {
    mime.split(';').next().unwrap_or_default().trim()
}

/// n8n's `fileType` of a MIME type.
fn file_type(mime: &str) -> Option<&'static str> {
    match essence(mime) {
        "application/json" => Some("json"),
        "text/html" => Some("html"),
        "application/pdf" => Some("pdf"),
        _ if mime.starts_with("image/") => Some("image"),
        _ if mime.starts_with("audio/") => Some("audio"),
        _ if mime.starts_with("video/") => Some("video"),
        _ if mime.starts_with("text/") || mime.starts_with("application/javascript") => Some("text"),
        _ => None,
    }
}

/// Decimal units with three significant digits, as n8n shows a size.
fn size_for_people(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let exponent = ((bytes as f64).log10() / 3.0).floor().min(5.0) as usize;
    let scaled = bytes as f64 / 1000f64.powi(exponent as i32);
    let digits = 2usize.saturating_sub(scaled.log10().floor() as usize);
    let text = format!("{scaled:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text} {}", UNITS[exponent])
}
