//! Real packages of community nodes, from npm.

use std::{path::PathBuf, process::Command};

use serde_json::Value;

/// The `node_modules` folder with the packages of `tests/community`, installed once.
///
/// # Errors
/// Why they cannot be had: there is no npm, or no registry.
pub fn modules() -> Result<PathBuf, String> {
    match Command::new("node").arg(crate::root().join("tests/community/install.mjs")).output() {
        Ok(output) if output.status.success() => {
            Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).join("node_modules"))
        }
        Ok(output) => Err(format!("community nodes cannot be had: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(_) => Err("community nodes come from npm, which is not there".to_owned()),
    }
}

/// Names and versions of the packages, in order of their names.
///
/// # Panics
/// The manifest is broken.
#[must_use]
pub fn packages() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(crate::root().join("tests/community/package.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let all = manifest["dependencies"].as_object().into_iter().flatten();
    let nodes = all.filter(|(name, _)| *name != "n8n-workflow");
    nodes.map(|(name, version)| (name.clone(), version.as_str().unwrap_or_default().to_owned())).collect()
}
