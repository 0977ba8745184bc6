//! How a command fails: n8n's error JSON on standard error, exit code 1; a call that cannot be meant, exit code 2.

use std::{fmt::Display, process::ExitCode};

use nodewright::NodeError;

/// Why a command ended.
pub enum Failure {
    /// The node, its input or its service.
    Node(Box<NodeError>),
    /// The call itself: a file that cannot be read, an argument that makes no sense.
    Usage(String),
    /// Nobody reads the output any more.
    Closed,
}

impl Failure {
    /// A call that cannot be meant.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// Says it on standard error.
    pub fn report(self) -> ExitCode {
        match self {
            Self::Node(error) => {
                eprintln!("{}", serde_json::to_string_pretty(&error).unwrap_or_else(|_| error.to_string()));
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                eprintln!("nodewright: {message}");
                ExitCode::from(2)
            }
            Self::Closed => ExitCode::SUCCESS,
        }
    }
}

impl From<NodeError> for Failure {
    fn from(error: NodeError) -> Self {
        Self::Node(Box::new(error))
    }
}

/// Something that is nobody's input.
pub fn internal(what: &str, why: &dyn Display) -> ExitCode {
    eprintln!("nodewright: {what}: {why}");
    ExitCode::from(1)
}
