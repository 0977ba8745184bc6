//! Spacing out requests.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

/// When the items of one execution may begin: so many at once, and then a pause. Answers are not waited for.
#[derive(Default)]
pub struct Pace(OnceLock<Instant>);

impl Pace {
    /// Waits for the turn of the item at `index`.
    pub async fn turn(&self, index: usize, size: f64, interval: Duration) {
        let start = *self.0.get_or_init(Instant::now);
        let size = if size >= 1.0 { size as usize } else { 1 };
        let before = u32::try_from(index / size).unwrap_or(u32::MAX);
        let due = start + interval.saturating_mul(before);
        tokio::time::sleep(due.saturating_duration_since(Instant::now())).await;
    }
}

/// So many milliseconds; none of what is no number.
pub fn milliseconds(number: f64) -> Duration {
    // Some thirty years are as long as for ever.
    Duration::try_from_secs_f64(number.min(1e12) / 1000.0).unwrap_or_default()
}
