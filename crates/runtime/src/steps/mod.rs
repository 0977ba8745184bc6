//! Executions as steps whose results are kept.

mod in_process;
pub(crate) mod record;
mod retries;

use std::{future::Future, pin::Pin};

use async_trait::async_trait;
use nodewright_core::{Effect, Result};
use serde_json::Value;

pub use in_process::InProcess;
pub use retries::Retries;

/// The work of a step. It gives JSON, errors of the node included, and never fails.
pub type Work = Pin<Box<dyn Future<Output = Value> + Send>>;

/// A step of an execution.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// What people see of it, such as `item 3` or `items 0 to 31, attempt 2`.
    pub name: String,
    /// Names it among all executions: `<execution>:<item>`, the same for every attempt.
    pub key: String,
    /// What it does to its service; `None` where that is not known.
    pub effect: Option<Effect>,
}

/// Keeps what the steps of an execution gave, so that it goes on behind them after it was interrupted.
///
/// A durable engine implements this over its journal: [`run`](Self::run) gives what a step gave before where that is
/// known, and runs its work otherwise. Steps come one after the other, and the same steps in the same order whenever the
/// same execution is begun again, as long as the same results are given. So work that was under way when the process
/// ended runs twice, with the same [idempotency keys](nodewright_core::Evaluate::idempotency_key); nothing else does.
///
/// An operation that changes something is a step for every item, one that reads for every [so many](Self::reads). A node
/// that needs all its items at once, or none but this process, is one step.
#[async_trait]
pub trait Steps: Send + Sync + 'static {
    /// Gives what the step gave before, or runs its work and keeps what that gives.
    ///
    /// # Errors
    /// The result cannot be kept, or the execution is to end. It ends with this error, whatever the node's settings say.
    async fn run(&self, step: Step, work: Work) -> Result<Value>;

    /// Waits, also over the end of the process.
    ///
    /// # Errors
    /// As of [`run`](Self::run).
    async fn sleep(&self, time: std::time::Duration) -> Result<()>;

    /// How often what fails is tried again, beside what the node's settings say.
    fn retries(&self) -> Retries {
        Retries::default()
    }

    /// How many items an operation that reads has in one step.
    fn reads(&self) -> usize {
        32
    }
}
