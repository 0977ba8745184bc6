//! Trying again, as the node's settings say.

use nodewright_core::{ErrorKind, Result};

use crate::Settings;

/// Runs `attempt` as often as the settings allow while `again` asks for it; then the last result counts.
pub(crate) async fn run<T, F: Future<Output = Result<T>>>(
    settings: &Settings,
    mut attempt: impl FnMut() -> F,
    again: impl Fn(&Result<T>) -> bool,
) -> Result<T> {
    let mut left = settings.tries();
    loop {
        left -= 1;
        let result = attempt().await;
        let cancelled = matches!(&result, Err(error) if error.kind() == ErrorKind::Cancelled);
        if left == 0 || cancelled || !again(&result) {
            return result;
        }
        // Boxed, because it is rare and every item would carry its size.
        Box::pin(tokio::time::sleep(settings.pause())).await;
    }
}
