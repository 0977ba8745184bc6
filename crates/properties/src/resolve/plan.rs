//! What depends only on the description: names as numbers, the order of resolution, where conditions look.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::check::{Checks, Numbers};
use super::order::{Dependencies, steps};
use crate::issues::may_have_issues;
use crate::{Error, Property, PropertyType};

/// How a list of properties is resolved. It goes with the list that it was made from, see [`List`].
#[derive(Debug)]
pub(super) struct Plan {
    numbers: Numbers,
    pub(super) checks: Checks,
    entries: Vec<Entry>,
    /// Indexes of properties in the order of resolution; one with a shared name may come several times.
    steps: Vec<usize>,
    /// By the number of a name, the first property that has it.
    declared: Vec<usize>,
}

/// What is known about one property.
#[derive(Debug)]
pub(super) struct Entry {
    /// The number of its name.
    pub(super) name: usize,
    /// Whether other properties have the same name.
    pub(super) is_shared: bool,
    /// Whether it can have issues at all.
    pub(super) may_have_issues: bool,
    /// The checks of its display options, `show` before `hide`.
    pub(super) checks: Box<[usize]>,
    /// The default of a resource locator, marked as one.
    pub(super) locator: Option<Box<Value>>,
    /// The plans of the lists inside: a collection's fields, or each group of a fixed collection. Made when first needed.
    nested: Box<[OnceLock<Result<Plan, Error>>]>,
}

impl Plan {
    /// The plan of a list, with that of the list at the root of the node for one inside a collection.
    pub(super) fn new(properties: &[Property], root: Option<&Self>) -> Result<Self, Error> {
        let mut numbers = Numbers::with_capacity(properties.len());
        let mut declared = Vec::with_capacity(properties.len());
        let mut times = Vec::with_capacity(properties.len());
        let mut names = Vec::with_capacity(properties.len());
        for (index, property) in properties.iter().enumerate() {
            let name = *numbers.entry_ref(&property.name).or_insert(declared.len());
            if name == declared.len() {
                declared.push(index);
                times.push(0);
            }
            times[name] += 1;
            names.push(name);
        }

        let (checks, own) = Checks::new(properties, &numbers, root.map(|root| &root.numbers));
        let mut dependencies = vec![Dependencies::default(); numbers.len()];
        for (name, own) in names.iter().zip(&own) {
            own.iter().for_each(|check| dependencies[*name].add(checks.dependency(*check)));
        }
        let entries: Vec<Entry> = properties
            .iter()
            .zip(&names)
            .zip(own)
            .map(|((property, &name), checks)| Entry {
                name,
                is_shared: times[name] > 1,
                may_have_issues: may_have_issues(property),
                checks,
                locator: locator_default(property),
                nested: lists(property).map(|_| OnceLock::new()).collect(),
            })
            .collect();
        let mut steps = steps(&names, &dependencies)?;
        // Resolving a name again gives the same, unless another property with the name came between.
        let mut is_done = vec![false; properties.len()];
        steps.retain(|step| entries[*step].is_shared || !std::mem::replace(&mut is_done[*step], true));
        Ok(Self { numbers, checks, entries, steps, declared })
    }
}

/// The lists of properties inside a property.
fn lists(property: &Property) -> impl Iterator<Item = &[Property]> {
    let fields = (property.kind == PropertyType::Collection).then(|| property.fields());
    fields.into_iter().chain(property.groups().iter().map(|group| &group.values[..]))
}

/// The default of a resource locator that is an object, marked as the value of one.
fn locator_default(property: &Property) -> Option<Box<Value>> {
    let default = match &property.default {
        Some(Value::Object(default)) if property.kind == PropertyType::ResourceLocator => default.clone(),
        Some(Value::Null) if property.kind == PropertyType::ResourceLocator => Map::new(),
        _ => return None,
    };
    let mut locator = Map::from_iter([("__rl".to_owned(), Value::Bool(true))]);
    locator.extend(default);
    Some(Box::new(Value::Object(locator)))
}

/// A list of properties with its plan.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) plan: &'a Plan,
    pub(super) properties: &'a [Property],
}

impl<'a> List<'a> {
    pub(super) fn new(plan: &'a Plan, properties: &'a [Property]) -> Self {
        Self { plan, properties }
    }

    /// How many names there are.
    pub(super) fn names(self) -> usize {
        self.plan.numbers.len()
    }

    /// The name of a number.
    pub(super) fn name(self, number: usize) -> &'a str {
        let declared = self.plan.declared.get(number).and_then(|index| self.properties.get(*index));
        declared.map_or("", |property| &property.name)
    }

    /// The number of a name.
    pub(super) fn number(self, name: &str) -> Option<usize> {
        self.plan.numbers.get(name).copied()
    }

    /// Every property with what is known about it.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a Entry, &'a Property)> {
        self.plan.entries.iter().zip(self.properties)
    }

    /// The properties in the order of resolution.
    pub(super) fn steps(self) -> impl Iterator<Item = (&'a Entry, &'a Property)> {
        let at = move |step: &usize| Some((self.plan.entries.get(*step)?, self.properties.get(*step)?));
        self.plan.steps.iter().filter_map(at)
    }
}

impl Entry {
    /// A list inside the property of this entry: the fields of a collection, or the group of a fixed collection by index.
    pub(super) fn nested<'a>(&'a self, index: usize, list: &'a [Property], root: List<'_>) -> Result<List<'a>, Error> {
        // A property without options has been refused before, so there is a place for each list inside.
        let plan = self.nested.get(index).ok_or(Error::DependencyLoop)?;
        let plan = plan.get_or_init(|| Plan::new(list, Some(root.plan)));
        plan.as_ref().map(|plan| List::new(plan, list)).map_err(Clone::clone)
    }
}
