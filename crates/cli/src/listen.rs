//! What commands share that listen on an address.

use std::{io, net::SocketAddr, path::Path};

use nodewright::{Cancellation, Secret};

use crate::failure::Failure;

/// What a file holds, without white space around it.
pub fn secret(path: &Path, what: &str) -> Result<Secret, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::usage(format!("cannot read the {what} file {}: {e}", path.display())))?;
    match text.trim() {
        "" => Err(Failure::usage(format!("the {what} file {} is empty", path.display()))),
        text => Ok(Secret::new(text)),
    }
}

/// Says where it listens, which is how a caller learns of a free port.
pub fn announce(address: io::Result<SocketAddr>, path: &str) -> Result<(), Failure> {
    let address = address.map_err(|e| Failure::usage(format!("cannot tell the address: {e}")))?;
    eprintln!("nodewright: listening on http://{address}{path}");
    Ok(())
}

/// Used on Ctrl-C, or when a service manager says so. To be asked for before anybody can know that this process is there.
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
