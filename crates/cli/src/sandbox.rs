//! `--sandbox`: a stand-in of the service in this process, for trying things out without a server.

use nodewright::{Credentials, ErrorKind, NodeError, Registry, Runtime, serde_json::json};
use nodewright_testkit::sandbox::{STATIC_TOKEN, Sandbox};

use crate::failure::Failure;

/// The refresh token of the only session; the examples use it.
const REFRESH_TOKEN: &str = "sandbox-refresh-token";

/// The running stand-in.
pub struct Running(Sandbox);

/// Starts it with one live session.
pub fn start() -> Result<Running, Failure> {
    let sandbox = Sandbox::start().map_err(|e| {
        NodeError::new(ErrorKind::Network, "The sandbox cannot listen on this machine's loopback address")
            .with_description(e.to_string())
    })?;
    let sandbox = sandbox.with_session(REFRESH_TOKEN);
    eprintln!(
        "nodewright: this is a sandbox: a stand-in for Directus at {}, gone when the command ends",
        sandbox.url()
    );
    Ok(Running(sandbox))
}

impl Running {
    /// A runtime whose credential leads to the stand-in.
    pub fn runtime(&self) -> Result<Runtime, Failure> {
        let data = json!({ "url": self.0.url(), "accessToken": STATIC_TOKEN });
        let credentials = Credentials::new().with("directusApi", data);
        Ok(Runtime::builder().registry(Registry::linked()).credentials(credentials).build()?)
    }

    /// Reports the sessions that are left.
    pub fn report(&self) {
        eprintln!("nodewright: sessions left in the sandbox: {}", self.0.sessions());
    }
}
