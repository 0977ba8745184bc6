//! Why code gave no value.

use crate::host::Js;
use crate::stack::NO_STACK;
use rquickjs::Value;

/// Why code gave no value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The source is not JavaScript; the engine's words.
    #[error("{0}")]
    Syntax(String),
    /// The source nests, or calls are inside each other, deeper than the stack allows.
    #[error("The code nests too deep")]
    TooDeep,
    /// Its time is over, or it was stopped.
    #[error("The code ran out of time")]
    OutOfTime,
    /// It needs more memory than it may have.
    #[error("The code ran out of memory")]
    OutOfMemory,
    /// It threw.
    #[error("{0}")]
    Exception(Thrown),
    /// It gave a promise that nothing can settle any more.
    #[error("The code waits for a promise that is never settled")]
    Unsettled,
    /// Its result has no place in JSON.
    #[error("The result cannot be written as JSON: {0}")]
    Result(String),
    /// The engine failed where no code ran.
    #[error("The JavaScript engine failed: {0}")]
    Engine(#[from] rquickjs::Error),
}

impl Failure {
    /// Whether the realm is in an unknown state: it ran into a limit somewhere.
    pub(crate) fn spoils(&self) -> bool {
        !matches!(self, Self::Syntax(_) | Self::Exception(_) | Self::Result(_))
    }
}

/// What code threw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thrown {
    /// The error's name, such as `TypeError`; empty where it is not an error.
    pub name: String,
    /// Its message, or the thrown value as text.
    pub message: String,
    /// Where it was thrown, a line for each call.
    pub stack: Option<String>,
}

impl std::fmt::Display for Thrown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name.as_str() {
            "" => f.write_str(&self.message),
            name => write!(f, "{name}: {}", self.message),
        }
    }
}

impl<'js> Js<'js> {
    /// What an error of the engine means; takes the exception that it left.
    #[must_use]
    pub fn failure(&self, error: rquickjs::Error) -> Failure {
        match error.is_exception() {
            true => self.thrown(&self.ctx.catch()),
            false => Failure::Engine(error),
        }
    }

    /// The limit that a thrown value stands for, if it does: what was interrupted cannot be caught, and out of memory the
    /// engine throws null.
    #[must_use]
    pub fn limit_of(&self, thrown: &Value<'js>) -> Option<Failure> {
        match () {
            () if thrown.is_uncatchable_error() => Some(Failure::OutOfTime),
            () if thrown.is_null() => Some(Failure::OutOfMemory),
            () => None,
        }
    }

    fn thrown(&self, value: &Value<'js>) -> Failure {
        if let Some(failure) = self.limit_of(value) {
            return failure;
        }
        let Some(error) = value.as_object().filter(|object| object.is_error()) else {
            let message = self.plain_text(value);
            return Failure::Exception(Thrown { name: String::new(), message, stack: None });
        };
        // Getters of an error are code too; what they throw is left aside.
        let text = |key: &str| {
            let text = error.get::<_, Option<String>>(key);
            text.unwrap_or_else(|_| {
                self.ctx.catch();
                None
            })
        };
        let name = text("name").unwrap_or_default();
        let message = text("message").unwrap_or_default();
        match name.as_str() {
            "InternalError" if message == "out of memory" => Failure::OutOfMemory,
            "RangeError" if message == NO_STACK => Failure::TooDeep,
            _ => Failure::Exception(Thrown { name, message, stack: text("stack") }),
        }
    }

    /// A thrown value that is no error.
    fn plain_text(&self, value: &Value<'js>) -> String {
        let plain = match self.ctx.json_stringify(value.clone()) {
            Ok(Some(_)) if value.is_string() => value.get::<String>(),
            Ok(Some(json)) => json.to_string(),
            Ok(None) => Ok(value.type_name().to_owned()),
            Err(error) => Err(error),
        };
        plain.unwrap_or_else(|_| {
            self.ctx.catch();
            value.type_name().to_owned()
        })
    }
}
