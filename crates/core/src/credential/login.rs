//! How a user grants access in a browser.

use std::fmt;

use crate::Secret;

/// A login that was begun: what the user opens, and what finishes it.
#[derive(Clone)]
pub struct Login {
    /// The address that the user opens.
    pub address: String,
    /// Where the service sends the user afterwards.
    pub redirect: String,
    /// What the service has to send along with it, so that nobody else's answer is taken.
    pub state: Secret,
    /// What proves that who finishes it has begun it (PKCE).
    pub verifier: Option<Secret>,
}

/// Without what is in the address.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("redirect", &self.redirect).finish_non_exhaustive()
    }
}
