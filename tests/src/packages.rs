//! The packages of the workspace, as cargo tells them.

use std::{path::PathBuf, process::Command};

use serde_json::Value;

/// A member of the workspace.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The file its library begins with; none for a command and for macros.
    pub library: Option<PathBuf>,
    /// What it depends on, tests and build scripts left out.
    pub dependencies: Vec<String>,
    /// All that cargo tells of it.
    pub manifest: Value,
}

impl Package {
    /// Whether it goes to a registry.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.manifest["publish"].is_null()
    }
}

/// The members of the workspace.
///
/// # Panics
/// Cargo cannot tell.
pub fn members() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])
        .current_dir(crate::root())
        .output()
        .expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let mut told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    let packages = told["packages"].as_array_mut().expect("packages");
    packages.drain(..).map(package).collect()
}

fn package(manifest: Value) -> Package {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |name: &str| manifest[name].as_array().expect("a list").iter();
    let library = list("targets").find(|target| target["kind"][0] == "lib");
    let normal = list("dependencies").filter(|dependency| dependency["kind"].is_null());
    Package {
        name: text(&manifest["name"]),
        folder: PathBuf::from(text(&manifest["manifest_path"])).parent().expect("a folder").to_path_buf(),
        library: library.map(|target| text(&target["src_path"]).into()),
        dependencies: normal
            .map(|dependency| {
                text(if dependency["rename"].is_null() { &dependency["name"] } else { &dependency["rename"] })
            })
            .collect(),
        manifest,
    }
}
