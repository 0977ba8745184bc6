//! What goes wrong with an expression, in n8n's words.

use std::fmt;

/// The class that n8n gives an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorClass {
    /// Wrong use of data, refused code, invalid syntax.
    Expression,
    /// Wrong use of a data-transformation function.
    Extension,
    /// A refused name in a destructuring pattern.
    Destructuring,
    /// A computed name in a destructuring pattern.
    ComputedDestructuring,
    /// `class … extends Function` and the like.
    ClassExtension,
    /// A name that n8n keeps for itself.
    ReservedVariable,
    /// `with`.
    WithStatement,
    /// Anything else, such as a result that is not data.
    Other,
}

impl ErrorClass {
    /// n8n's name of the class.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expression => "ExpressionError",
            Self::Extension => "ExpressionExtensionError",
            Self::Destructuring => "ExpressionDestructuringError",
            Self::ComputedDestructuring => "ExpressionComputedDestructuringError",
            Self::ClassExtension => "ExpressionClassExtensionError",
            Self::ReservedVariable => "ExpressionReservedVariableError",
            Self::WithStatement => "ExpressionWithStatementError",
            Self::Other => "Error",
        }
    }
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// n8n's class of the error.
    pub class: ErrorClass,
    /// What is wrong.
    pub message: String,
    /// What to do about it, where n8n has a text for that.
    pub description: Option<String>,
    /// n8n's machine-readable kind, such as `no_execution_data`.
    pub kind: Option<&'static str>,
    /// The node that the error is about, where it is about another one.
    pub node: Option<String>,
}

impl Error {
    /// An error of this class.
    #[must_use]
    pub fn new(class: ErrorClass, message: impl Into<String>) -> Self {
        Self { class, message: message.into(), description: None, kind: None, node: None }
    }

    /// n8n's `ExpressionError`.
    #[must_use]
    pub fn expression(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Expression, message)
    }

    /// n8n's `ExpressionExtensionError`.
    #[must_use]
    pub fn extension(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Extension, message)
    }

    /// A plain `Error`.
    #[must_use]
    pub fn other(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Other, message)
    }

    /// For a build without the JavaScript engine.
    pub(crate) fn needs_engine(reason: &str) -> Self {
        Self::expression(format!("This expression needs a JavaScript engine, which is not built in (it uses {reason})"))
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Adds n8n's machine-readable kind.
    #[must_use]
    pub fn with_kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Adds the node that the error is about.
    #[must_use]
    pub fn with_node(mut self, node: impl Into<String>) -> Self {
        self.node = Some(node.into());
        self
    }

    /// n8n's name of the error's class.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.class.name()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
