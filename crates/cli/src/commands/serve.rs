//! `nodewright serve`

use std::path::Path;

use nodewright::Secret;
use nodewright_server::{
    Api, CredentialStore,
    http::{self, Settings},
};

use super::runtime;
use crate::{arguments::Serve, failure::Failure, sandbox};

/// Serves the API over HTTP until it is told to end.
pub async fn serve(serve: &Serve) -> Result<(), Failure> {
    let token = serve.token_file.as_deref().map(|path| secret(path, "token")).transpose()?;
    let settings = Settings { token, store: store(serve)?, ..Settings::default() };
    let listener = http::bind(serve.bind, &settings).await?;
    let sandbox = serve.sandbox.then(sandbox::start).transpose()?;
    let runtime = match &sandbox {
        Some(sandbox) => sandbox.runtime()?,
        None => runtime(&serve.credentials)?,
    };
    let router = http::router(Api::new(runtime), &settings);
    // Told before anybody can read where it listens, and wait for it to end.
    let end = end()?;
    let address = listener.local_addr().map_err(|e| Failure::usage(format!("cannot tell the address: {e}")))?;
    eprintln!("nodewright: listening on http://{address}");
    let served = http::serve(listener, router, end).await;
    if let Some(sandbox) = &sandbox {
        sandbox.report();
    }
    served.map_err(|e| Failure::usage(format!("cannot serve any longer: {e}")))
}

fn store(serve: &Serve) -> Result<Option<CredentialStore>, Failure> {
    match (&serve.credential_store, &serve.passphrase_file) {
        (Some(path), Some(passphrase)) => Ok(Some(CredentialStore::open(path, secret(passphrase, "passphrase")?)?)),
        _ => Ok(None),
    }
}

/// What a file holds, without white space around it.
fn secret(path: &Path, what: &str) -> Result<Secret, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::usage(format!("cannot read the {what} file {}: {e}", path.display())))?;
    match text.trim() {
        "" => Err(Failure::usage(format!("the {what} file {} is empty", path.display()))),
        text => Ok(Secret::new(text)),
    }
}

/// Ctrl-C, or what a service manager sends.
#[cfg(unix)]
fn end() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let cannot = |e| Failure::usage(format!("cannot listen for signals: {e}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn end() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
