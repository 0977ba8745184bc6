#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Regex::new`] compiles a pattern, [`Regex::find`] looks for it in an [`Input`] and asks from time to time whether it may
//! go on.
//!
//! The syntax is that of Node.js 24: `(?i-m:…)`, two groups of one name on different sides of a `|` and the flag `v` are
//! known; the properties of strings such as `RGI_Emoji` and the property `Changes_When_NFKC_Casefolded` are not
//! ([`RegexError::Unsupported`]).

mod backtrack;
mod case;
mod character_class;
mod class_set;
mod compiler;
mod error;
mod escape;
mod first;
mod flags;
mod group_name;
mod matcher;
mod parser;
mod program;
mod property;
mod quantifier;
mod subject;
mod syntax;

use std::ops::Range;

use parser::Fault;

pub use error::{Exhausted, RegexError};
pub use flags::Flags;
pub use group_name::GroupName;
pub use matcher::STEPS_PER_QUESTION;
pub use subject::Input;

/// Where each group matched, in units of the text; the match as a whole first, `None` for a group that took no part.
pub type Captures = Vec<Option<Range<usize>>>;

/// A compiled regular expression.
#[derive(Debug)]
pub struct Regex {
    program: program::Program,
    names: Vec<GroupName>,
}

impl Regex {
    /// `new RegExp(pattern, flags)`.
    ///
    /// # Errors
    /// In V8's words, where the pattern or the flags are invalid; [`RegexError::Unsupported`] where they are, but not known
    /// here.
    pub fn new(pattern: &str, flags: &str) -> Result<Self, RegexError> {
        let parsed_flags = Flags::parse(flags)?;
        let parsed = parser::parse(pattern, parsed_flags).map_err(|fault| match fault {
            Fault::Syntax(reason) => {
                RegexError::Syntax { pattern: pattern.to_owned(), flags: parsed_flags.to_string(), reason }
            }
            Fault::TooLarge => RegexError::TooLarge { letters: parser::MAX_LENGTH, depth: parser::MAX_DEPTH },
            Fault::Unsupported(what) => RegexError::Unsupported { what },
        })?;
        Ok(Self { program: compiler::compile(&parsed, parsed_flags), names: parsed.names })
    }

    /// The first match at or after `start`; with the flag `y` only at `start`.
    ///
    /// A search asks every [`STEPS_PER_QUESTION`] steps whether it may go on.
    ///
    /// # Errors
    /// [`Exhausted`] if it may not, or if there is too much to go back to.
    pub fn find(
        &self,
        input: Input<'_>,
        start: usize,
        may_go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Captures>, Exhausted> {
        match input {
            Input::Ascii(bytes) => matcher::find(&self.program, bytes, start, may_go_on),
            Input::Units(units) => matcher::find(&self.program, units, start, may_go_on),
        }
    }

    /// The flags it was made with.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.program.flags
    }

    /// The named groups in the order of the pattern.
    #[must_use]
    pub fn names(&self) -> &[GroupName] {
        &self.names
    }
}
