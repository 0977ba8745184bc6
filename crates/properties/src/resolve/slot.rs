//! Values while they are being resolved.

use std::borrow::Cow;

use serde_json::Value;

/// The value of a name, borrowed from the parameters or the description as long as it is the same as there.
#[derive(Clone, Debug, Default)]
pub(super) enum Slot<'a> {
    #[default]
    Empty,
    /// Set, to nothing.
    Undefined,
    Borrowed(&'a Value),
    Owned(Box<Value>),
}

impl Slot<'_> {
    fn get(&self) -> Option<&Value> {
        match self {
            Self::Empty | Self::Undefined => None,
            Self::Borrowed(value) => Some(value),
            Self::Owned(value) => Some(value),
        }
    }

    fn into_value(self) -> Option<Value> {
        match self {
            Self::Empty | Self::Undefined => None,
            Self::Borrowed(value) => Some(value.clone()),
            Self::Owned(value) => Some(*value),
        }
    }
}

impl<'a> From<Option<&'a Value>> for Slot<'a> {
    fn from(value: Option<&'a Value>) -> Self {
        value.map_or(Self::Undefined, Self::Borrowed)
    }
}

impl<'a> From<Option<Cow<'a, Value>>> for Slot<'a> {
    fn from(value: Option<Cow<'a, Value>>) -> Self {
        match value {
            None => Self::Undefined,
            Some(Cow::Borrowed(value)) => Self::Borrowed(value),
            Some(Cow::Owned(value)) => Self::Owned(Box::new(value)),
        }
    }
}

impl From<Value> for Slot<'_> {
    fn from(value: Value) -> Self {
        Self::Owned(Box::new(value))
    }
}

/// A value, or none, for every name of a list.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    values: Vec<Slot<'a>>,
    /// The names that have a value, in the order in which they got it.
    order: Vec<usize>,
}

impl<'a> Slots<'a> {
    pub(super) fn new(names: usize) -> Self {
        Self { values: vec![Slot::Empty; names], order: Vec::new() }
    }

    pub(super) fn get(&self, name: usize) -> Option<&Value> {
        self.values.get(name)?.get()
    }

    /// Sets the value of a name; the value may be none.
    pub(super) fn set(&mut self, name: usize, value: Slot<'a>) {
        if let Some(slot) = self.values.get_mut(name) {
            if matches!(slot, Slot::Empty) {
                self.order.push(name);
            }
            *slot = value;
        }
    }

    /// Whether any name was set, be it to nothing.
    pub(super) fn has_keys(&self) -> bool {
        !self.order.is_empty()
    }

    /// The values with the numbers of their names, in order.
    pub(super) fn into_values(mut self) -> impl Iterator<Item = (usize, Value)> {
        self.order
            .into_iter()
            .filter_map(move |name| Some((name, std::mem::take(&mut self.values[name]).into_value()?)))
    }
}
