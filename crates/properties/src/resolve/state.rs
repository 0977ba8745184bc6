//! The parameters of a list while they are being resolved, and what display conditions say about them.

use serde_json::{Map, Value};

use super::check::{Outcomes, Surroundings};
use super::plan::{Entry, List};
use super::slot::{Slot, Slots};
use crate::display::Scope;
use crate::{Context, Error, path};

/// Parameters as far as they are resolved.
pub(super) struct State<'a> {
    list: List<'a>,
    slots: Slots<'a>,
    undeclared: Option<&'a Map<String, Value>>,
    outcomes: Outcomes,
}

impl<'a> State<'a> {
    pub(super) fn new(list: List<'a>) -> Self {
        Self { list, slots: Slots::new(list.names()), undeclared: None, outcomes: list.plan.checks.outcomes() }
    }

    /// The parameters of a node as they are.
    pub(super) fn of_node(list: List<'a>, parameters: &'a Map<String, Value>) -> Self {
        Self { slots: stored(list, Scope::Map(parameters)), undeclared: Some(parameters), ..Self::new(list) }
    }

    /// The value of a name as far as it is resolved.
    pub(super) fn get(&self, name: usize) -> Option<&Value> {
        self.slots.get(name)
    }

    /// Sets the value of a name; the value may be none.
    pub(super) fn set(&mut self, name: usize, value: Slot<'a>) {
        self.slots.set(name, value);
        self.list.plan.checks.forget(&self.outcomes, name);
    }

    /// Whether a property of the list is shown, with the parameters of the node where the list is inside a collection.
    pub(super) fn shows(&self, entry: &Entry, root: Option<&State<'_>>, context: Context<'_>) -> Result<bool, Error> {
        let root = root.map_or(&self.slots, |root| &root.slots);
        let (properties, undeclared) = (self.list.properties, self.undeclared);
        let around = Surroundings { properties, here: &self.slots, root, undeclared, context };
        self.list.plan.checks.pass(&entry.checks, &self.outcomes, around)
    }

    /// Whether any name was set, be it to nothing.
    pub(super) fn has_keys(&self) -> bool {
        self.slots.has_keys()
    }

    /// The parameters with their names.
    pub(super) fn into_parameters(self) -> impl Iterator<Item = (String, Value)> {
        self.slots.into_values().map(move |(name, value)| (self.list.name(name).to_owned(), value))
    }
}

/// The stored values by the numbers of their names.
pub(super) fn stored<'v>(list: List<'v>, values: Scope<'v>) -> Slots<'v> {
    let mut stored = Slots::new(list.names());
    match values {
        Scope::Map(map) | Scope::Value(Value::Object(map)) => {
            let known = map.iter().filter_map(|(name, value)| Some((list.number(name)?, value)));
            known.for_each(|(number, value)| stored.set(number, Slot::Borrowed(value)));
        }
        // Where text or a list stands for a collection, n8n finds what JavaScript knows about it, such as its length.
        Scope::Value(value) => {
            let members = list.entries().map(|(entry, property)| (entry.name, path::member(value, &property.name)));
            members.for_each(|(number, member)| stored.set(number, member.into()));
        }
        Scope::Nothing => {}
    }
    stored
}
