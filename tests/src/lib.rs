//! What the tests share: recorded cases, and the command as a user has it.

pub mod cases;
pub mod command;
pub mod directus;

use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
