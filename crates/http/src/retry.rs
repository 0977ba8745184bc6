//! When a request is sent again, and after which wait.

use std::time::Duration;

use http::StatusCode;

/// How often and after which waits a failed request is sent again.
///
/// Any request is retried if the service certainly did nothing: there was no connection, or
/// it answered 429 or 503 with `Retry-After`. Broken connections, timeouts and 429, 502, 503, 504 without that header
/// are repeated only where the request's [`Effect`](nodewright_core::Effect) is known to be repeatable.
///
/// Files of the body from a binary store are opened again each time, also when a redirect wants the body once
/// more; one that cannot be read is the end of it.
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    /// How often at most, after the first time.
    pub retries: u32,
    /// Wait before the first retry; it doubles every time, and a random half of it is left out.
    pub first_wait: Duration,
    /// The longest wait. A service that asks for a longer one is not asked again.
    pub longest_wait: Duration,
}

impl Default for RetryPolicy {
    /// Two retries, from 250 ms, at most 30 s.
    fn default() -> Self {
        Self { retries: 2, first_wait: Duration::from_millis(250), longest_wait: Duration::from_secs(30) }
    }
}

/// Why there is no usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No connection came about, so nothing was sent.
    Unsent,
    /// The connection broke, or nothing came in time; the service may have acted.
    Unknown,
    /// This status, and when to come back.
    Status(StatusCode, Option<Duration>),
    /// Trying again would not help.
    Final,
}

impl RetryPolicy {
    /// Never.
    #[must_use]
    pub fn never() -> Self {
        Self { retries: 0, ..Self::default() }
    }

    /// The wait before the next attempt; `None` if there is none. `retries` is the number of retries so far.
    pub(crate) fn wait(&self, failure: Failure, repeatable: bool, retries: u32) -> Option<Duration> {
        if retries >= self.retries {
            return None;
        }
        match failure {
            Failure::Status(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE, Some(asked)) => {
                // Services round it, also down to 0 (Directus does), so the usual wait comes on top.
                (asked <= self.longest_wait).then(|| asked + self.backoff(retries))
            }
            Failure::Status(status, _) => (repeatable && is_passing(status)).then(|| self.backoff(retries)),
            Failure::Unknown => repeatable.then(|| self.backoff(retries)),
            Failure::Unsent => Some(self.backoff(retries)),
            Failure::Final => None,
        }
    }

    fn backoff(&self, retries: u32) -> Duration {
        let full = self.first_wait.saturating_mul(2_u32.saturating_pow(retries)).min(self.longest_wait);
        full / 2 + (full / 2).mul_f64(fastrand::f64())
    }
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests {
    use super::{Failure::*, *};

    #[test]
    fn only_what_is_safe_is_repeated() {
        let status =
            |code, asked: Option<u64>| Status(StatusCode::from_u16(code).unwrap(), asked.map(Duration::from_secs));
        // failure, whether a write is sent again, whether a repeatable request is
        let cases = [
            (Unsent, true, true),
            (Unknown, false, true),
            (Final, false, false),
            (status(429, Some(1)), true, true),
            (status(503, Some(1)), true, true),
            (status(429, Some(31)), false, false),
            (status(429, None), false, true),
            (status(502, Some(1)), false, true),
            (status(503, None), false, true),
            (status(504, None), false, true),
            (status(500, Some(1)), false, false),
            (status(404, None), false, false),
        ];
        let policy = RetryPolicy::default();
        for (failure, write, repeatable) in cases {
            assert_eq!(policy.wait(failure, false, 0).is_some(), write, "{failure:?}, a write");
            assert_eq!(policy.wait(failure, true, 1).is_some(), repeatable, "{failure:?}, repeatable");
            assert_eq!(policy.wait(failure, true, 2), None, "{failure:?}, after the last retry");
        }
    }

    #[test]
    fn waits_double_and_end_at_the_longest() {
        let policy =
            RetryPolicy { retries: 99, first_wait: Duration::from_secs(1), longest_wait: Duration::from_secs(5) };
        for (retries, full) in [(0, 1), (1, 2), (2, 4), (3, 5), (64, 5)] {
            let full = Duration::from_secs(full);
            let wait = policy.wait(Unsent, false, retries).unwrap();
            assert!(wait >= full / 2 && wait <= full, "{wait:?} of {full:?}");
        }
        for asked in [0, 3] {
            let asked = Duration::from_secs(asked);
            let wait = policy.wait(Status(StatusCode::TOO_MANY_REQUESTS, Some(asked)), false, 0).unwrap();
            assert!(wait >= asked + policy.first_wait / 2 && wait <= asked + policy.first_wait, "{wait:?}");
        }
    }
}
