//! JavaScript that a user wrote, as nodes have it run.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Map, Value};

use crate::Result;

/// A function body, which runs once for all items or once for each. It finds the items and the rest of the execution under
/// n8n's names: `$input`, `$json`, `$('node')`, `DateTime` … Changes of items are its own; what it returns counts.
#[derive(Clone, Default)]
pub struct Program {
    /// The user's code. Errors have its lines.
    pub source: String,
    /// JavaScript of the node's own in front of it, on its first line: what else it finds.
    pub before: String,
    /// JavaScript behind it.
    pub after: String,
    /// Whether it runs once for each item of the first input.
    pub each_item: bool,
    /// Whether it goes on with the next item where one fails.
    pub continues: bool,
    /// What it found kept, for `$getWorkflowStaticData('node')`.
    pub kept: Map<String, Value>,
    /// What `this.helpers` does; nothing where there is none.
    pub helpers: Option<Arc<dyn Helpers>>,
}

/// What a program calls as `this.helpers`.
#[async_trait]
pub trait Helpers: Send + Sync + 'static {
    /// Calls a helper, such as `httpRequest`, with its arguments. Bytes come and go as `{"$bytes": base64}`.
    ///
    /// # Errors
    /// What its promise is rejected with; a helper that does not exist.
    async fn call(&self, name: &str, arguments: Vec<Value>) -> Result<Value>;
}

/// What a program gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ran {
    /// What it returned, once or for each item; nothing for `undefined`. A program that does not continue ends with its
    /// first failure.
    pub results: Vec<Result<Option<Value>, Thrown>>,
    /// What it keeps for its next run, if it has asked for what was kept.
    pub kept: Option<Map<String, Value>>,
}

/// What a program threw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thrown {
    /// Class of the error, such as `TypeError`; empty where something else was thrown.
    pub name: String,
    /// What it says, or the thrown value as text.
    pub message: String,
    /// n8n's text below the message, of errors about data that is not there.
    pub description: Option<String>,
    /// Line of the user's code, from 1.
    pub line: Option<u32>,
    /// Column in that line, from 1.
    pub column: Option<u32>,
}
