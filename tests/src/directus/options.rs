//! What an instance may differ in.

use std::collections::BTreeMap;

/// How a [`Directus`](super::Directus) for tests differs from the default, in which no limiter is on.
///
/// ```
/// # use nodewright_tests::directus::Options;
/// let options = Options::default().env("CACHE_ENABLED", "true").reach_loopback();
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Options {
    settings: BTreeMap<String, String>,
    reach_loopback: bool,
}

impl Options {
    /// Answers 429 after `points` requests within a minute.
    #[must_use]
    pub fn rate_limited(points: u32) -> Self {
        Self::default()
            .env("RATE_LIMITER_ENABLED", "true")
            .env("RATE_LIMITER_POINTS", points.to_string())
            .env("RATE_LIMITER_DURATION", "60")
    }

    /// Answers 503 as soon as it has looked at its memory for the first time.
    #[must_use]
    pub fn under_pressure() -> Self {
        Self::default().env("PRESSURE_LIMITER_ENABLED", "true").env("PRESSURE_LIMITER_MAX_MEMORY_RSS", "1")
    }

    /// Access tokens are good for `ttl`, e.g. `2s`. With `0s` they are expired when they are issued.
    #[must_use]
    pub fn access_token_ttl(ttl: &str) -> Self {
        Self::default().env("ACCESS_TOKEN_TTL", ttl)
    }

    /// Sets an environment variable of Directus.
    #[must_use]
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.insert(name.into(), value.into());
        self
    }

    /// Lets requests of Directus' own (`/files/import`, flows) get to servers on this machine. Directus denies
    /// addresses of its own machine to imports; this allows them too.
    #[must_use]
    pub fn reach_loopback(mut self) -> Self {
        self.reach_loopback = true;
        // An address that nothing has, since an empty list stands for the default.
        self.env("IMPORT_IP_DENY_LIST", "169.254.169.254")
    }

    pub(super) fn arguments(&self) -> Vec<String> {
        let flag = self.reach_loopback.then(|| "--reach-loopback".to_owned());
        let settings = self.settings.iter().map(|(name, value)| format!("{name}={value}"));
        flag.into_iter().chain(settings).collect()
    }
}
