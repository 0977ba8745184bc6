//! Packages of npm as nodes.

mod dates;
mod helpers;
mod hostile;
mod modules;
mod surface;

use std::path::Path;

use nodewright::{Item, Outcome, Result, Runtime};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A package of one node, whose class is `code`.
fn package(manifest: &Value, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write("package.json", &manifest.to_string());
    files.iter().for_each(|(name, text)| write(name, text));
    folder
}

fn manifest() -> Value {
    json!({ "name": "n8n-nodes-probe", "version": "1.0.0", "n8n": { "nodes": ["Probe.node.js"] } })
}

/// A class with this body of `execute()`.
fn class(execute: &str) -> String {
    format!(
        "const workflow = require('n8n-workflow');
        exports.Probe = class Probe {{
          constructor() {{
            this.description = {{ displayName: 'Probe', name: 'probe', version: 1, group: [], inputs: ['main'], outputs: ['main'],
              defaults: {{ name: 'Probe' }}, properties: [{{ displayName: 'Call', name: 'call', type: 'json', default: '{{}}' }}] }};
          }}
          async execute() {{ {execute} }}
        }};"
    )
}

fn runtime(folder: &Path) -> Runtime {
    let limits = nodewright::PackageLimits {
        memory: 24 << 20,
        busy: std::time::Duration::from_millis(1000),
        total: std::time::Duration::from_secs(5),
    };
    Runtime::builder().nodes(folder).package_limits(limits).build().expect("a runtime")
}

async fn execute(runtime: &Runtime, parameters: Value) -> Result<Outcome> {
    let node = json!({ "name": "Probe", "type": "n8n-nodes-probe.probe", "typeVersion": 1, "parameters": parameters });
    runtime.prepare(&node)?.execute(vec![Item::new(json!({ "a": 1 }))]).await
}
