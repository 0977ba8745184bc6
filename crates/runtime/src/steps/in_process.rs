//! Steps that live as long as the process.

use std::time::Duration;

use async_trait::async_trait;
use nodewright_core::Result;
use serde_json::Value;

use super::{Retries, Step, Steps, Work};

/// Runs every step and keeps nothing: what an execution in steps is without a durable engine.
#[derive(Clone, Debug, Default)]
pub struct InProcess {
    /// How often what fails is tried again.
    pub retries: Retries,
}

#[async_trait]
impl Steps for InProcess {
    async fn run(&self, _: Step, work: Work) -> Result<Value> {
        Ok(work.await)
    }

    async fn sleep(&self, time: Duration) -> Result<()> {
        tokio::time::sleep(time).await;
        Ok(())
    }

    fn retries(&self) -> Retries {
        self.retries.clone()
    }
}
