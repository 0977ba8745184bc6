//! n8n's own node descriptions, from npm.
//!
//! They are kept in `.cache` of nodewright's repository (or `$NODEWRIGHT_CACHE`), so this feature works there only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "n8n-nodes-base";

/// The version of the package that the tests of the project were recorded with.
pub const VERSION: &str = "2.41.2";

/// How many descriptions it has.
pub const COUNT: usize = 503;

/// The file with the list of all node descriptions, fetched if it is not there yet.
///
/// # Errors
/// Why npm cannot be had, in words for people.
pub fn descriptions() -> Result<PathBuf, String> {
    let cache = std::env::var_os("NODEWRIGHT_CACHE")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache"), PathBuf::from);
    let folder = cache.join(format!("{PACKAGE}-{VERSION}"));
    let file = folder.join("package/dist/types/nodes.json");
    if file.exists() {
        return Ok(file);
    }
    // Unpacked beside its place and then moved there, so that the folder is complete as soon as it is visible.
    let thread = std::thread::current().id();
    let unpacked = cache.join(format!("{PACKAGE}-{VERSION}.{}.{thread:?}", std::process::id()));
    let failed = |error: std::io::Error| format!("{}: {error}", unpacked.display());
    fs::create_dir_all(&unpacked).map_err(failed)?;
    let package = format!("{PACKAGE}@{VERSION}");
    run(Command::new("npm").args(["pack", "--silent", &package, "--pack-destination", "."]).current_dir(&unpacked))?;
    let archive = format!("{PACKAGE}-{VERSION}.tgz");
    run(Command::new("tar").args(["-xzf", &archive, "package/dist/types/nodes.json"]).current_dir(&unpacked))?;
    fs::remove_file(unpacked.join(archive)).map_err(failed)?;
    // Where another process was first, its folder stays.
    if fs::rename(&unpacked, &folder).is_err() {
        fs::remove_dir_all(&unpacked).map_err(failed)?;
    }
    Ok(file)
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?} does not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}
