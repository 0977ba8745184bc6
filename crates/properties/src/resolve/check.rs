//! The keys of display options as checks that are made once for all properties that share them.

use std::borrow::Cow;
use std::cell::Cell;

use hashbrown::HashMap;
use serde_json::{Map, Value};

use super::order::Dependency;
use super::slot::Slots;
use crate::display::{Shows, hides, shows};
use crate::{Condition, Context, Error, Property, Text, path};

/// Numbers of names.
pub(super) type Numbers = HashMap<Text, usize>;

/// One key of display options with its conditions.
#[derive(Debug)]
struct Check {
    source: Source,
    is_hide: bool,
    /// Where the conditions stand: the index of a property, and that of the key in its `show` or `hide`.
    property: usize,
    position: usize,
}

/// Where a check looks.
#[derive(Debug)]
enum Source {
    /// `@version`, `@feature`, `@tool`.
    Context,
    /// Among the parameters of the same list.
    Here(Reference),
    /// Among the parameters of the node.
    Root(Reference),
}

/// A parameter by the number of its name, or a value inside of one.
#[derive(Debug)]
struct Reference {
    name: Option<usize>,
    inside: Option<Box<(usize, Vec<String>)>>,
}

/// All checks of a list. Properties of one operation have the same, so there are far fewer than keys.
#[derive(Debug, Default)]
pub(super) struct Checks {
    checks: Vec<Check>,
    /// By the number of a name, the checks that look at it.
    looking_at: Vec<Vec<usize>>,
}

/// What checks say about the parameters as they are, as far as it was asked.
#[derive(Debug)]
pub(super) struct Outcomes(Vec<Cell<Outcome>>);

#[derive(Clone, Copy, Debug, Default)]
enum Outcome {
    #[default]
    Open,
    Passes,
    Fails,
    /// The property is shown, whatever further checks say.
    Shows,
}

/// Where the parameters of a list and those of the node are.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'s> {
    pub(super) properties: &'s [Property],
    pub(super) here: &'s Slots<'s>,
    pub(super) root: &'s Slots<'s>,
    /// The parameters of the node as they are, where a condition may ask about one that no property declares.
    pub(super) undeclared: Option<&'s Map<String, Value>>,
    pub(super) context: Context<'s>,
}

impl Checks {
    /// The checks of a list and, for each property, which are its own; `root` has the names of the node's list for one
    /// inside a collection.
    pub(super) fn new(properties: &[Property], here: &Numbers, root: Option<&Numbers>) -> (Self, Vec<Box<[usize]>>) {
        let mut checks = Self { checks: Vec::new(), looking_at: vec![Vec::new(); here.len()] };
        // By what tells nearly all of them apart; the rest is compared.
        let mut known: HashMap<(&str, bool, Option<&str>), Vec<usize>> = HashMap::with_capacity(here.len());
        let mut own = Vec::with_capacity(properties.len());
        for (index, property) in properties.iter().enumerate() {
            let number = |(is_hide, position, key, conditions)| {
                let alike = known.entry((key, is_hide, first_text(conditions))).or_default();
                let same = alike.iter().find(|check| checks.condition(properties, **check) == Some((key, conditions)));
                if let Some(same) = same {
                    return *same;
                }
                let source = Source::new(key, here, root);
                let check = checks.add(Check { source, is_hide, property: index, position }, root.is_none());
                alike.push(check);
                check
            };
            own.push(keys(property).map(number).collect());
        }
        (checks, own)
    }

    /// The name of the same list that a property with a check is resolved after.
    pub(super) fn dependency(&self, check: usize) -> Dependency {
        match &self.checks[check].source {
            Source::Context => Dependency::None,
            Source::Here(Reference { name: Some(name), .. }) => Dependency::Name(*name),
            Source::Here(_) | Source::Root(_) => Dependency::Elsewhere,
        }
    }

    fn add(&mut self, check: Check, is_root: bool) -> usize {
        let number = self.checks.len();
        let reference = match &check.source {
            Source::Root(reference) if is_root => Some(reference),
            Source::Here(reference) => Some(reference),
            Source::Root(_) | Source::Context => None,
        };
        for name in reference.iter().flat_map(|reference| reference.names()) {
            self.looking_at[name].push(number);
        }
        self.checks.push(check);
        number
    }

