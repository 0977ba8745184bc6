//! A loopback HTTP server that answers from a script and records every request.

mod connection;
mod multipart;
mod receive;
mod reply;
mod request;
mod respond;
mod script;
mod send;

use std::{
    io,
    sync::{Arc, Mutex},
};

use tokio::{net::TcpListener, sync::watch};

use crate::loopback::{Loopback, lock};

pub use multipart::Part;
pub use reply::Reply;
pub use request::RecordedRequest;
pub use respond::Respond;
pub use script::{Cursor, Location, Paged, Script};

/// An HTTP/1.1 server on a free loopback port, driven by a [`Respond`] script. It stops when dropped.
///
/// It runs on a thread of its own, so it serves blocking and async tests alike. Requests are recorded before they are
/// answered, so one that is left hanging is seen too. A request that is not HTTP is answered 400 and not recorded.
#[derive(Debug)]
pub struct ScriptedServer {
    shared: Arc<Shared>,
    server: Loopback,
}

impl ScriptedServer {
    /// Binds a free port and starts answering.
    ///
    /// # Errors
    /// When the port cannot be bound or the thread cannot be started.
    pub fn start(script: impl Respond) -> io::Result<Self> {
        let shared = Arc::new(Shared::new(script));
        let accepting = Arc::clone(&shared);
        let server = Loopback::start("scripted-server", |listener| async move {
            connection::accept(TcpListener::from_std(listener)?, accepting).await;
            Ok(())
        })?;
        Ok(Self { shared, server })
    }

    /// The server's base URL without a trailing slash, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The URL of a target (path, and query if any) on this server.
    #[must_use]
    pub fn url_of(&self, target: &str) -> String {
        self.server.url() + target
    }

    /// The loopback port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// Everything received so far, in order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.shared.requests).clone()
    }

    /// Waits until `count` requests have arrived (answered or not) and returns all received so far.
    pub async fn received(&self, count: usize) -> Vec<RecordedRequest> {
        let mut arrived = self.shared.arrived.subscribe();
        // The sender lives in `shared`, so waiting cannot fail.
        let _ = arrived.wait_for(|total| *total >= count).await;
        self.requests()
    }

    /// Waits until no client holds a connection open, e.g. to see that a cancelled call closed its own.
    pub async fn disconnected(&self) {
        let mut open = self.shared.open.subscribe();
        let _ = open.wait_for(|connections| *connections == 0).await;
    }

    /// Answers from another script from now on. [`RecordedRequest::index`] goes on counting.
    pub fn set_script(&self, script: impl Respond) {
        *lock(&self.shared.script) = Arc::new(script);
    }
}

/// What the server's handle and its connections share.
#[derive(Debug)]
struct Shared {
    script: Mutex<Arc<dyn Respond>>,
    requests: Mutex<Vec<RecordedRequest>>,
    arrived: watch::Sender<usize>,
    open: watch::Sender<usize>,
}

impl Shared {
    fn new(script: impl Respond) -> Self {
        Self {
            script: Mutex::new(Arc::new(script)),
            requests: Mutex::default(),
            arrived: watch::Sender::new(0),
            open: watch::Sender::new(0),
        }
    }

    fn record(&self, mut request: RecordedRequest) -> RecordedRequest {
        let mut requests = lock(&self.requests);
        request.index = requests.len();
        requests.push(request.clone());
        self.arrived.send_replace(requests.len());
        request
    }

    fn script(&self) -> Arc<dyn Respond> {
        Arc::clone(&lock(&self.script))
    }
}

impl std::fmt::Debug for dyn Respond {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Respond")
    }
}
