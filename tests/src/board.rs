//! A declarative node of a made-up service, with its credential type.

use std::{fs, path::Path};

use serde_json::{Value, json};

/// Writes the descriptions into a folder: the node `board` asks for `path`, and its credential (`url`, `token`) signs with what
/// `authenticate` says.
///
/// # Panics
/// The folder cannot be written to.
pub fn describe(folder: &Path, path: &str, authenticate: &Value) {
    let node = json!({
        "displayName": "Board", "name": "board", "group": ["input"], "version": 1, "description": "Reads a board",
        "defaults": { "name": "Board" }, "inputs": ["main"], "outputs": ["main"],
        "credentials": [{ "name": "boardApi", "required": true }],
        "requestDefaults": { "baseURL": "={{ $credentials.url }}" },
        "properties": [{
            "displayName": "Entry", "name": "entry", "type": "string", "default": "",
            "routing": { "request": { "method": "GET", "url": format!("={path}/{{{{ $value }}}}") } },
        }],
    });
    let field = |name: &str| json!({ "displayName": name, "name": name, "type": "string", "default": "" });
    let credential = json!({
        "name": "boardApi", "displayName": "Board API", "properties": [field("url"), field("token")],
        "authenticate": { "type": "generic", "properties": authenticate },
    });
    fs::write(folder.join("board.node.json"), node.to_string()).expect("a file");
    fs::write(folder.join("board.credentials.json"), credential.to_string()).expect("a file");
}
