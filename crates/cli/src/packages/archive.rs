//! A package as npm publishes it.

use std::{fs::File, io::Read, path::Path};

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::failure::Failure;

/// The longest manifest that is read, in bytes, and how far it is searched for.
const LONGEST: u64 = 4 << 20;
const WHOLE: u64 = 1 << 30;

/// Its `package.json`.
///
/// # Errors
/// What is no archive, or has none.
pub fn manifest(path: &Path) -> Result<Value, Failure> {
    let refuse = |what: String| Failure::usage(format!("'{}': {what}", path.display()));
    let unreadable = |error: std::io::Error| refuse(format!("it cannot be read as a package: {error}"));
    let file = File::open(path).map_err(unreadable)?;
    let mut archive = tar::Archive::new(GzDecoder::new(file).take(WHOLE));
    for entry in archive.entries().map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let inside = entry.path().map_err(unreadable)?.to_string_lossy().into_owned();
        // Everything is in one folder, which is usually called `package`.
        if inside.split_once('/').is_none_or(|(_, below)| below != "package.json") {
            continue;
        }
        let mut bytes = Vec::new();
        entry.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
        return nodewright_json::read(&bytes)
            .map_err(|error| refuse(format!("its package.json is malformed: {error}")));
    }
    Err(refuse("it has no package.json, so it is not a package of npm".to_owned()))
}
