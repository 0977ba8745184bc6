//! A package of npm as it is published: a compressed archive.

use std::{fs::File, io::Read, path::Path};

use flate2::read::GzDecoder;
use nodewright_core::{ErrorKind, NodeError, Registry, Result};

use super::described::Found;

/// The longest file in it that is read, in bytes, and how much of it is read in all.
const LONGEST: u64 = 64 << 20;
const WHOLE: u64 = 1 << 30;

/// Adds the nodes that the package's build has described in `dist/types`; gives what is wrong with them.
///
/// # Errors
/// What is no archive, and a package that has no descriptions in JSON: its code is run from a folder.
pub fn add(path: &Path, registry: &mut Registry) -> Result<Vec<String>> {
    let refuse = |message: String| NodeError::new(ErrorKind::Input, format!("{}: {message}", path.display()));
    let unreadable = |error: std::io::Error| refuse(format!("it cannot be read: {error}"));
    let file = File::open(path).map_err(unreadable)?;
    let mut archive = tar::Archive::new(GzDecoder::new(file).take(WHOLE));
    let (mut name, mut files) = (None, Vec::new());
    for entry in archive.entries().map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let inside = entry.path().map_err(unreadable)?.to_string_lossy().into_owned();
        // Everything is in one folder, which is usually called `package`.
        let below = inside.split_once('/').map_or("", |(_, below)| below);
        if !matches!(below, "package.json" | "dist/types/nodes.json" | "dist/types/credentials.json") {
            continue;
        }
        let mut bytes = Vec::new();
        entry.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
        match below {
            "package.json" => {
                let manifest = nodewright_json::read(&bytes).unwrap_or_default();
                name = manifest["name"].as_str().map(str::to_owned);
            }
            _ => files.push((format!("{}: {below}", path.display()), bytes)),
        }
    }
    if files.is_empty() {
        return Err(refuse("the package has no dist/types/nodes.json".to_owned())
            .with_description("Install it with npm, and give the folder that it is in: its code is run from there"));
    }
    let mut found = Found::default();
    for (place, bytes) in files {
        found.read(&place, name.as_deref(), bytes);
    }
    Ok(found.register(registry))
}
