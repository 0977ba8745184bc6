//! What can be wrong.

/// Why there is no regular expression. The texts are V8's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegexError {
    /// The flags are invalid.
    #[error("Invalid flags supplied to RegExp constructor '{flags}'")]
    InvalidFlags {
        /// The flags.
        flags: String,
    },
    /// The pattern is invalid.
    #[error("Invalid regular expression: /{pattern}/{flags}: {reason}")]
    Syntax {
        /// The pattern.
        pattern: String,
        /// Its flags, in the order of the alphabet.
        flags: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// JavaScript may take it, this engine does not.
    #[error("A regular expression may have {letters} letters and {depth} groups inside each other at most")]
    TooLarge {
        /// Letters of a pattern.
        letters: usize,
        /// Groups inside each other.
        depth: usize,
    },
    /// JavaScript knows this, this engine does not.
    #[error("{what} is not supported")]
    Unsupported {
        /// What it is.
        what: String,
    },
}

/// A search that took longer than it was allowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Regular expression execution timed out")]
pub struct Exhausted;
