//! A worker: what it executes, and for which server.

use std::{future::Future, time::Duration};

use nodewright::{ErrorKind, NodeError, Result, Retries, Runtime};
use nodewright_durable::Blobs;
use temporalio_client::Client;
use temporalio_sdk::WorkerOptions;
use tokio::sync::watch;

use crate::activity::Nodes;

/// The header that tells a service that a request is the same as one before.
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// How long what is done may be unknown to the server unless something else is said.
const UNKNOWN: Duration = Duration::from_millis(200);

/// How long a step may take once the worker is to end.
const LEAVE: Duration = Duration::from_secs(10);

/// Executes nodes for a Temporal server.
pub struct Worker {
    inner: temporalio_sdk::Worker,
    ending: watch::Sender<bool>,
}

/// Sets up a [`Worker`].
pub struct Builder {
    runtime: Runtime,
    client: Client,
    blobs: Blobs,
    retries: Retries,
    reads: usize,
    unknown: Duration,
    per_second: Option<f64>,
    idempotency_header: Option<String>,
}

impl Worker {
    /// A worker that executes the nodes of this runtime, with its credentials. Items that are too large for a server stand in
    /// `blobs`. The client of the runtime should not send requests again by itself, so that waits outlive the worker.
    #[must_use]
    pub fn builder(runtime: Runtime, client: Client, blobs: Blobs) -> Builder {
        let idempotency_header = Some(IDEMPOTENCY_KEY.to_owned());
        let (retries, reads) = (Retries::default(), 32);
        Builder { runtime, client, blobs, retries, reads, unknown: UNKNOWN, per_second: None, idempotency_header }
    }

    /// Executes what the server hands out, until `end`; then what is under way leaves off behind its step, for another worker
    /// to go on. The future is to be awaited where it was made, not spawned: the SDK's is not `Send`.
    ///
    /// # Errors
    /// The server does not answer any more, or refuses the worker.
    pub async fn run(mut self, end: impl Future<Output = ()>) -> Result<()> {
        let shut_down = self.inner.shutdown_handle();
        let mut running = std::pin::pin!(self.inner.run());
        let ended = tokio::select! {
            ended = &mut running => ended,
            () = end => {
                self.ending.send_replace(true);
                shut_down();
                running.await
            }
        };
        ended.map_err(|why| NodeError::new(ErrorKind::Network, format!("The worker failed: {why}")))
    }
}

impl Builder {
    /// How failures that may pass are waited out.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// How many items an operation that reads has in one step; 32 unless said.
    #[must_use]
    pub fn reads(mut self, items: usize) -> Self {
        self.reads = items;
        self
    }

    /// How long at most the server does not know of what was done; 200 ms unless said. A worker that is killed has done that
    /// in vain: whoever goes on does it again, with the same keys. Shorter is more work for the server.
    #[must_use]
    pub fn heartbeats_every(mut self, time: Duration) -> Self {
        self.unknown = time;
        self
    }

    /// So many executions begin in a second at most, over all workers of the queue.
    #[must_use]
    pub fn executions_per_second(mut self, executions: f64) -> Self {
        self.per_second = Some(executions);
        self
    }

    /// The header in which writes name the key of their item; `Idempotency-Key` unless said, none for `None`.
    #[must_use]
    pub fn idempotency_header(mut self, header: Option<String>) -> Self {
        self.idempotency_header = header;
        self
    }

    /// The worker, for what is in this queue. Within a Tokio runtime.
    ///
    /// # Errors
    /// A setting is out of its bounds, or the server is not there.
    pub fn build(self, queue: &str) -> Result<Worker> {
        let failed = |why: String| NodeError::new(ErrorKind::Input, format!("There is no worker for '{queue}': {why}"));
        let runtime = match &self.idempotency_header {
            Some(header) => self.runtime.with_idempotency_header(header)?,
            None => self.runtime,
        };
        let (ending, ends) = watch::channel(false);
        let nodes = Nodes { runtime, blobs: self.blobs, retries: self.retries, reads: self.reads, ending: ends };
        let options = WorkerOptions::new(queue)
            .max_heartbeat_throttle_interval(self.unknown)
            .default_heartbeat_throttle_interval(self.unknown)
            .graceful_shutdown_period(LEAVE)
            .maybe_max_task_queue_activities_per_second(self.per_second)
            .register_activities(nodes)
            .build();
        let core =
            temporalio_sdk::Runtime::from_current_tokio(Default::default()).map_err(|why| failed(why.to_string()))?;
        let inner = temporalio_sdk::Worker::new(&core, self.client, options).map_err(|why| failed(why.to_string()))?;
        Ok(Worker { inner, ending })
    }
}
