//! Operations: what a node can do, one type each.

use std::{future::Future, sync::Mutex};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Binary, BodySource, Content, ErrorKind, Evaluate, Files, Group, Item, Locals, NodeError, Output, ReadParameter,
    Request, Result, evaluate::Nothing,
};

/// One operation; its parameters are the type's fields. `derive(Operation)` writes it for an operation that is one
/// request; one with logic implements it by hand on a `derive(Group)` struct.
pub trait Operation: Group + Send + Sync + 'static {
    /// What it talks to its service with.
    type Client: Send + Sync + 'static;

    /// What is known of it without parameters.
    const INFO: OperationInfo;

    /// Carries it out for one item.
    ///
    /// # Errors
    /// What fails the item. Whether the execution goes on is up to the node's settings.
    fn run(&self, client: &Self::Client, call: &Call<'_>) -> impl Future<Output = Result<Output>> + Send;
}

/// What a derived operation needs of its node's client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send the request of a derived operation",
    note = "implement `Sends` for the client, or give the operation a `run = function`"
)]
pub trait Sends: Send + Sync {
    /// Sends a request and turns the answer into items.
    ///
    /// # Errors
    /// The service refuses it, or does not answer.
    fn send(&self, request: Request, call: &Call<'_>) -> impl Future<Output = Result<Output>> + Send;
}

/// What is known of an operation without parameters.
#[derive(Clone, Copy, Debug)]
pub struct OperationInfo {
    /// Resource it belongs to, as stored.
    pub resource: &'static str,
    /// Operation, as stored.
    pub operation: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What it does, in one sentence or more.
    pub description: &'static str,
    /// What it does to the service.
    pub effect: Effect,
}

/// What an operation does to the service: decides on concurrency, on automatic retries and on what a tool tells an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing.
    Read,
    /// A change that is the same however often it is sent.
    IdempotentWrite,
    /// A removal; the same however often it is sent.
    Delete,
    /// A change that happens again when it is sent again.
    Write,
}

impl Effect {
    /// Whether sending it again does no harm.
    #[must_use]
    pub fn is_repeatable(self) -> bool {
        self != Self::Write
    }

    /// Whether it leaves the service as it was.
    #[must_use]
    pub fn is_read(self) -> bool {
        self == Self::Read
    }

    /// The name in tables and schemas.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::IdempotentWrite => "idempotent-write",
            Self::Delete => "delete",
            Self::Write => "write",
        }
    }
}

/// One call of an operation: the item it works for.
pub struct Call<'a> {
    item: &'a Item,
    index: usize,
    emitter: &'a dyn Emit,
    files: &'a Files,
    evaluator: &'a dyn Evaluate,
    continue_on_fail: bool,
}

/// Files of calls that were not told where files are.
static INLINE: Files = Files::inline();

/// Receives items of a result before it is complete.
#[async_trait]
pub trait Emit: Send + Sync {
    /// Emits `items`; waits while their reader is busy.
    ///
    /// # Errors
    /// The execution has been cancelled.
    async fn emit(&self, items: Vec<Item>) -> Result<()>;
}

/// Collects what is emitted, for tests and for results that are wanted whole.
#[derive(Default)]
pub struct Collected(Mutex<Vec<Item>>);

impl Collected {
    /// What has come so far.
    pub fn into_items(self) -> Vec<Item> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[async_trait]
impl Emit for Collected {
    async fn emit(&self, items: Vec<Item>) -> Result<()> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(items);
        Ok(())
    }
}

impl<'a> Call<'a> {
    /// A call for the item at `index`.
    pub fn new(item: &'a Item, index: usize, emitter: &'a dyn Emit) -> Self {
        Self { item, index, emitter, files: &INLINE, evaluator: &Nothing, continue_on_fail: false }
    }

    /// The same where files are elsewhere than in the items.
    #[must_use]
    pub fn with_files(self, files: &'a Files) -> Self {
        Self { files, ..self }
    }

    /// The same where something evaluates expressions and gives parameters.
    #[must_use]
    pub fn with_evaluator(self, evaluator: &'a dyn Evaluate) -> Self {
        Self { evaluator, ..self }
    }

    /// The same where an item that fails does not end the execution.
    #[must_use]
    pub fn continuing_on_fail(self, continue_on_fail: bool) -> Self {
        Self { continue_on_fail, ..self }
    }

    /// The input item.
    #[must_use]
    pub fn item(&self) -> &'a Item {
        self.item
    }

    /// Its index among the input items.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Whether an item that fails becomes an item instead of the end of the execution. The runtime sees to that; this is for
    /// nodes that give something else for such an item.
    #[must_use]
    pub fn continue_on_fail(&self) -> bool {
        self.continue_on_fail
    }

    /// A value with its expressions evaluated for this item; see [`Evaluate::evaluate`].
    ///
    /// # Errors
    /// Those of [`Evaluate::evaluate`].
    pub async fn evaluate(&self, value: &Value, locals: &Locals) -> Result<Option<Value>> {
        self.evaluator.evaluate(self.index, value, locals).await
    }

    /// A parameter by its path, for this item; see [`Evaluate::parameter`].
    ///
    /// # Errors
    /// Those of [`Evaluate::parameter`].
    pub async fn parameter(&self, path: &str, read: &ReadParameter) -> Result<Option<Value>> {
        self.evaluator.parameter(self.index, path, read).await
    }

    /// What works out expressions and parameters.
    #[must_use]
    pub fn evaluator(&self) -> &'a dyn Evaluate {
        self.evaluator
    }

    /// A key of the work on this item; see [`Evaluate::idempotency_key`].
    #[must_use]
    pub fn idempotency_key(&self) -> String {
        self.evaluator.idempotency_key(self.index)
    }

    /// A file of the input item: what is known of it. Its bytes are [`content`](Self::content)'s to give.
    ///
    /// # Errors
    /// The item has no file of this name.
    pub fn binary(&self, name: &str) -> Result<&'a Binary> {
        self.item.binary.as_ref().and_then(|all| all.get(name)).ok_or_else(|| {
            let message = format!("No binary data '{name}' on input item {}", self.index);
            NodeError::new(ErrorKind::Operation, message).at_item(self.index)
        })
    }

    /// The bytes of a file of the input item, wherever they are.
    ///
    /// # Errors
    /// The file is not there. This is known before anything is sent.
    pub async fn content(&self, file: &Binary) -> Result<Content> {
        self.files.content(file).await.map_err(|error| error.at_item(self.index))
    }

    /// Whether files are elsewhere than in the items, so that their size does not matter.
    #[must_use]
    pub fn stores_files(&self) -> bool {
        self.files.are_stored()
    }

    /// Makes a file from `content`, such as a response, where the host keeps files. `path` is its name,
    /// and what it is follows from the type, the name or the bytes, in this order.
    ///
    /// # Errors
    /// The content breaks off, or the host cannot keep it.
    pub async fn prepare_binary(
        &self,
        content: impl BodySource,
        path: Option<&str>,
        mime_type: Option<&str>,
    ) -> Result<Binary> {
        self.files.prepare(content, path, mime_type).await
    }

    /// Emits items before the result is complete, so that a long list need not fit into memory.
    ///
    /// # Errors
    /// The execution has been cancelled.
    pub async fn emit(&self, items: Vec<Item>) -> Result<()> {
        self.emitter.emit(items).await
    }
}
