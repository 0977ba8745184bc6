//! How many items may be worked on at once.

use std::ops::RangeInclusive;

use nodewright_core::{ErrorKind, NodeError, Result};

/// The bounds of `concurrency`, wherever it is said: in the library, on the command line, in a call.
pub const CONCURRENCY: RangeInclusive<usize> = 1..=1024;

/// The number, if it is within [`CONCURRENCY`].
///
/// # Errors
/// It is not; the error names the bounds.
pub fn concurrency(items: usize) -> Result<usize> {
    if CONCURRENCY.contains(&items) {
        return Ok(items);
    }
    let (least, most) = CONCURRENCY.into_inner();
    let message = format!("concurrency must be between {least} and {most}, not {items}");
    Err(NodeError::new(ErrorKind::Input, message))
}
