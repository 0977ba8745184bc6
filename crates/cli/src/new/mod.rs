//! A crate to start from, made of the files in `template`.

mod name;
mod source;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use nodewright::Registry;

use crate::failure::Failure;
use name::Name;
use source::Source;

/// Path in the crate, and the text with its placeholders.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("../../template/gitignore")),
    ("Cargo.toml", include_str!("../../template/manifest.toml")),
    ("README.md", include_str!("../../template/README.md")),
    ("rustfmt.toml", include_str!("../../template/rustfmt.toml")),
    ("src/client.rs", include_str!("../../template/src/client.rs")),
    ("src/credential.rs", include_str!("../../template/src/credential.rs")),
    ("src/lib.rs", include_str!("../../template/src/lib.rs")),
    ("src/loaders.rs", include_str!("../../template/src/loaders.rs")),
    ("src/tickets.rs", include_str!("../../template/src/tickets.rs")),
    ("tests/node.rs", include_str!("../../template/tests/node.rs")),
];

/// The same of a node in JSON; its name is in those of its files.
const DECLARATIVE: &[(&str, &str)] = &[
    ("README.md", include_str!("../../template/declarative/README.md")),
    ("{{file}}.cases.json", include_str!("../../template/declarative/cases.json")),
    ("{{file}}.credentials.json", include_str!("../../template/declarative/credentials.json")),
    ("{{file}}.node.json", include_str!("../../template/declarative/node.json")),
];

/// The crate of a node, or a node in JSON, not yet written.
pub struct Crate {
    name: Name,
    folder: PathBuf,
    source: Source,
    is_declarative: bool,
}

impl Crate {
    /// The crate of this name in `folder`, or in a folder of its own name, which must not exist. `checkout` is that of
    /// nodewright which the crate is to use; `known` are the node types that there are. Nothing is written yet.
    ///
    /// # Errors
    /// The name cannot be one or is taken, the folder exists, or `checkout` is not a checkout.
    pub fn new(name: &str, folder: Option<&Path>, checkout: Option<&Path>, known: &Registry) -> Result<Self, Failure> {
        let name = Name::of(name, known)?;
        let folder = folder.map_or_else(|| PathBuf::from(name.package()), Path::to_path_buf);
        if fs::symlink_metadata(&folder).is_ok() {
            return Err(exists(&folder));
        }
        let source = Source::find(&folder, checkout)?;
        Ok(Self { name, folder, source, is_declarative: false })
    }

    /// A node of this name in JSON, in `folder` or in one of its own name, which must not exist. Nothing is written yet.
    ///
    /// # Errors
    /// The name cannot be one or is taken, or the folder exists.
    pub fn declarative(name: &str, folder: Option<&Path>, known: &Registry) -> Result<Self, Failure> {
        let name = Name::of(name, known)?;
        let folder = folder.map_or_else(|| PathBuf::from(name.file()), Path::to_path_buf);
        match fs::symlink_metadata(&folder).is_ok() {
            true => Err(exists(&folder)),
            false => Ok(Self { name, folder, source: Source::Registry, is_declarative: true }),
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// A file or folder cannot be written; nothing of it is left.
    pub fn write(&self) -> Result<(), Failure> {
        let refuse = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(&self.folder),
            _ => Failure::usage(format!("the files cannot be written to '{}': {error}", self.folder.display())),
        };
        if let Some(parent) = self.folder.parent() {
            fs::create_dir_all(parent).map_err(refuse)?;
        }
        // Unlike `create_dir_all`, fails where another program has made it meanwhile.
        fs::create_dir(&self.folder).map_err(refuse)?;
        self.write_files().map_err(|error| {
            // The first error is the one to tell.
            let _ = fs::remove_dir_all(&self.folder);
            refuse(error)
        })
    }

    fn write_files(&self) -> io::Result<()> {
        for (path, text) in if self.is_declarative { DECLARATIVE } else { FILES } {
            let path = self.folder.join(self.name.fill_in(path));
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, self.source.fill_in(&self.name.fill_in(text)))?;
        }
        Ok(())
    }

    /// What was made, and what to do next.
    pub fn created(&self) -> String {
        let (package, folder) = (self.name.package(), self.folder.display());
        if self.is_declarative {
            return format!("created the node {} in {folder}\nnext: nodewright check {folder}", self.name.file());
        }
        format!("created the crate {package} in {folder}\nnext: cd {folder} && cargo test")
    }
}

fn exists(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::usage(format!("'{folder}' already exists; choose another folder with --path, or remove it first"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All files below a folder, with their texts.
    fn texts(folder: &Path) -> Vec<(String, String)> {
        let read = |(path, _): &(&str, _)| (path.to_string(), fs::read_to_string(folder.join(path)).expect("a file"));
        FILES.iter().map(read).collect()
    }

    #[test]
    fn a_crate_has_its_own_name_everywhere() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("new/desk");
        let made = Crate::new("help-desk", Some(&folder), None, &Registry::new()).unwrap_or_else(|_| panic!("a crate"));
        made.write().unwrap_or_else(|_| panic!("it is written"));
        let texts = texts(&folder);
        for (file, text) in [
            ("Cargo.toml", "name = \"nodewright-node-help-desk\""),
            ("Cargo.toml", concat!("nodewright-core = \"", env!("CARGO_PKG_VERSION"), "\"")),
            ("src/lib.rs", "const NAME: &str = \"helpDesk\";"),
            ("src/lib.rs", "default_name: \"Help Desk\","),
            ("src/lib.rs", "[\"n8n-nodes-help-desk\"]"),
            ("src/credential.rs", "const NAME: &str = \"helpDeskApi\";"),
            // Not a placeholder of the template.
            ("src/credential.rs", "\"=Bearer {{$credentials.apiToken}}\""),
            ("tests/node.rs", "use nodewright_node_help_desk::{"),
            ("README.md", "use nodewright_node_help_desk as _;"),
        ] {
            assert!(texts.iter().any(|(name, all)| name == file && all.contains(text)), "{file}: {text}");
        }
        for (file, text) in &texts {
            assert!(!text.contains("{{name") && !text.contains("{{crate") && !text.contains("{{Title"), "{file}");
        }
    }

    #[test]
    fn what_exists_is_left_alone() {
        let parent = tempfile::tempdir().expect("a folder");
        let (folder, file) = (parent.path().join("folder"), parent.path().join("file"));
        fs::create_dir(&folder).expect("a folder");
        fs::write(&file, "text").expect("a file");
        for path in [&folder, &file] {
            let made = Crate::new("tickets", Some(path), None, &Registry::new());
            let expected = format!("'{}' already exists; choose another folder with --path", path.display());
            assert!(matches!(made, Err(Failure::Usage(said)) if said.starts_with(&expected)));
        }
        // A file in the way of the folder, only found when it is written.
        let below = file.join("deeper");
        let made = Crate::new("tickets", Some(&below), None, &Registry::new()).unwrap_or_else(|_| panic!("a crate"));
        assert!(matches!(made.write(), Err(Failure::Usage(said)) if said.contains("cannot be written")
            || said.contains("already exists")));
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 0);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "text");
    }
}
