//! The standalone server.

use std::{io, net::SocketAddr, time::Duration};

use axum::Router;
use nodewright::{ErrorKind, NodeError, Result};
use tokio::{net::TcpListener, sync::oneshot};

use super::Settings;

/// How long calls that are running may still take once the server is told to end.
const GRACE: Duration = Duration::from_secs(30);

/// Listens on an address; port 0 picks a free port.
///
/// # Errors
/// The address is reachable from other machines and there is no token, or listening fails.
pub async fn bind(address: SocketAddr, settings: &Settings) -> Result<TcpListener> {
    if !address.ip().to_canonical().is_loopback() && settings.token.is_none() {
        let message = format!("{address} is reachable from other machines, so it requires a token");
        let advice = "Start it with --token-file FILE, or on a loopback address such as 127.0.0.1:7890";
        return Err(NodeError::new(ErrorKind::Denied, message).with_description(advice));
    }
    TcpListener::bind(address).await.map_err(|e| {
        NodeError::new(ErrorKind::Network, format!("Cannot listen on {address}")).with_description(e.to_string())
    })
}

/// Answers until `shutdown` comes; calls that are running then may end, within 30 seconds.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (told, ending) = oneshot::channel::<()>();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        drop(told);
    });
    tokio::select! {
        done = server => done,
        () = async { let _ = ending.await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}