    /// The key of a check and its conditions.
    fn condition<'p>(&self, properties: &'p [Property], check: usize) -> Option<(&'p str, &'p [Condition])> {
        let check = self.checks.get(check)?;
        let options = properties.get(check.property)?.display_options.as_deref()?;
        let keys = if check.is_hide { options.hide.as_ref()? } else { options.show.as_ref()? };
        keys.get_index(check.position).map(|(key, conditions)| (key, &conditions[..]))
    }

    /// Nothing known yet.
    pub(super) fn outcomes(&self) -> Outcomes {
        Outcomes(vec![Cell::default(); self.checks.len()])
    }

    /// Forgets what is known about checks that look at a name.
    pub(super) fn forget(&self, outcomes: &Outcomes, name: usize) {
        for check in self.looking_at.get(name).into_iter().flatten() {
            outcomes.0[*check].set(Outcome::Open);
        }
    }

    /// Whether a property with these checks is shown.
    pub(super) fn pass(&self, own: &[usize], outcomes: &Outcomes, around: Surroundings<'_>) -> Result<bool, Error> {
        for check in own {
            let cell = &outcomes.0[*check];
            if matches!(cell.get(), Outcome::Open) {
                cell.set(self.outcome(*check, around)?);
            }
            match cell.get() {
                Outcome::Open | Outcome::Passes => {}
                Outcome::Fails => return Ok(false),
                Outcome::Shows => return Ok(true),
            }
        }
        Ok(true)
    }

    fn outcome(&self, number: usize, around: Surroundings<'_>) -> Result<Outcome, Error> {
        let check = &self.checks[number];
        let (key, conditions) = self.condition(around.properties, number).unwrap_or_default();
        let value = match &check.source {
            Source::Here(reference) => reference.look_up(around.here, key, around.undeclared),
            Source::Root(reference) => reference.look_up(around.root, &key[1..], around.undeclared),
            Source::Context => around.context.value(key)?.map(Cow::Owned),
        };
        if check.is_hide {
            let hides = hides(conditions, value.as_deref())?;
            return Ok(if hides { Outcome::Fails } else { Outcome::Passes });
        }
        Ok(match shows(conditions, value.as_deref())? {
            Shows::Yes => Outcome::Passes,
            Shows::No => Outcome::Fails,
            Shows::WhateverElse => Outcome::Shows,
        })
    }
}

/// The keys of a property's display options, `show` before `hide`.
fn keys(property: &Property) -> impl Iterator<Item = (bool, usize, &str, &[Condition])> {
    let options = property.display_options.as_deref();
    let show = options.and_then(|options| options.show.as_ref()).map(|show| (false, show));
    let hide = options.and_then(|options| options.hide.as_ref()).map(|hide| (true, hide));
    show.into_iter().chain(hide).flat_map(|(is_hide, keys)| {
        keys.iter().enumerate().map(move |(position, (key, conditions))| (is_hide, position, key, &conditions[..]))
    })
}

fn first_text(conditions: &[Condition]) -> Option<&str> {
    match conditions.first() {
        Some(Condition::Is(Value::String(text))) => Some(text),
        _ => None,
    }
}

impl Source {
    fn new(key: &str, here: &Numbers, root: Option<&Numbers>) -> Self {
        match key.as_bytes().first() {
            Some(b'@') => Self::Context,
            Some(b'/') => Self::Root(Reference::new(&key[1..], root.unwrap_or(here))),
            _ => Self::Here(Reference::new(key, here)),
        }
    }
}

impl Reference {
    fn new(key: &str, numbers: &Numbers) -> Self {
        let mut segments = if path::is_deep(key) { path::segments(key) } else { Vec::new() };
        let first = (!segments.is_empty()).then(|| segments.remove(0));
        let inside = first.and_then(|first| numbers.get(first.as_str()).map(|number| Box::new((*number, segments))));
        Self { name: numbers.get(key).copied(), inside }
    }

    /// The names that the value is taken from.
    fn names(&self) -> impl Iterator<Item = usize> {
        self.name.into_iter().chain(self.inside.iter().map(|inside| inside.0))
    }

    fn look_up<'v>(
        &self,
        slots: &'v Slots<'_>,
        key: &str,
        undeclared: Option<&'v Map<String, Value>>,
    ) -> Option<Cow<'v, Value>> {
        match self.name {
            Some(name) => {
                if let Some(value) = slots.get(name) {
                    return Some(Cow::Borrowed(value));
                }
            }
            None => {
                if let Some(value) = undeclared.and_then(|map| path::get_in(map, key)) {
                    return Some(value);
                }
            }
        }
        let (first, rest) = self.inside.as_deref()?;
        path::walk(Cow::Borrowed(slots.get(*first)?), rest)
    }
}
