//! All node descriptions of n8n-nodes-base: reading and writing them loses nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nodewright_properties::NodeDescription;
use serde_json::Value;

const PACKAGE: &str = "n8n-nodes-base";
const PACKAGE_VERSION: &str = "2.41.2";
const DESCRIPTIONS: usize = 503;

#[test]
fn descriptions_of_n8n_survive_a_round_trip() {
    let file = match nodes_json() {
        Ok(file) => file,
        Err(reason) => return eprintln!("n8n's descriptions are not checked: {reason}"),
    };
    let descriptions: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(descriptions.len(), DESCRIPTIONS);
    for description in descriptions {
        let read: NodeDescription = serde_json::from_value(description.clone())
            .unwrap_or_else(|error| panic!("{}: {error}", description["name"]));
        let written = serde_json::to_value(&read).unwrap();
        assert!(written == description, "{} differs: {}", read.name, first_difference(&description, &written, ""));
    }
}

/// n8n's descriptions from npm, kept in the project's `.cache` for this version of the package. Without npm, why not.
fn nodes_json() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = root.join(".cache").join(format!("{PACKAGE}-{PACKAGE_VERSION}"));
    let file = folder.join("package/dist/types/nodes.json");
    if file.exists() {
        return Ok(file);
    }
    // Unpacked beside its place and then moved there, so that whoever sees the folder sees all of it.
    let unpacked = root.join(".cache").join(format!("{PACKAGE}-{PACKAGE_VERSION}.{}", std::process::id()));
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

/// Where two values first differ, for the message of a failing test.
fn first_difference(expected: &Value, actual: &Value, path: &str) -> String {
    match (expected, actual) {
        (Value::Object(a), Value::Object(b)) => {
            let key = a.keys().chain(b.keys()).find(|key| a.get(*key) != b.get(*key));
            let null = &Value::Null;
            key.map_or(path.to_owned(), |key| {
                let path = format!("{path}/{key}");
                first_difference(a.get(key).unwrap_or(null), b.get(key).unwrap_or(null), &path)
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let index = (0..a.len()).find(|index| a[*index] != b[*index]).unwrap_or(0);
            first_difference(&a[index], &b[index], &format!("{path}/{index}"))
        }
        _ => format!("{path}: {expected} is written as {actual}"),
    }
}
