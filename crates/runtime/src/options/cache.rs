//! Options that were loaded a moment ago.

use std::{
    future::Future,
    sync::{Arc, OnceLock},
    time::Duration,
};

use nodewright_core::{Credential, NodeError, OptionsRequest, Result, Version};
use sha2::{Digest, Sha256};

use super::Loaded;

/// Answers that are kept; a form asks for a handful, and pages of long lists are large.
const CAPACITY: u64 = 1024;

/// Default lifetime of an answer: about as long as filling in a form takes.
pub const TIME_TO_LIVE: Duration = Duration::from_secs(30);

/// Keeps answers for a while. Those who ask for the same at the same time share one request. Errors are not kept.
pub struct Cache {
    time_to_live: Duration,
    /// Made when the first options are loaded: most runtimes only execute.
    kept: OnceLock<moka::future::Cache<Key, Loaded>>,
}

/// Everything an answer depends on, as a digest: nothing of a credential is kept, and no caller gets the answer for another's credential.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Cache {
    /// Keeps answers for this long; zero disables the cache.
    pub fn new(time_to_live: Duration) -> Self {
        Self { time_to_live, kept: OnceLock::new() }
    }

    /// One that keeps as long as this, with nothing in it.
    pub fn empty_copy(&self) -> Self {
        Self::new(self.time_to_live)
    }

    /// What is kept under the key, or else what `load` gives.
    pub async fn get_or_load(
        &self,
        key: Key,
        fresh: bool,
        load: impl Future<Output = Result<Loaded>>,
    ) -> Result<Loaded> {
        if self.time_to_live.is_zero() {
            return load.await;
        }
        let builder = || moka::future::Cache::builder().max_capacity(CAPACITY).time_to_live(self.time_to_live);
        let cache = self.kept.get_or_init(|| builder().build());
        if fresh {
            let loaded = load.await?;
            cache.insert(key, loaded.clone()).await;
            return Ok(loaded);
        }
        cache.try_get_with(key, load).await.map_err(|shared| NodeError::clone(&shared))
    }
}

impl Key {
    /// The key of a call.
    pub fn new(
        tenant: Option<&str>,
        (node, version): (&str, Version),
        method: &str,
        credentials: &[Arc<Credential>],
        request: &OptionsRequest,
    ) -> Self {
        let mut digest = Sha256::new();
        // Each part with its length, so that no two calls read the same.
        let mut part = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        };
        for text in [tenant, Some(node), Some(method), request.filter.as_deref(), request.cursor.as_deref()] {
            part(&[u8::from(text.is_some())]);
            part(text.unwrap_or_default().as_bytes());
        }
        part(version.to_string().as_bytes());
        let parameters = serde_json::Value::Object(request.parameters.clone());
        part(parameters.to_string().as_bytes());
        for credential in credentials {
            part(credential.type_name().as_bytes());
            part(credential.expose().to_string().as_bytes());
        }
        Self(digest.finalize().into())
    }
}
