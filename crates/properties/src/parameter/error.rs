//! Why a parameter cannot be read.

/// Why a parameter cannot be read; `E` is the error of the evaluation.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ParameterError<E> {
    /// It has neither a value nor a fallback.
    #[error("Could not get parameter \"{name}\"")]
    Missing {
        /// The parameter's name.
        name: String,
    },
    /// An expression in it cannot be evaluated.
    #[error("{0}")]
    Evaluation(E),
    /// The value cannot be taken out of what was entered; n8n's `NodeOperationError`.
    #[error("{0}")]
    Extraction(InvalidParameter),
    /// The value is not of the type it should have; n8n's `ExpressionError`.
    #[error("{0}")]
    Type(InvalidParameter),
}

/// What is wrong with the value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InvalidParameter {
    /// What is wrong.
    pub message: String,
    /// More about it.
    pub description: Option<String>,
}

impl InvalidParameter {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), description: None }
    }

    pub(super) fn described(message: impl Into<String>, description: impl Into<String>) -> Self {
        Self { message: message.into(), description: Some(description.into()) }
    }
}
