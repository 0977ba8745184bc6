//! Keys that tell a service that a request is the same as one before.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use nodewright_core::{
    ErrorKind, HttpClient, Method, NodeError, Request, Response, Result, Service,
    http::{HeaderName, HeaderValue},
};

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::Runtime;

tokio::task_local! {
    /// The item that the requests of this task are for.
    static ITEM: Arc<Item>;
}

struct Item {
    key: String,
    /// Writes that were sent for it.
    writes: AtomicUsize,
}

/// Work for an item: the writes among its requests get `key`, and with a number behind it from the second on.
pub(crate) fn with_key<T>(key: String, work: impl Future<Output = T>) -> impl Future<Output = T> {
    ITEM.scope(Arc::new(Item { key, writes: AtomicUsize::new(0) }), work)
}

impl Runtime {
    /// The same runtime whose requests name the [idempotency key](nodewright_core::Evaluate::idempotency_key) of their item
    /// in a header, usually `Idempotency-Key`: those of executions [in steps](crate::Execution::steps) that may change
    /// something, where the node does not set the header itself. A second request of the same item has `:1` behind its key.
    /// A node that needs all its items at once sends none.
    ///
    /// # Errors
    /// `header` is not the name of a header.
    pub fn with_idempotency_header(&self, header: &str) -> Result<Self> {
        let header = HeaderName::from_bytes(header.as_bytes())
            .map_err(|_| NodeError::new(ErrorKind::Input, format!("'{header}' is not the name of a header")))?;
        Ok(self.with_http(Arc::new(Keyed { http: Arc::clone(self.http()), header })))
    }
}

struct Keyed {
    http: Arc<dyn HttpClient>,
    header: HeaderName,
}

#[async_trait]
impl HttpClient for Keyed {
    async fn send(&self, service: &Service, mut request: Request) -> Result<Response> {
        let writes = !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
        if writes
            && !request.headers.contains_key(&self.header)
            && let Ok(key) = ITEM.try_with(|item| match item.writes.fetch_add(1, Ordering::Relaxed) {
                0 => item.key.clone(),
                before => format!("{}:{before}", item.key),
            })
        {
            // A node's name may be in it, and a header takes less than that.
            let key = utf8_percent_encode(&key, CONTROLS).to_string();
            let value = HeaderValue::try_from(key).map_err(|why| {
                NodeError::new(ErrorKind::Operation, format!("The idempotency key is refused: {why}"))
            })?;
            request.headers.insert(self.header.clone(), value);
        }
        self.http.send(service, request).await
    }
}
