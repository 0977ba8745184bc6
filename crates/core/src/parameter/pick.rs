use std::{fmt, marker::PhantomData};

use super::Parameter;
use crate::{Field, Form, Issues, Kind, Parameters, Request, options::LoaderName};

/// A text that is picked from the options of the loader `L`; any other text is taken too.
pub struct Pick<L>(String, PhantomData<fn() -> L>);

impl<L> Pick<L> {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes a text as if it had been picked.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into(), PhantomData)
    }
}

impl<L> Clone for Pick<L> {
    fn clone(&self) -> Self {
        Self::new(&*self.0)
    }
}

impl<L> fmt::Debug for Pick<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<L> fmt::Display for Pick<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<L: LoaderName> Parameter for Pick<L> {
    const FORM: Form = Form::of(Kind::Load(L::INFO));

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        String::read(from, field).map(Self::new)
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, &self.0);
    }
}
