//! The order in which properties are resolved: after those that their display options ask about.

use std::collections::VecDeque;

use crate::Error;

/// What a name depends on, gathered from all properties that share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Dependencies {
    /// Names of the same list.
    on: Vec<usize>,
    /// Whether it depends on a name of another list.
    elsewhere: bool,
}

/// What a key of display options asks about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Dependency {
    /// Nothing that is resolved.
    None,
    /// A name of the same list.
    Name(usize),
    /// What the list does not declare.
    Elsewhere,
}

impl Dependencies {
    pub(super) fn add(&mut self, dependency: Dependency) {
        match dependency {
            Dependency::Name(name) if !self.on.contains(&name) => self.on.push(name),
            Dependency::Elsewhere => self.elsewhere = true,
            Dependency::Name(_) | Dependency::None => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.on.is_empty() && !self.elsewhere
    }
}

/// The steps of resolving: indexes of properties, given the name of each and what each name depends on.
///
/// A property stands where it is declared, and once more behind for each name it depends on that was not resolved there
/// yet. That is how n8n goes, and with names declared several times it tells which value stays. n8n's
/// `getParameterResolveOrder`.
pub(super) fn steps(names: &[usize], dependencies: &[Dependencies]) -> Result<Vec<usize>, Error> {
    let mut steps = Vec::with_capacity(names.len());
    let mut is_resolved = vec![false; dependencies.len()];
    let mut waiting: VecDeque<usize> = (0..names.len()).collect();
    let mut length = waiting.len();
    // n8n gives up when the queue has not become shorter for as many steps as there are properties, counted from one step
    // before the first.
    let mut last_step = names.len().saturating_sub(1);
    while let Some(index) = waiting.pop_front() {
        steps.push(index);
        let (name, step) = (names[index], steps.len());
        let missing = dependencies[name].on.iter().filter(|on| !is_resolved[**on]);
        missing.for_each(|_| waiting.push_back(index));
        is_resolved[name] = true;
        if dependencies[name].is_empty() {
            continue;
        }
        if waiting.len() < length {
            last_step = step + names.len();
        }
        if step > last_step {
            return Err(Error::DependencyLoop);
        }
        length = waiting.len();
    }
    Ok(steps)
}
