//! Where a service sends the user after a login: an address of this machine, RFC 8252.

use std::{net::Ipv4Addr, time::Duration};

use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    routing::get,
};
use nodewright::{
    ErrorKind, NodeError,
    serde_json::{Map, Value},
};
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};

use crate::failure::Failure;

/// How long a user may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long the browser may take to get the last page.
const GOODBYE: Duration = Duration::from_secs(5);

/// What the browser shows.
type Page = (StatusCode, &'static str);

/// The fields that came, and where the page goes.
type Arrived = (Map<String, Value>, oneshot::Sender<Page>);

/// The address, listened on until it is dropped.
pub struct Redirect {
    address: String,
    arrived: mpsc::Receiver<Arrived>,
    end: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Redirect {
    /// Listens on a port of 127.0.0.1; 0 picks a free one.
    pub async fn listen(port: u16) -> Result<Self, Failure> {
        let cannot = |e| Failure::usage(format!("--port: cannot listen on 127.0.0.1:{port}: {e}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(cannot)?;
        let address = format!("http://{}/callback", listener.local_addr().map_err(cannot)?);
        let (sender, arrived) = mpsc::channel(1);
        let (end, ended) = oneshot::channel();
        let router = Router::new().route("/callback", get(page)).with_state(sender);
        let server = tokio::spawn(async move {
            let until = async { drop(ended.await) };
            // What breaks here is the browser's side.
            let _ = axum::serve(listener, router).with_graceful_shutdown(until).await;
        });
        Ok(Self { address, arrived, end, server })
    }

    /// The address, as the service has to know it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits for the answer that is ours; others are refused. What is to be shown for it goes to the second part.
    pub async fn answer(&mut self, is_ours: impl Fn(&Map<String, Value>) -> bool) -> Result<Arrived, Failure> {
        let waiting = async {
            while let Some((fields, shown)) = self.arrived.recv().await {
                if is_ours(&fields) {
                    return Some((fields, shown));
                }
                eprintln!("nodewright: an answer to another login was refused: its state is not the one that was sent");
                let refused = "This answer belongs to another login. Open the address that the command has printed.";
                let _ = shown.send((StatusCode::BAD_REQUEST, refused));
            }
            None
        };
        let arrived = timeout(PATIENCE, waiting).await.ok().flatten();
        arrived.ok_or_else(|| {
            let error = NodeError::new(ErrorKind::Credential, "Nobody has logged in within ten minutes");
            error.with_description("Run the command again").into()
        })
    }

    /// Stops listening once the browser has its page.
    pub async fn close(self) {
        drop(self.end);
        let _ = timeout(GOODBYE, self.server).await;
    }
}

async fn page(State(sender): State<mpsc::Sender<Arrived>>, Query(fields): Query<Vec<(String, String)>>) -> Page {
    let fields = fields.into_iter().map(|(name, value)| (name, value.into())).collect();
    let (shown, page) = oneshot::channel();
    let ended: Page = (StatusCode::GONE, "The login has ended. Run the command again.");
    match sender.send((fields, shown)).await {
        Ok(()) => page.await.unwrap_or(ended),
        Err(_) => ended,
    }
}
