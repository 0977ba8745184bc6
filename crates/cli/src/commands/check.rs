//! `nodewright check`

use super::write_line;
use crate::{arguments::Check, check, failure::Failure};

/// Prints what is wrong with descriptions; fails where something does not work.
pub async fn check(arguments: &Check) -> Result<(), Failure> {
    let found = check::check(&arguments.path).await?;
    for line in &found.lines {
        write_line(line)?;
    }
    if found.has_errors { Err(Failure::Found) } else { Ok(()) }
}
