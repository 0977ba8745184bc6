//! What luxon throws, as one error type.

/// Why a call was refused: the class of the exception that JavaScript would see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// luxon's `InvalidUnitError`.
    InvalidUnit,
    /// luxon's `InvalidArgumentError`.
    InvalidArgument,
    /// luxon's `ConflictingSpecificationError`.
    ConflictingSpecification,
    /// JavaScript's `RangeError`, mostly of `Intl`.
    Range,
    /// JavaScript's `TypeError`: a member that is not there, or a method called on a value that lacks it.
    Type,
    /// A text in this locale, calendar or numbering system would need data that is not built in.
    Unsupported,
    /// The method takes a function; call its typed counterpart with a closure.
    NeedsCallback,
    /// n8n's `ExpressionExtensionError`, which its expressions report instead of swallowing it.
    Extension,
}

/// An error with the text that luxon, JavaScript or n8n gives it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    /// An error of this kind with this text.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The class of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The text of the error.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn invalid_unit(unit: &str) -> Self {
        Self::new(ErrorKind::InvalidUnit, format!("Invalid unit {unit}"))
    }

    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidArgument, message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ConflictingSpecification, message)
    }

    pub(crate) fn range(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Range, message)
    }

    pub(crate) fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Type, message)
    }

    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message)
    }

    pub(crate) fn locale(tag: &str) -> Self {
        match cfg!(feature = "intl") {
            true => Self::unsupported(format!("locale '{tag}' is not built in: use one such as 'en-US' or 'de-DE'")),
            false => Self::unsupported(format!("locale '{tag}' needs the feature intl")),
        }
    }

    pub(crate) fn callback(method: &str) -> Self {
        Self::new(ErrorKind::NeedsCallback, format!("{method} takes a function: call the typed method with a closure"))
    }

    pub(crate) fn not_a_function(class: &str, member: &str) -> Self {
        Self::type_error(format!("{class}.{member} is not a function"))
    }
}

/// The result of anything that luxon may throw from.
pub type Result<T, E = Error> = std::result::Result<T, E>;
