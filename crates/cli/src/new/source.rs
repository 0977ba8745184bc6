//! Where a new crate gets nodewright's own crates from.

use std::path::{Component, Path, PathBuf};

use crate::failure::Failure;

/// nodewright's crates, as a manifest names them.
pub enum Source {
    /// The registry.
    Registry,
    /// A checkout.
    Checkout {
        /// Its folder: absolute, or relative to a crate inside of it.
        path: PathBuf,
        /// Whether a crate inside of it is a member of its workspace; `None` for a crate elsewhere.
        member: Option<bool>,
    },
}

/// nodewright's crates that the template depends on, by their folders.
const CRATES: [&str; 3] = ["crates/core", "crates/runtime", "crates/testkit"];

/// The one that a published crate depends on.
const PUBLISHED: &str = "crates/core";

/// Folders of the workspace whose folders are its members.
const MEMBERS: [&str; 2] = ["crates", "nodes"];

impl Source {
    /// What a crate in `folder` uses: the checkout that is named, else the one that the folder is in, else the registry.
    ///
    /// # Errors
    /// What is named is not a checkout.
    pub fn find(folder: &Path, named: Option<&Path>) -> Result<Self, Failure> {
        let folder = absolute(folder)?;
        let around = folder.ancestors().find(|folder| is_checkout(folder));
        let Some(named) = named else {
            let Some(around) = around else { return Ok(Self::Registry) };
            return Ok(Self::inside(around, &folder));
        };
        let path = absolute(named)?;
        if !is_checkout(&path) {
            let named = named.display();
            return Err(Failure::usage(format!(
                "--nodewright-path: '{named}' is not a checkout of nodewright: it has no crates/core"
            )));
        }
        if around == Some(&*path) {
            Ok(Self::inside(&path, &folder))
        } else {
            Ok(Self::Checkout { path, member: None })
        }
    }

    fn inside(checkout: &Path, folder: &Path) -> Self {
        let below = folder.strip_prefix(checkout).unwrap_or(folder);
        let is_member = MEMBERS.iter().any(|members| below.parent() == Some(Path::new(members)));
        let up = below.components().map(|_| Component::ParentDir).collect();
        Self::Checkout { path: up, member: Some(is_member) }
    }

    /// A text of the template with the dependencies, and the Rust version, in their places.
    pub fn fill_in(&self, text: &str) -> String {
        let text = text.replace("{{rust-version}}", env!("CARGO_PKG_RUST_VERSION"));
        let dependency = |text: String, of: &&str| text.replace(&format!("{{{{{of}}}}}"), &self.dependency(of));
        let filled = CRATES.iter().fold(text, dependency);
        match self {
            // In the folder of a workspace, cargo takes a crate for a member of it.
            Self::Checkout { member: Some(false), .. } if filled.starts_with("[package]") => {
                filled + "\n# It stands in the folder of a workspace, but is not a member of it.\n[workspace]\n"
            }
            _ => filled,
        }
    }

    fn dependency(&self, of: &str) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match self {
            Self::Registry => format!("\"{version}\""),
            Self::Checkout { path, .. } => {
                // Strings of JSON are strings of TOML.
                let path = serde_json::Value::from(path.join(of).to_string_lossy());
                // What only tests need is left out of a published crate where it has no version.
                if of == PUBLISHED {
                    format!("{{ path = {path}, version = \"{version}\" }}")
                } else {
                    format!("{{ path = {path} }}")
                }
            }
        }
    }
}

/// Whether a folder is the root of nodewright's own sources.
fn is_checkout(folder: &Path) -> bool {
    let manifest = std::fs::read_to_string(folder.join("crates/core/Cargo.toml"));
    manifest.is_ok_and(|text| text.contains("name = \"nodewright-core\""))
}

/// The absolute path of a folder that may not exist yet, links of those that do resolved.
fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    let refuse = |error| Failure::usage(format!("'{}' cannot be used: {error}", folder.display()));
    let whole = std::path::absolute(folder).map_err(refuse)?;
    let mut missing = Vec::new();
    for existing in whole.ancestors() {
        match existing.canonicalize() {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, name| path.join(name))),
            Err(_) => missing.extend(existing.file_name()),
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn crates_come_from_the_checkout_that_is_named_or_around() {
        let parent = tempfile::tempdir().expect("a folder");
        let root = parent.path().canonicalize().expect("a folder");
        let checkout = root.join("nodewright");
        fs::create_dir_all(checkout.join("crates/core")).expect("a folder");
        fs::write(checkout.join("crates/core/Cargo.toml"), "name = \"nodewright-core\"\n").expect("a file");
        let version = env!("CARGO_PKG_VERSION");
        let from = |path: &str| format!("{{ path = \"{path}/crates/core\", version = \"{version}\" }}");
        let (outside, named) = (format!("\"{version}\""), from(&checkout.to_string_lossy()));
        // folder of the crate, checkout that is named, dependency, whether it is a workspace of its own
        for (folder, checkout, expected, own) in [
            ("desk", None, &outside, false),
            ("desk", Some("nodewright"), &named, false),
            ("nodewright/nodes/desk", None, &from("../.."), false),
            ("nodewright/nodes/desk", Some("nodewright"), &from("../.."), false),
            ("nodewright/desk", None, &from(".."), true),
            ("nodewright/target/a/desk", None, &from("../../.."), true),
        ] {
            let named = checkout.map(|checkout| root.join(checkout));
            let source = Source::find(&root.join(folder), named.as_deref()).unwrap_or_else(|_| panic!("{folder}"));
            let manifest = source.fill_in("[package]\nnodewright-core = {{crates/core}}\n");
            assert!(
                manifest.starts_with(&format!("[package]\nnodewright-core = {expected}\n")),
                "{folder}: {manifest}"
            );
            assert_eq!(manifest.contains("[workspace]"), own, "{folder}");
        }
        let refused = Source::find(&root.join("desk"), Some(&root));
        let Err(Failure::Usage(said)) = refused else { panic!("no checkout") };
        assert!(said.ends_with("is not a checkout of nodewright: it has no crates/core"), "{said}");
    }
}
