//! What ends a command before its work is done: a signal, or a reader that has gone.

use std::future::pending;

use crate::failure::Failure;

/// Waits until the command is asked to end, and gives how it ends then.
pub async fn asked() -> Failure {
    tokio::select! {
        failure = signal() => failure,
        () = reader_gone() => Failure::Closed,
    }
}

#[cfg(unix)]
async fn signal() -> Failure {
    use tokio::signal::unix::{SignalKind, signal};

    let wait = async |kind: SignalKind| match signal(kind) {
        Ok(mut signals) => {
            signals.recv().await;
        }
        // Without a handler the signal ends the process by itself.
        Err(_) => pending().await,
    };
    let kind = tokio::select! {
        () = wait(SignalKind::interrupt()) => SignalKind::interrupt(),
        () = wait(SignalKind::terminate()) => SignalKind::terminate(),
    };
    Failure::Interrupted(u8::try_from(kind.as_raw_value()).unwrap_or_default())
}

#[cfg(not(unix))]
async fn signal() -> Failure {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Failure::Interrupted(2),
        Err(_) => pending().await,
    }
}

/// Waits until nobody reads standard output any more, which a write would notice only when there is something to write.
#[cfg(unix)]
async fn reader_gone() {
    use std::os::fd::AsFd;
    use tokio::{io::Interest, net::unix::pipe::Sender};

    let watched = || Sender::from_owned_fd_unchecked(std::io::stdout().as_fd().try_clone_to_owned()?);
    // A file has no reader that could go.
    let Ok(output) = watched() else { return pending().await };
    if output.ready(Interest::ERROR).await.is_err() {
        pending::<()>().await;
    }
}

#[cfg(not(unix))]
async fn reader_gone() {
    pending().await
}
