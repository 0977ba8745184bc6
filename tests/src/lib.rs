//! What the tests share: recorded cases, the command as a user has it, and what cargo tells of the workspace.

pub mod board;
pub mod cases;
pub mod command;
pub mod community;
pub mod desk;
pub mod directus;
pub mod packages;
pub mod said;
pub mod service;

use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The README's program compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// So do the blocks of the guide that are not parts of the new crate.
#[cfg(doctest)]
#[doc = include_str!("../../nodes/README.md")]
struct WriteANode;
