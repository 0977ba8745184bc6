//! Whether the nodes at paths have changed.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use super::{Source, children, recognized};

/// What the files of nodes at some paths look like from outside: their names, lengths and times. Two that differ say that the
/// nodes are to be loaded again. Of packages only the manifests are looked at, which an installation writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodesStamp(u64);

impl NodesStamp {
    /// That of these paths as they are now; a path that is gone is another stamp, and no error.
    #[must_use]
    pub fn of(paths: &[PathBuf]) -> Self {
        let mut hasher = DefaultHasher::new();
        for path in paths {
            match recognized(path) {
                Ok(Source::Descriptions(files)) => files.iter().for_each(|file| add(file, &mut hasher)),
                Ok(Source::Tarball) => add(path, &mut hasher),
                Ok(Source::Packages) => {
                    // Of a folder that npm installs into, npm's own list says what is in it.
                    for name in ["package.json", "node_modules/.package-lock.json"] {
                        add(&path.join(name), &mut hasher);
                    }
                    for folder in children(path).flat_map(|child| {
                        let is_scope = child.file_name().is_some_and(|name| name.to_string_lossy().starts_with('@'));
                        if is_scope { children(&child).collect() } else { vec![child] }
                    }) {
                        add(&folder.join("package.json"), &mut hasher);
                    }
                }
                Err(error) => error.message().hash(&mut hasher),
            }
        }
        Self(hasher.finish())
    }
}

fn add(file: &Path, to: &mut DefaultHasher) {
    let Ok(metadata) = file.metadata() else { return };
    (file, metadata.len(), metadata.modified().ok()).hash(to);
}
