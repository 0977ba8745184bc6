//! Nodes that are not linked into the program, but found at a path.

use std::path::{Path, PathBuf};

#[cfg(not(feature = "packages"))]
use nodewright_core::{ErrorKind, NodeError};
use nodewright_core::{Registry, Result};
#[cfg(feature = "packages")]
use nodewright_javascript::{Limits, Packages};

/// What a path leads to.
#[cfg(feature = "packages")]
enum Source {
    /// A package of npm, or a folder of them.
    Packages,
}

/// What a path is.
#[cfg(feature = "packages")]
fn recognized(_: &Path) -> Source {
    Source::Packages
}

/// What loads nodes of each kind.
pub(crate) struct Sources {
    #[cfg(feature = "packages")]
    packages: Packages,
}

impl Sources {
    pub fn new(#[cfg(feature = "packages")] limits: Limits) -> Self {
        Self {
            #[cfg(feature = "packages")]
            packages: Packages::new(limits),
        }
    }

    /// Adds the nodes at these paths to a registry; what of them cannot be used is logged and given back.
    ///
    /// # Errors
    /// A path that does not exist, or that no nodes can be at.
    pub fn load(&self, paths: &[PathBuf], registry: &mut Registry) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        for path in paths {
            problems.extend(self.add(path, registry)?);
        }
        for problem in &problems {
            tracing::warn!("{problem}");
        }
        Ok(problems)
    }

    #[cfg(feature = "packages")]
    fn add(&self, path: &Path, registry: &mut Registry) -> Result<Vec<String>> {
        match recognized(path) {
            Source::Packages => {
                let loaded = self.packages.open(path)?;
                loaded.register(registry);
                Ok(loaded.problems.iter().map(ToString::to_string).collect())
            }
        }
    }

    #[cfg(not(feature = "packages"))]
    #[allow(clippy::unused_self)] // With the feature it is used.
    fn add(&self, path: &Path, _: &mut Registry) -> Result<Vec<String>> {
        let message = format!("{} cannot be loaded: packages are not built into this runtime", path.display());
        Err(NodeError::new(ErrorKind::Input, message).with_description("Build it with the feature `packages`"))
    }
}
