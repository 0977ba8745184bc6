//! What an operation gives.

use serde_json::{Map, Value};

use crate::Item;

/// What an operation gives for one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The items of the first output, not yet linked to the input.
    pub items: Vec<Item>,
    /// Those of the outputs behind it.
    pub others: Vec<Vec<Item>>,
}

impl Output {
    /// One item of this data.
    pub fn one(json: impl Into<Value>) -> Self {
        Item::new(json).into()
    }

    /// These items on the output of this index.
    #[must_use]
    pub fn at(output: usize, items: Vec<Item>) -> Self {
        let Some(others) = output.checked_sub(1) else { return items.into() };
        let mut others = vec![Vec::new(); others];
        others.push(items);
        Self { items: Vec::new(), others }
    }

    /// Adds an item on the output of this index.
    pub fn push(&mut self, output: usize, item: Item) {
        let Some(other) = output.checked_sub(1) else { return self.items.push(item) };
        if self.others.len() <= other {
            self.others.resize_with(other + 1, Vec::new);
        }
        self.others[other].push(item);
    }

    /// One item per element of a list, one item for anything else; anything but an object is wrapped as `{"result": …}`.
    #[must_use]
    pub fn each(value: Value) -> Self {
        let object = |value| match value {
            Value::Object(map) => Item::new(map),
            other => Item::new(Map::from_iter([("result".to_owned(), other)])),
        };
        match value {
            Value::Array(list) => list.into_iter().map(object).collect::<Vec<_>>().into(),
            one => object(one).into(),
        }
    }

    /// The items with the index of their output.
    pub fn into_placed(self) -> impl Iterator<Item = (usize, Item)> {
        let others = self.others.into_iter().enumerate();
        let others = others.flat_map(|(index, items)| items.into_iter().map(move |item| (index + 1, item)));
        self.items.into_iter().map(|item| (0, item)).chain(others)
    }
}

impl From<Vec<Item>> for Output {
    fn from(items: Vec<Item>) -> Self {
        Self { items, others: Vec::new() }
    }
}

impl From<Item> for Output {
    fn from(item: Item) -> Self {
        vec![item].into()
    }
}
