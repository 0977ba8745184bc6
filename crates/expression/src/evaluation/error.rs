//! How an evaluation ends early.

use super::Evaluation;
use crate::error::Error;
use crate::value::{ErrorName, Kind, Object, Value};

/// A value, or why there is none.
pub type Completion<'a> = Result<Value<'a>, Throw<'a>>;

/// Why a piece of an expression has no value.
#[derive(Debug)]
pub enum Throw<'a> {
    /// What JavaScript threw. An expression that touches data turns it into undefined.
    Exception(Value<'a>),
    /// An error of n8n's own, which reaches the user.
    Error(Box<Error>),
    /// Out of time or memory; no `catch` sees it.
    Stop(Box<Error>),
    /// The segment needs the JavaScript engine after all; nothing has happened yet.
    Engine(&'static str),
    /// A brief evaluation that did not finish in its time.
    Unfinished,
}

impl Throw<'_> {
    pub fn timeout() -> Self {
        Self::Stop(Box::new(Error::expression("Expression timed out")))
    }

    pub fn out_of_memory() -> Self {
        Self::Stop(Box::new(Error::expression("Expression exceeded memory limit")))
    }

    /// n8n's `ExpressionError`.
    pub fn expression(message: impl Into<String>) -> Self {
        Self::Error(Box::new(Error::expression(message)))
    }

    /// n8n's `ExpressionExtensionError`.
    pub fn extension(message: impl Into<String>) -> Self {
        Self::Error(Box::new(Error::extension(message)))
    }
}

impl From<Error> for Throw<'_> {
    fn from(error: Error) -> Self {
        Self::Error(Box::new(error))
    }
}

impl<'a> Evaluation<'a> {
    pub fn throw(&self, name: ErrorName, message: &str) -> Throw<'a> {
        Throw::Exception(self.error_value(name, message))
    }

    pub fn type_error(&self, message: &str) -> Throw<'a> {
        self.throw(ErrorName::Type, message)
    }

    pub fn range_error(&self, message: &str) -> Throw<'a> {
        self.throw(ErrorName::Range, message)
    }

    pub fn error_value(&self, name: ErrorName, message: &str) -> Value<'a> {
        let object = Object::new(Kind::Error(name));
        object.properties.borrow_mut().insert("message", Value::from(self.heap.text(message)));
        Value::Object(self.heap.object(object))
    }

    /// The text of what was thrown, for an error that reaches the user.
    pub fn thrown_text(&self, value: Value<'a>) -> String {
        let message = match value {
            Value::Object(object) if matches!(object.kind, Kind::Error(_)) => {
                object.properties.borrow().get("message").copied().unwrap_or(Value::from(""))
            }
            other => other,
        };
        self.to_str(message).map_or_else(|_| "unknown error".to_owned(), str::to_owned)
    }
}
