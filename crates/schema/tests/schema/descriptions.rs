//! Where the tests take descriptions from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nodewright_properties::NodeDescription;

const PACKAGE: &str = "n8n-nodes-base";
const PACKAGE_VERSION: &str = "2.41.2";

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// A description of `tests/descriptions`.
pub fn read(name: &str) -> NodeDescription {
    let file = folder("descriptions").join(format!("{name}.json"));
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// All descriptions of n8n-nodes-base, from npm; `None`, and a word why, where npm cannot be had.
pub fn of_n8n() -> Option<Vec<NodeDescription>> {
    match nodes_json() {
        Ok(file) => Some(serde_json::from_slice(&fs::read(file).unwrap()).unwrap()),
        Err(reason) => {
            eprintln!("n8n's descriptions are not checked: {reason}");
            None
        }
    }
}

/// The file of the package, kept in the project's `.cache`.
fn nodes_json() -> Result<PathBuf, String> {
    let cache = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache");
    let folder = cache.join(format!("{PACKAGE}-{PACKAGE_VERSION}"));
    let file = folder.join("package/dist/types/nodes.json");
    if file.exists() {
        return Ok(file);
    }
    // Unpacked beside its place and then moved there, so that whoever sees the folder sees all of it.
    let thread = format!("{:?}", std::thread::current().id());
    let unpacked = cache.join(format!("{PACKAGE}-{PACKAGE_VERSION}.schema.{}.{thread}", std::process::id()));
    fs::create_dir_all(&unpacked).unwrap();
    let package = format!("{PACKAGE}@{PACKAGE_VERSION}");
    run(Command::new("npm").args(["pack", "--silent", &package, "--pack-destination", "."]).current_dir(&unpacked))?;
    let archive = format!("{PACKAGE}-{PACKAGE_VERSION}.tgz");
    run(Command::new("tar").args(["-xzf", &archive, "package/dist/types/nodes.json"]).current_dir(&unpacked))?;
    fs::remove_file(unpacked.join(archive)).unwrap();
    if fs::rename(&unpacked, &folder).is_err() {
        fs::remove_dir_all(&unpacked).unwrap();
    }
    Ok(file)
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?} does not start: {error}"))?;
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
