//! What `--sandbox` of the command starts.

use nodewright_core::{ErrorKind, NodeError, RunningSandbox, Value, inventory, serde_json::json};

use super::{STATIC_TOKEN, Sandbox};
use crate::DIRECTUS_API;

/// The refresh token of the one session; the examples use it.
const REFRESH_TOKEN: &str = "sandbox-refresh-token";

inventory::submit! {
    nodewright_core::Sandbox {
        node: crate::V1.name,
        service: "Directus",
        hint: "sign in as admin@example.com with the password d1r3ctu5; the refresh token sandbox-refresh-token is live",
        start: || Box::pin(async { start() }),
    }
}

fn start() -> nodewright_core::Result<Box<dyn RunningSandbox>> {
    let sandbox = Sandbox::start().map_err(|error| {
        NodeError::new(ErrorKind::Network, "The sandbox cannot listen on this machine's loopback address")
            .with_description(error.to_string())
    })?;
    Ok(Box::new(sandbox.with_session(REFRESH_TOKEN)))
}

impl RunningSandbox for Sandbox {
    fn url(&self) -> String {
        self.url()
    }

    fn credentials(&self) -> Vec<(&'static str, Value)> {
        vec![(DIRECTUS_API.name, json!({ "url": self.url(), "accessToken": STATIC_TOKEN }))]
    }

    fn report(&self) -> Option<String> {
        Some(format!("sessions left in the sandbox: {}", self.sessions()))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{EMAIL, PASSWORD},
        REFRESH_TOKEN,
    };

    #[test]
    fn the_hint_is_true() {
        let [sandbox] = nodewright_core::Sandbox::linked()[..] else { panic!("one sandbox") };
        for said in [EMAIL, PASSWORD, REFRESH_TOKEN] {
            assert!(sandbox.hint.contains(said), "{}: {said}", sandbox.hint);
        }
    }
}
