//! Files of items, as packages read and make them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use nodewright_core::{Batch, Binary, ErrorKind, Files, NodeError, Result};
use serde_json::{Value, json};

/// The bytes of a file.
pub async fn read(file: &Value, batch: Option<&dyn Batch>) -> Result<Value> {
    let file: Binary = nodewright_json::from_value(file.clone())
        .map_err(|error| NodeError::new(ErrorKind::Input, format!("The binary data is malformed: {error}")))?;
    let inline = Files::inline();
    let bytes = batch.map_or(&inline, Batch::files).content(&file).await?.bytes().await?;
    Ok(json!({ "bytes": BASE64_STANDARD.encode(bytes) }))
}

/// A file of bytes.
pub async fn make(request: &Value, batch: Option<&dyn Batch>) -> Result<Value> {
    let text = |name: &str| request.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let bytes = BASE64_STANDARD.decode(text("bytes").unwrap_or_default()).unwrap_or_default();
    let inline = Files::inline();
    let files = batch.map_or(&inline, Batch::files);
    let file = files.prepare(Some(bytes::Bytes::from(bytes)), text("fileName"), text("mimeType")).await?;
    Ok(json!({ "file": file }))
}
