//! What `packages add` takes.

use std::path::{Path, PathBuf};

/// A package to install.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Of the registry: its name, with a version or a tag behind `@`.
    Registry(String),
    /// As it is published, in a file.
    Archive(PathBuf),
}

impl Wanted {
    /// Reads what a user wrote.
    ///
    /// # Errors
    /// What npm would take for something else than a package of the registry: an option, a folder, a repository, an alias.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.ends_with(".tgz") || text.ends_with(".tar.gz") {
            let path = std::path::absolute(text).ok().filter(|path| path.is_file());
            return path.map(Self::Archive).ok_or_else(|| format!("there is no file '{text}'"));
        }
        if Path::new(text).is_dir() && text.contains(['/', '\\', '.']) && !text.starts_with('@') {
            return Err("a package in a folder needs no installing: give the folder to --nodes".to_owned());
        }
        let unscoped = text.strip_prefix('@').unwrap_or(text);
        let (name, version) = match unscoped.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (unscoped, None),
        };
        let parts: Vec<_> = name.split('/').collect();
        let is_name = |part: &&str| {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
            !part.is_empty() && !part.starts_with(['-', '.', '_']) && part.chars().all(allowed)
        };
        let is_scoped = text.starts_with('@');
        if parts.len() != 1 + usize::from(is_scoped) || !parts.iter().all(is_name) {
            return Err("it must be NAME, NAME@VERSION, @SCOPE/NAME, or a .tgz file".to_owned());
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~^<>=|*+ ".contains(c);
        match version {
            Some(version) if version.is_empty() || version.starts_with('-') || !version.chars().all(allowed) => {
                Err(format!("'{version}' is not a version, a range or a tag, such as 1.2.3, ^1.2 or latest"))
            }
            _ => Ok(Self::Registry(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_the_registry_are_told_from_anything_else() {
        for text in ["n8n-nodes-a", "n8n-nodes-a@1.2.3", "@b/n8n-nodes-a", "@b/n8n-nodes-a@^1 || 2", "a@latest"] {
            assert_eq!(Wanted::parse(text), Ok(Wanted::Registry(text.to_owned())));
        }
        for text in [
            "",
            "-g",
            "--script-shell=sh",
            "@",
            "@b",
            "@b/",
            "@b/-c",
            "a@",
            "a@--x",
            "a@npm:b",
            "a@file:..",
            "b/c",
            "../b",
            ".",
            "git+ssh://h/x.git",
            "https://h/x",
            "a@https://h/x",
            "a b",
            "a;b",
            "gone.tgz",
            "@b/c/d",
            "x@1@2/3",
        ] {
            assert!(Wanted::parse(text).is_err(), "{text}");
        }
    }
}
