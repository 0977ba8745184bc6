//! Shared by the commands that listen on an address.

use std::{fmt, io, net::SocketAddr, path::Path, str::FromStr};

use nodewright::{Cancellation, ErrorKind, NodeError, Secret};
use tokio::net::{TcpListener, lookup_host};

use crate::failure::Failure;

/// Where to listen: `127.0.0.1:7890`, `[::1]:7890`, `localhost:7890`.
#[derive(Clone, Debug)]
pub struct Address(String);

impl FromStr for Address {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => Ok(Self(text.to_owned())),
            _ => Err("expected HOST:PORT, such as 127.0.0.1:7890 or localhost:7890"),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Address {
    /// Listens there by `bind`; of the addresses that a name has, on the first that can be listened on.
    pub async fn listen(
        &self,
        bind: impl AsyncFn(SocketAddr) -> Result<TcpListener, NodeError>,
    ) -> Result<TcpListener, Failure> {
        let cannot = || NodeError::new(ErrorKind::Network, format!("Cannot listen on {self}"));
        let addresses = lookup_host(&self.0).await.map_err(|e| cannot().with_description(e.to_string()))?;
        let mut failed = None;
        for address in addresses {
            match bind(address).await {
                Ok(listener) => return Ok(listener),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        Err(failed.unwrap_or_else(|| cannot().with_description("The name has no address")).into())
    }
}

/// The content of a file, without surrounding white space.
pub fn secret(path: &Path, what: &str) -> Result<Secret, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::usage(format!("cannot read the {what} file {}: {e}", path.display())))?;
    match text.trim() {
        "" => Err(Failure::usage(format!("the {what} file {} is empty", path.display()))),
        text => Ok(Secret::new(text)),
    }
}

/// Prints where it listens, which is how a caller learns a free port.
pub fn announce(address: io::Result<SocketAddr>, path: &str) -> Result<(), Failure> {
    let address = address.map_err(|e| Failure::usage(format!("cannot determine the address: {e}")))?;
    eprintln!("nodewright: listening on http://{address}{path}");
    Ok(())
}

/// Used on Ctrl-C, or when a service manager ends the process. Create it before announcing the address.
pub fn ending() -> Result<Cancellation, Failure> {
    let (ending, told) = (Cancellation::new(), told()?);
    tokio::spawn({
        let ending = ending.clone();
        async move {
            told.await;
            ending.cancel();
        }
    });
    Ok(ending)
}

#[cfg(unix)]
fn told() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let cannot = |e| Failure::usage(format!("cannot listen for signals: {e}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

#[cfg(not(unix))]
fn told() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
