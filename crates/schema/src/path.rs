//! The path of a parameter, as conditions spell it.

/// The names that lead from an object to a parameter inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(Vec<String>);

impl Path {
    /// One name, whatever it is made of.
    pub(crate) fn name(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    /// A path as a condition writes it: `operation`, `options.mode`.
    pub(crate) fn parse(path: &str) -> Self {
        Self(path.split('.').map(str::to_owned).collect())
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}
