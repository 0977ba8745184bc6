//! A value that items are grouped by.

use nodewright_core::{Value, javascript};

/// The value as it is told apart from others, and as it comes out.
#[derive(PartialEq, Eq, Hash)]
pub struct Group {
    text: String,
    /// Of typed groups: what kind of value it is.
    kind: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Missing,
    Null,
    Bool,
    Number,
    Text,
}

impl Group {
    /// Lists and objects are grouped by their JSON.
    pub fn of(value: Option<&Value>, typed: bool) -> Self {
        let (text, kind) = match value {
            None => ("undefined".to_owned(), Kind::Missing),
            Some(value @ (Value::Array(_) | Value::Object(_))) => (value.to_string(), Kind::Text),
            Some(value) => (javascript::text(value).into_owned(), Kind::of(value)),
        };
        Self { text, kind: typed.then_some(kind) }
    }

    /// Whether it stands for nothing; as a mere text, only the empty one does.
    pub fn is_empty(&self) -> bool {
        matches!(self.kind, Some(Kind::Missing | Kind::Null)) || self.text.is_empty()
    }

    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// The value, in its type where groups are typed; nothing where items have none.
    pub fn value(&self) -> Option<Value> {
        match self.kind {
            Some(Kind::Missing) => None,
            Some(Kind::Null) => Some(Value::Null),
            Some(Kind::Bool) => Some((self.text == "true").into()),
            Some(Kind::Number) => nodewright_core::json::parse(&self.text).ok(),
            Some(Kind::Text) | None => Some(self.text.clone().into()),
        }
    }
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            _ => Self::Text,
        }
    }
}
