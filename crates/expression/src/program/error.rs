//! What goes wrong with a program.

use nodewright_quickjs::Failure;
use std::fmt;

/// The name of the user's code in stack traces.
pub const FILE: &str = "user-code";

/// Why a program did not come to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgramError {
    /// Its time is over.
    OutOfTime,
    /// It needs more memory than it may have.
    OutOfMemory,
    /// Its source nests deeper than the stack allows.
    TooDeep,
    /// It awaits a promise that nothing can settle any more.
    Unsettled,
    /// The engine failed where no code ran.
    Engine(String),
}

impl From<Failure> for ProgramError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::OutOfTime => Self::OutOfTime,
            Failure::OutOfMemory => Self::OutOfMemory,
            Failure::TooDeep => Self::TooDeep,
            Failure::Unsettled => Self::Unsettled,
            Failure::Exception(thrown) => Self::Engine(thrown.message),
            failure => Self::Engine(failure.to_string()),
        }
    }
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfTime => "The code took more time than it may take",
            Self::OutOfMemory => "The code needs more memory than it may have",
            Self::TooDeep => "The code nests too deep",
            Self::Unsettled => "The code awaits a promise that is never settled",
            Self::Engine(message) => return write!(f, "The code could not be run: {message}"),
        })
    }
}

impl std::error::Error for ProgramError {}

/// What a program threw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thrown {
    /// The class of the error, such as `TypeError`; empty for what is not an error.
    pub name: String,
    /// Its message, or the thrown value as text.
    pub message: String,
    /// n8n's text below the message, where the error is one of n8n's.
    pub description: Option<String>,
    /// Line and column of the user's code that it was thrown on, counted from 1.
    pub place: Option<(u32, u32)>,
}

impl Thrown {
    pub(super) fn new(name: String, message: String, stack: &str, description: Option<String>) -> Self {
        Self { name, message, description, place: place(stack) }
    }
}

/// The first place of the user's code in a stack trace.
fn place(stack: &str) -> Option<(u32, u32)> {
    let (_, rest) = stack.split_once(&format!("{FILE}:"))?;
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}
