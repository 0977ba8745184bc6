use tokio_util::{future::FutureExt, sync::CancellationToken};

/// Stops executions from outside. Clones stop together.
#[derive(Clone, Debug, Default)]
pub struct Cancellation(CancellationToken);

impl Cancellation {
    /// One that has not been used yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops every execution that was given this or a clone; requests on the way are dropped.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether it has been used.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }

    /// What `work` gives; none when this is used before that.
    pub(crate) fn stops<F: Future>(&self, work: F) -> impl Future<Output = Option<F::Output>> {
        work.with_cancellation_token(&self.0)
    }

    /// Waits until it is used.
    pub async fn cancelled(&self) {
        self.0.cancelled().await;
    }
}
