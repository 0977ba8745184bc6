use std::{borrow::Cow, fmt, marker::PhantomData};

use serde_json::Value;

use super::{Parameter, Text};
use crate::{Field, Form, Issues, Kind, Parameters, Request, options::LoaderName};

/// A text that is picked from the options of the loader `L`. Any other [`Text`] is taken too.
pub struct Pick<L>(Text, PhantomData<fn() -> L>);

impl<L> Pick<L> {
    /// JavaScript's text of it.
    #[must_use]
    pub fn as_str(&self) -> Cow<'_, str> {
        self.0.as_str()
    }

    /// The value itself; anything but a text comes from an expression.
    #[must_use]
    pub fn value(&self) -> &Value {
        self.0.value()
    }

    /// Takes a text as if it had been picked.
    pub fn new(text: impl Into<Text>) -> Self {
        Self(text.into(), PhantomData)
    }
}

impl<L> Clone for Pick<L> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl<L> fmt::Debug for Pick<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<L> fmt::Display for Pick<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_str())
    }
}

impl<L: LoaderName> Parameter for Pick<L> {
    const FORM: Form = Form::of(Kind::Load(L::INFO));

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        Text::read(from, field).map(Self::new)
    }

    fn put(&self, name: &str, to: &mut Request) {
        self.0.put(name, to);
    }
}
