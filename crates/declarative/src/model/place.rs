//! Places in a description.

use std::fmt;

use nodewright_core::{ErrorKind, NodeError};

/// A place in a description, while it is read.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    before: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Member(&'p str),
    Element(usize),
}

impl<'p> Place<'p> {
    /// The description itself.
    pub const fn root() -> Self {
        Self { before: None, step: Step::Root }
    }

    /// A member of what is here.
    pub const fn member(&'p self, name: &'p str) -> Self {
        Self { before: Some(self), step: Step::Member(name) }
    }

    /// An element of what is here.
    pub const fn element(&'p self, index: usize) -> Self {
        Self { before: Some(self), step: Step::Element(index) }
    }

    /// An error about what is here.
    pub fn refuse(&self, what: &str) -> NodeError {
        NodeError::new(ErrorKind::Input, format!("The description is malformed: `{self}` {what}"))
    }

    /// The place of a function.
    pub fn function(&self) -> FunctionPath {
        FunctionPath(self.to_string())
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) if self.before.is_none_or(|before| matches!(before.step, Step::Root)) => {
                f.write_str(name)
            }
            Step::Member(name) => write!(f, ".{name}"),
            Step::Element(index) => write!(f, "[{index}]"),
        }
    }
}

/// Where a function stands in a description: `properties[2].options[0].routing.send.preSend[0]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionPath(pub(crate) String);

impl FunctionPath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FunctionPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
