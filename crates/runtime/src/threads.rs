//! Threads for expressions that are not done at once.

use std::time::Duration;

use nodewright_core::{ErrorKind, NodeError, Result};
pub use nodewright_quickjs::Limit;
use nodewright_quickjs::ThreadError;

/// Threads at most, unless a host says otherwise.
const MOST: usize = 16;
/// What an expression may take, as in n8n.
pub(crate) const EXPRESSION: Duration = Duration::from_secs(5);

/// A bounded number of threads, started when there is work for them. Clones share them.
#[derive(Clone)]
pub struct Threads(nodewright_quickjs::Threads);

impl Default for Threads {
    fn default() -> Self {
        Self::new(MOST)
    }
}

/// Threads for programs, at most so many.
#[cfg(feature = "js")]
pub(crate) fn for_programs(most: Option<usize>) -> Threads {
    Threads(nodewright_quickjs::Threads::new("programs", most.unwrap_or(MOST)))
}

impl Threads {
    /// At most so many threads. Work beyond that waits for one.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(nodewright_quickjs::Threads::new("expressions", most))
    }

    /// Runs `work` on one of the threads, for so long at most; the time it waits for a thread does not count. Dropping
    /// the future stops it.
    ///
    /// # Errors
    /// Its time is over, it panicked, or too many others have not ended when they were told to.
    pub async fn run<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl FnOnce(&Limit) -> T + Send + 'static,
    ) -> Result<T> {
        self.attempt(time, work).await.map_err(explained)
    }

    /// The same, with its own error.
    pub(crate) async fn attempt<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl FnOnce(&Limit) -> T + Send + 'static,
    ) -> std::result::Result<T, ThreadError> {
        self.0.run(time, work).await
    }

    /// The same for work that has no effects, as expressions have none. What is not done in a moment begins again, so that
    /// what is done in one does not wait for what is not.
    ///
    /// # Errors
    /// As [`Threads::run`].
    pub async fn retry<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl Fn(&Limit) -> T + Send + Sync + 'static,
    ) -> Result<T> {
        self.0.retry(time, work).await.map_err(explained)
    }
}

fn explained(error: ThreadError) -> NodeError {
    let message = match error {
        // n8n's words.
        ThreadError::TimedOut => "Expression timed out".to_owned(),
        ThreadError::WrittenOff(most) => format!(
            "{most} expressions have not ended when they were stopped; until one does, no other that takes long is started"
        ),
        ThreadError::Spawn(error) => format!("No thread for the expression could be started: {error}"),
        _ => "The expression could not be evaluated".to_owned(),
    };
    NodeError::new(ErrorKind::Expression, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_about_expressions() {
        let refused = std::io::Error::other("none left");
        for (error, message) in [
            (ThreadError::TimedOut, "Expression timed out"),
            (ThreadError::Panicked, "The expression could not be evaluated"),
            (
                ThreadError::WrittenOff(8),
                "8 expressions have not ended when they were stopped; until one does, no other that takes long is started",
            ),
            (ThreadError::Spawn(refused), "No thread for the expression could be started: none left"),
        ] {
            assert_eq!(explained(error).message(), message);
        }
    }
}
