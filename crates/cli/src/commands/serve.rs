//! `nodewright serve`

use std::path::Path;

use nodewright::Secret;
use nodewright_server::{
    Api,
    http::{self, Settings},
};

use super::runtime;
use crate::{arguments::Serve, failure::Failure, sandbox};

/// Serves the API over HTTP until it is told to end.
pub async fn serve(serve: &Serve) -> Result<(), Failure> {
    let token = serve.token_file.as_deref().map(token).transpose()?;
    let settings = Settings { token, ..Settings::default() };
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

/// The token, without white space around it.
fn token(path: &Path) -> Result<Secret, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::usage(format!("cannot read the token file {}: {e}", path.display())))?;
    match text.trim() {
        "" => Err(Failure::usage(format!("the token file {} is empty", path.display()))),
        token => Ok(Secret::new(token)),
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
