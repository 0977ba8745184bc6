//! What a host decides.

use std::time::Duration;

use nodewright::Secret;

use crate::CredentialStore;

/// Access control and limits.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What callers send as `Authorization: Bearer …`. None: calls of this machine only.
    pub token: Option<Secret>,
    /// Where credentials are kept that callers store. None: they cannot.
    pub store: Option<CredentialStore>,
    /// Whether calls may bring descriptions of node types and credential types. Not unless said.
    pub allow_descriptions: bool,
    /// How large a body may be, in bytes. 64 MiB unless said otherwise.
    pub body_limit: usize,
    /// How long a caller may pause in a body, as it takes the place of a call meanwhile. Ten seconds unless said otherwise.
    pub pause: Duration,
    /// How long a call may take. Ten minutes unless said otherwise.
    pub timeout: Duration,
    /// How many calls are processed at once; others wait. 256 by default.
    pub concurrency: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            token: None,
            store: None,
            allow_descriptions: false,
            body_limit: 64 << 20,
            pause: Duration::from_secs(10),
            timeout: Duration::from_secs(600),
            concurrency: 256,
        }
    }
}
