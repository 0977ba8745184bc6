//! A worker: the services, and where they are served.

use std::{future::Future, time::Duration};

use nodewright::{ErrorKind, NodeError, Result, Retries, Runtime};
use restate_sdk::{
    endpoint::{self, Endpoint, ServiceOptions},
    http_server::HttpServer,
    service::IntoServiceDefinition,
};
use socket2::SockRef;
use tokio::net::TcpListener;

use crate::{Blobs, Keeping, pace::CredentialPace, runner::NodeRunner};

/// The header that tells a service that a request is the same as one before.
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// How long a step may take before the server asks the worker to leave off, and how long that may take then. A node may
/// wait for its service as long as its own limits say.
const STEP: Duration = Duration::from_secs(60 * 60);

/// Executes nodes for a Restate server.
pub struct Worker {
    endpoint: Endpoint,
}

/// Sets up a [`Worker`].
pub struct Builder {
    runtime: Runtime,
    keeping: Keeping,
    per_second: Option<f64>,
    identity: Option<String>,
    idempotency_header: Option<String>,
}

impl Worker {
    /// A worker that executes the nodes of this runtime, with its credentials. The client of the runtime should not
    /// send requests again by itself, so that every wait is one that outlives the worker.
    #[must_use]
    pub fn builder(runtime: Runtime) -> Builder {
        let idempotency_header = Some(IDEMPOTENCY_KEY.to_owned());
        Builder { runtime, keeping: Keeping::default(), per_second: None, identity: None, idempotency_header }
    }

    /// Serves until `end`.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()>) {
        // The SDK does not set it, and a small answer would wait 40 ms for the server to confirm the one before. Connections
        // have it from the socket that they come to.
        if let Err(why) = SockRef::from(&listener).set_tcp_nodelay(true) {
            tracing::warn!("steps are slow: {why}");
        }
        HttpServer::new(self.endpoint).serve_with_cancel(listener, end).await;
    }
}

impl Builder {
    /// Where items are kept that are too large for the journal.
    #[must_use]
    pub fn blobs(mut self, blobs: Blobs) -> Self {
        self.keeping.blobs = Some(blobs);
        self
    }

    /// How failures that may pass are waited out.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.keeping.retries = retries;
        self
    }

    /// So many steps of one credential begin in a second at most, over all workers of the server.
    #[must_use]
    pub fn steps_per_second(mut self, steps: f64) -> Self {
        self.per_second = Some(steps);
        self
    }

    /// Takes requests of the server with this public key only, `publickeyv1_…`.
    #[must_use]
    pub fn identity_key(mut self, key: impl Into<String>) -> Self {
        self.identity = Some(key.into());
        self
    }

    /// The header in which writes name the key of their item; `Idempotency-Key` unless said, none for `None`.
    #[must_use]
    pub fn idempotency_header(mut self, header: Option<String>) -> Self {
        self.idempotency_header = header;
        self
    }

    /// The worker.
    ///
    /// # Errors
    /// A setting is out of its bounds.
    pub fn build(self) -> Result<Worker> {
        self.build_with(|endpoint| endpoint)
    }

    /// The worker with services of one's own, which `bind` adds.
    ///
    /// # Errors
    /// As of [`build`](Self::build).
    pub fn build_with(self, bind: impl FnOnce(endpoint::Builder) -> endpoint::Builder) -> Result<Worker> {
        let runtime = match &self.idempotency_header {
            Some(header) => self.runtime.with_idempotency_header(header)?,
            None => self.runtime,
        };
        let runner =
            NodeRunner { runtime, keeping: self.keeping, interval: self.per_second.map(interval).transpose()? };
        let options = ServiceOptions::new().inactivity_timeout(STEP).abort_timeout(STEP);
        let runner = runner.into_service_definition().options(options);
        let endpoint = Endpoint::builder().bind(runner).bind(CredentialPace);
        let mut endpoint = bind(endpoint);
        if let Some(key) = self.identity {
            endpoint = endpoint.identity_key(&key).map_err(|why| {
                let message = format!("The server's identity key cannot be read: {why}");
                NodeError::new(ErrorKind::Input, message).with_description("It begins with publickeyv1_")
            })?;
        }
        Ok(Worker { endpoint: endpoint.build() })
    }
}

/// Milliseconds between two steps.
fn interval(per_second: f64) -> Result<u64> {
    if !(0.001..=1000.0).contains(&per_second) {
        let message = format!("{per_second} steps a second are not within 0.001 and 1000");
        return Err(NodeError::new(ErrorKind::Input, message));
    }
    Ok((1000.0 / per_second).ceil() as u64)
}
