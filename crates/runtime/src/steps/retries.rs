//! When the work of a step is tried again.

use std::time::Duration;

use nodewright_core::NodeError;

/// How failures that may [pass](NodeError::is_passing) are waited out. Others are final at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retries {
    /// How often at most, after the first time.
    pub retries: u32,
    /// The wait before the first retry; it doubles every time.
    pub first_wait: Duration,
    /// The longest wait, unless the service asks for a longer one by `Retry-After`.
    pub longest_wait: Duration,
    /// The longest wait that a service may ask for; asked for more, the failure is final.
    pub longest_asked: Duration,
}

impl Default for Retries {
    /// 20 retries from half a second, a minute at most: a quarter of an hour in all. A service may ask for a day.
    fn default() -> Self {
        Self {
            retries: 20,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
            longest_asked: Duration::from_secs(24 * 60 * 60),
        }
    }
}

impl Retries {
    /// Never.
    #[must_use]
    pub fn never() -> Self {
        Self { retries: 0, ..Self::default() }
    }

    /// The wait before the next attempt; `None` if there is none. `done` is the number of retries so far.
    pub(crate) fn wait(&self, error: &NodeError, done: u32) -> Option<Duration> {
        if done >= self.retries || !error.is_passing() {
            return None;
        }
        let usual = self.first_wait.saturating_mul(2_u32.saturating_pow(done)).min(self.longest_wait);
        match error.retry_after() {
            Some(asked) => (asked <= self.longest_asked).then(|| asked.max(usual)),
            None => Some(usual),
        }
    }
}

#[cfg(test)]
mod tests {
    use nodewright_core::ErrorKind;

    use super::*;

    #[test]
    fn what_passes_is_waited_for() {
        let retries = Retries { retries: 4, ..Retries::default() };
        let api = |status: u16| NodeError::new(ErrorKind::Api, "m").with_http_code(status);
        let asked = |seconds| api(429).with_retry_after(Duration::from_secs(seconds));
        // error, retries so far, milliseconds
        let cases = [
            (api(500), 0, Some(500)),
            (api(500), 3, Some(4000)),
            (api(500), 4, None),
            (api(422), 0, None),
            (asked(0), 1, Some(1000)),
            (asked(90), 0, Some(90_000)),
            (asked(90_000), 0, None),
            (NodeError::new(ErrorKind::Network, "m"), 2, Some(2000)),
            (NodeError::new(ErrorKind::Parameter, "m"), 0, None),
        ];
        for (error, done, expected) in cases {
            assert_eq!(retries.wait(&error, done), expected.map(Duration::from_millis), "{error:?} after {done}");
        }
    }
}
