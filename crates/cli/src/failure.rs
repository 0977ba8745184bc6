//! How a command fails: n8n's error JSON on standard error, exit code 1; a usage error, exit code 2.

use std::{fmt::Display, process::ExitCode};

use nodewright::NodeError;

/// Why a command ended.
pub enum Failure {
    /// The node, its input or its service.
    Node(Box<NodeError>),
    /// What was asked for is done, and has shown that something does not work.
    Failed(String),
    /// A usage error: an unreadable file, an invalid argument.
    Usage(String),
    /// What was printed says it.
    Found,
    /// The reader of the output has gone.
    Closed,
    /// A signal with this number.
    Interrupted(u8),
}

impl Failure {
    /// A usage error.
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
            Self::Failed(message) => {
                eprintln!("nodewright: {message}");
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                eprintln!("nodewright: {message}");
                ExitCode::from(2)
            }
            Self::Found => ExitCode::from(1),
            Self::Closed => ExitCode::SUCCESS,
            // As a shell has it.
            Self::Interrupted(signal) => {
                eprintln!("nodewright: interrupted");
                ExitCode::from(128 + signal)
            }
        }
    }
}

impl From<NodeError> for Failure {
    fn from(error: NodeError) -> Self {
        Self::Node(Box::new(error))
    }
}

/// A failure that no input causes.
pub fn internal(what: &str, why: &dyn Display) -> ExitCode {
    eprintln!("nodewright: {what}: {why}");
    ExitCode::from(1)
}
