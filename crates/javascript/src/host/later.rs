//! What takes its time.

use std::sync::Arc;

use nodewright_core::{Batch, ErrorKind, NodeError};
use serde_json::{Value, json};

use crate::outside::Outside;
use crate::{files_of_items, request};

/// What JavaScript gets for an operation that it awaits.
pub async fn later(operation: &str, request: Value, outside: &Outside, batch: Option<Arc<dyn Batch>>) -> Value {
    let done = match operation {
        "credential" => {
            let type_name = request.get("type").and_then(Value::as_str).unwrap_or_default();
            let index = request.get("index").and_then(Value::as_u64).unwrap_or_default() as usize;
            let data = request::credential(outside, batch.as_deref(), type_name, index).await;
            data.map(|credential| json!({ "value": credential.expose() }))
        }
        "request" => return request::helper(&request, outside, batch.as_deref()).await,
        "fetch" => return request::fetch(&request, outside).await,
        "page" => {
            let items = outside.page(request).await;
            items.map(|items| json!({ "value": items }))
        }
        "readFile" => files_of_items::read(&request, batch.as_deref()).await,
        "makeFile" => files_of_items::make(&request, batch.as_deref()).await,
        other => Err(NodeError::new(ErrorKind::Operation, format!("There is no operation '{other}'"))),
    };
    done.unwrap_or_else(|error| json!({ "given": crate::error::given(&error) }))
}
