//! What code calls as `this.helpers`.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Batch, Binary, ErrorKind, HttpClient, NodeError, Result, Value,
    serde_json::{self, json},
};

use super::request;

/// Helpers of one run: they send with the host's client, and read the files of the input.
pub struct HostHelpers {
    pub batch: Arc<dyn Batch>,
    pub http: Arc<dyn HttpClient>,
}

#[async_trait]
impl nodewright_core::Helpers for HostHelpers {
    async fn call(&self, name: &str, arguments: Vec<Value>) -> Result<Value> {
        match (name, &arguments[..]) {
            ("httpRequest", [options, ..]) => request::send(&*self.http, options).await,
            ("getBinaryDataBuffer", [index, property, ..]) => self.bytes(index, property).await,
            ("prepareBinaryData", [content, rest @ ..]) => self.file(content, rest).await,
            ("httpRequest" | "getBinaryDataBuffer" | "prepareBinaryData", _) => {
                Err(refused(format!("The helper '{name}' needs more arguments")))
            }
            _ => {
                let known = "httpRequest, getBinaryDataBuffer and prepareBinaryData";
                Err(refused(format!("The helper '{name}' is not available to code; available are {known}")))
            }
        }
    }
}

impl HostHelpers {
    /// The bytes of a file of an input item.
    async fn bytes(&self, index: &Value, property: &Value) -> Result<Value> {
        let index = index.as_u64().and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        let property = property.as_str().unwrap_or_default();
        let file = self.batch.items().get(index).and_then(|item| item.binary.as_ref()?.get(property));
        let file = file.ok_or_else(|| {
            refused(format!("This operation expects the node's input data to contain a binary file '{property}', but none was found [item {index}]"))
        })?;
        let bytes = self.batch.files().content(file).await?.bytes().await?;
        Ok(in_base64(&bytes))
    }

    /// A file of bytes or text, as an item has it.
    async fn file(&self, content: &Value, rest: &[Value]) -> Result<Value> {
        let bytes = match content {
            Value::String(text) => text.clone().into_bytes(),
            content => out_of_base64(content)?
                .ok_or_else(|| refused("prepareBinaryData takes a Buffer or a text".to_owned()))?,
        };
        let text = |at: usize| rest.get(at).and_then(Value::as_str);
        let file = self.batch.files().prepare(Some(bytes.into()), text(0), text(1)).await?;
        Ok(serde_json::to_value(file).unwrap_or_default())
    }
}

/// Bytes as they go to code.
pub fn in_base64(bytes: &[u8]) -> Value {
    json!({ "$bytes": Binary::new(bytes, "application/octet-stream").data })
}

/// Bytes as they come from code; nothing for anything else.
pub fn out_of_base64(value: &Value) -> Result<Option<Vec<u8>>> {
    let Some(data) = value.get("$bytes").and_then(Value::as_str) else { return Ok(None) };
    let bytes = Binary { data: data.to_owned(), ..Binary::default() }.decode()?;
    Ok(Some(bytes.to_vec()))
}

pub fn refused(message: String) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}
