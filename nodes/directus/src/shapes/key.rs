use std::borrow::Cow;

use nodewright_core::{form, prelude::*};

/// A primary key that the form shows as a number. For collections with other keys, text is accepted too.
#[derive(Clone, Debug)]
pub struct Key(pub Value);

impl Parameter for Key {
    const FORM: Form = Form::of(Kind::Number { min: None, max: None });

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        match &*form::required(from, field)? {
            value @ (Value::Number(_) | Value::String(_)) => Ok(Self(value.clone())),
            _ => Err(field.invalid("a number or a text")),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, &self.0);
    }
}

impl Segment for Key {
    fn segment(&self) -> Cow<'_, str> {
        match &self.0 {
            Value::String(text) => text.as_str().into(),
            Value::Number(number) => number.to_string().into(),
            // Not a key: an empty segment, which is refused.
            _ => "".into(),
        }
    }
}
