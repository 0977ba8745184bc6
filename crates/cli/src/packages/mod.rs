//! A folder of packages that npm installs: `package.json`, `package-lock.json` with their integrity, and `node_modules`.

mod archive;
mod npm;
mod wanted;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::failure::Failure;
use npm::Npm;
pub use wanted::Wanted;

/// A folder of packages.
pub struct Folder(PathBuf);

/// A package in a folder.
pub struct Installed {
    /// Its name.
    pub name: String,
    /// Its version; empty where its manifest has none.
    pub version: String,
    /// What the lock file has noted of its contents, such as `sha512-…`.
    pub integrity: Option<String>,
    /// Where it is.
    pub folder: PathBuf,
}

impl Folder {
    /// Of this path, which need not exist.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The packages that were added to it.
    ///
    /// # Errors
    /// It has no `package.json`, or one that cannot be read.
    pub fn packages(&self) -> Result<Vec<Installed>, Failure> {
        let folder = self.0.display();
        let manifest = self.json("package.json")?.ok_or_else(|| {
            Failure::usage(format!("there are no packages in '{folder}'; add one with: nodewright packages add NAME"))
        })?;
        let names = manifest["dependencies"].as_object().into_iter().flatten().map(|(name, _)| name);
        names.map(|name| self.installed(name)).collect()
    }

    /// Has npm install a package and what it needs, without running any of their scripts. Where that fails, the folder is as
    /// it was.
    pub fn add(&self, wanted: &Wanted) -> Result<Installed, Failure> {
        let before = Before::of(&self.0)?;
        let added = self.add_to(wanted);
        if added.is_err() {
            before.restore();
        }
        added
    }

    fn add_to(&self, wanted: &Wanted) -> Result<Installed, Failure> {
        let npm = Npm::in_folder(&self.0);
        self.prepare()?;
        // The package alone first: what has no nodes is not installed at all.
        let packed = tempfile::tempdir().map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
        let archive = match wanted {
            Wanted::Archive(path) => path.clone(),
            Wanted::Registry(name) => npm.pack(name, packed.path())?,
        };
        let manifest = archive::manifest(&archive)?;
        let (name, version) = (text(&manifest["name"]), text(&manifest["version"]));
        if !manifest["n8n"].is_object() {
            let message =
                format!("{name} {version} is not a package of n8n nodes: its package.json has no \"n8n\" key");
            return Err(Failure::Failed(message));
        }
        match wanted {
            Wanted::Archive(path) => npm.install(&path.display().to_string())?,
            Wanted::Registry(_) => npm.install(&format!("{name}@{version}"))?,
        }
        let installed = self.installed(&name)?;
        if installed.integrity.is_none() {
            npm.uninstall(&name)?;
            return Err(Failure::Failed(format!(
                "the registry that npm uses tells no integrity of {name}, so package-lock.json cannot note it"
            )));
        }
        Ok(installed)
    }

    /// Makes it a folder of its own for npm, which would otherwise take one above it.
    fn prepare(&self) -> Result<(), Failure> {
        let manifest = self.0.join("package.json");
        let refuse = |error| unwritable(&self.0, &error);
        fs::create_dir_all(&self.0).map_err(refuse)?;
        if manifest.exists() {
            return Ok(());
        }
        // What a user keeps there for npm is no reason against it.
        let others = fs::read_dir(&self.0).map_err(refuse)?.flatten().any(|entry| entry.file_name() != ".npmrc");
        if others {
            let folder = self.0.display();
            return Err(Failure::usage(format!(
                "'{folder}' has other files and no package.json; choose a folder of its own with --folder"
            )));
        }
        let text =
            json!({ "private": true, "description": "Packages of n8n nodes, added by: nodewright packages add" });
        fs::write(manifest, format!("{text:#}\n")).map_err(refuse)
    }

    fn installed(&self, name: &str) -> Result<Installed, Failure> {
        let folder = self.0.join("node_modules").join(name);
        let lock = self.json("package-lock.json")?.unwrap_or_default();
        let integrity = lock["packages"][format!("node_modules/{name}")]["integrity"].as_str().map(str::to_owned);
        let manifest = self.json(&format!("node_modules/{name}/package.json"))?.unwrap_or_default();
        Ok(Installed { name: name.to_owned(), version: text(&manifest["version"]), integrity, folder })
    }

    /// A file as JSON, if it is there.
    fn json(&self, name: &str) -> Result<Option<Value>, Failure> {
        let path = self.0.join(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::usage(format!("'{}' cannot be read: {error}", path.display()))),
        };
        match nodewright_json::read(&bytes) {
            Ok(json) => Ok(Some(json)),
            Err(error) => Err(Failure::usage(format!("'{}' is not JSON: {error}", path.display()))),
        }
    }
}

/// What a folder looked like.
struct Before {
    /// The outermost folder that did not exist.
    new: Option<PathBuf>,
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Before {
    fn of(folder: &Path) -> Result<Self, Failure> {
        let folder = std::path::absolute(folder).map_err(|error| unwritable(folder, &error))?;
        let new = folder.ancestors().take_while(|folder| !folder.exists()).last().map(Path::to_path_buf);
        let names = ["package.json", "package-lock.json"].map(|name| folder.join(name));
        Ok(Self { new, files: names.into_iter().map(|path| (path.clone(), fs::read(path).ok())).collect() })
    }

    /// Puts it back. The error to tell is the one that led here; npm itself takes back what it has unpacked.
    fn restore(self) {
        if let Some(new) = self.new {
            let _ = fs::remove_dir_all(new);
            return;
        }
        for (path, bytes) in self.files {
            let _ = match bytes {
                Some(bytes) => fs::write(path, bytes),
                None => fs::remove_file(path),
            };
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn unwritable(folder: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("the folder '{}' cannot be written to: {error}", folder.display()))
}
