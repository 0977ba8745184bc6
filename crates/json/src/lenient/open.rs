//! An array or object that has begun.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{Exact, order::order_keys};

pub(super) enum Open {
    Array(Vec<Exact>),
    Object(Members),
}

#[derive(Default)]
pub(super) struct Members {
    /// The key whose value comes next.
    pub next: String,
    map: Map<String, Value>,
    /// Those that are not JSON; `null` stands for them in the map, which has the order.
    special: HashMap<String, Exact>,
}

impl Open {
    pub(super) fn add(&mut self, value: Exact) {
        match self {
            Self::Array(list) => list.push(value),
            Self::Object(members) => members.add(value),
        }
    }

    pub(super) fn close(self) -> Exact {
        match self {
            Self::Array(list) if list.iter().all(|element| matches!(element, Exact::Json(_))) => {
                Exact::Json(list.into_iter().map(Value::from).collect())
            }
            Self::Array(list) => Exact::Array(list),
            Self::Object(members) => members.close(),
        }
    }
}

impl Members {
    pub(super) fn new(first: String) -> Self {
        Self { next: first, ..Self::default() }
    }

    /// Of two members of the same key the last counts, at the place of the first.
    fn add(&mut self, value: Exact) {
        let key = std::mem::take(&mut self.next);
        match value {
            Exact::Json(value) => {
                self.special.remove(&key);
                self.map.insert(key, value);
            }
            special => {
                self.map.insert(key.clone(), Value::Null);
                self.special.insert(key, special);
            }
        }
    }

    fn close(self) -> Exact {
        let Self { mut map, mut special, .. } = self;
        order_keys(&mut map);
        if special.is_empty() {
            return Exact::Json(Value::Object(map));
        }
        let exact = |(key, value)| {
            let member = special.remove(&key).unwrap_or(Exact::Json(value));
            (key, member)
        };
        Exact::Object(map.into_iter().map(exact).collect())
    }
}
