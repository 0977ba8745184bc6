//! Exports: a list as a file.

use indexmap::IndexMap;
use nodewright_core::prelude::*;

use crate::answer;

/// A file that a query asks for instead of rows.
pub struct Export {
    format: String,
    file_name: String,
    property: String,
}

impl Export {
    /// The export that `request` asks for. The file name is taken out of the query in any case: Directus does not know
    /// it.
    pub fn take(request: &mut Request) -> Option<Self> {
        let mut take = |name: &str, default: &str| match request.query.shift_remove(name) {
            Some(Value::String(text)) if !text.is_empty() => text,
            _ => default.to_owned(),
        };
        let (file_name, property) = (take("fileName", "export"), take("binaryPropertyName", "data"));
        let format = request.query.get("export")?.as_str()?.to_owned();
        Some(Self { format, file_name, property })
    }

    /// One item: the text of the file and, as binary, the bytes as they were sent. If the server sends rows instead,
    /// their items.
    pub async fn items(self, answer: Response, call: &Call<'_>) -> Result<Output> {
        let mime = answer.mime_type().unwrap_or(self.mime()).to_owned();
        let is_file = answer.headers.contains_key("content-disposition");
        let (bytes, body) = answer.checked_body().await?;
        let json = match body {
            Some(Value::Object(rows)) if !is_file && rows.contains_key("data") => {
                return Ok(answer::from_body(Some(rows.into()), true));
            }
            Some(Value::Object(object)) => Value::Object(object),
            Some(list) if self.format == "json" => json!({ "result": list }),
            _ => {
                let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
                json!({ "result": String::from_utf8_lossy(text) })
            }
        };
        let file = call.prepare_binary(Some(bytes), Some(&self.path()), Some(&mime)).await?;
        let binary = Some(IndexMap::from([(self.property, file)]));
        Ok(vec![Item { json, binary, ..Item::default() }].into())
    }

    /// The name asked for, with the format's extension.
    fn path(&self) -> String {
        let extension = format!(".{}", self.format);
        if self.file_name.ends_with(&extension) { self.file_name.clone() } else { self.file_name.clone() + &extension }
    }

    fn mime(&self) -> &'static str {
        match self.format.as_str() {
            "csv" => "text/csv",
            "json" => "application/json",
            "xml" => "text/xml",
            _ => "application/octet-stream",
        }
    }
}
