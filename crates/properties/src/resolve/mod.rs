//! The parameters that a node really has: defaults filled in, hidden ones left out.

mod check;
mod expression;
mod nested;
mod order;
mod part;
mod plan;
mod run;
mod slot;
mod state;
mod unused;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde_json::{Map, Value};

use crate::issues::issues_if;
use crate::{Context, Error, Issues, NodeDescription, NodeState, Property, Version};
use plan::{List, Plan};
use run::Run;
use state::State;
pub use unused::unused;

/// What [`resolve`] gives back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Resolve<'a> {
    /// Fill in defaults; otherwise leave out parameters equal to their default. n8n's `returnDefaults`.
    pub defaults: bool,
    /// Keep parameters that are not shown. n8n's `returnNoneDisplayed`.
    pub hidden: bool,
    /// What conditions on `@version`, `@feature` and `@tool` ask about.
    pub context: Context<'a>,
}

/// The parameters of a node as its properties see them: keys that no property declares and values of hidden properties are
/// left out, at every level. n8n's `getNodeParameters`.
///
/// A `collection` keeps only fields that are stored; a group of a `fixedCollection` that is stored gets its defaults.
/// No values at all, unlike an empty object, give no parameters, not even defaults.
///
/// To resolve repeatedly for one description, a [`Resolver`] is faster.
///
/// ```
/// use nodewright_properties::{Property, PropertyType, Resolve, resolve};
/// use serde_json::{Map, json};
///
/// let properties = [Property::new("Limit", "limit", PropertyType::Number, 50)];
/// let stored: Map<_, _> = serde_json::from_value(json!({"unknown": 1})).unwrap();
/// let parameters = resolve(&properties, &stored, Resolve { defaults: true, ..Resolve::default() })?;
/// assert_eq!(json!(parameters), json!({"limit": 50}));
/// # Ok::<(), nodewright_properties::Error>(())
/// ```
///
/// # Errors
/// Display options that depend on each other, values that do not have the shape of their collection, conditions that
/// cannot be evaluated.
pub fn resolve<'v>(
    properties: &'v [Property],
    values: impl Into<Option<&'v Map<String, Value>>>,
    options: Resolve<'v>,
) -> Result<Map<String, Value>, Error> {
    let plan = Plan::new(properties, None)?;
    Run::new(List::new(&plan, properties), options).parameters(values.into())
}

/// Resolves and checks parameters for one description, with all that depends only on the description worked out once,
/// and what depends on the chosen operation once per operation.
#[derive(Debug)]
pub struct Resolver {
    description: Arc<NodeDescription>,
    whole: Part,
    operations: RwLock<HashMap<[String; 2], Arc<Part>>>,
}

/// Properties with their plan.
#[derive(Debug)]
struct Part {
    properties: Vec<Property>,
    plan: Plan,
}

impl Part {
    fn new(properties: Vec<Property>) -> Result<Self, Error> {
        let plan = Plan::new(&properties, None)?;
        Ok(Self { properties, plan })
    }

    fn list(&self) -> List<'_> {
        List::new(&self.plan, &self.properties)
    }
}

impl Resolver {
    /// Works out the order in which the properties of a description are resolved.
    ///
    /// # Errors
    /// Display options that depend on each other.
    pub fn new(description: Arc<NodeDescription>) -> Result<Self, Error> {
        let whole = Part::new(description.properties.clone())?;
        Ok(Self { description, whole, operations: RwLock::default() })
    }

    /// The description that the parameters are for.
    pub fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    /// As [`resolve`], for a node of this version.
    ///
    /// # Errors
    /// Values that do not have the shape of their collection, conditions that cannot be evaluated.
    pub fn resolve<'v>(
        &'v self,
        values: impl Into<Option<&'v Map<String, Value>>>,
        version: Version,
        defaults: bool,
        hidden: bool,
    ) -> Result<Map<String, Value>, Error> {
        let values = values.into();
        let context = Context { version: Some(version), description: Some(&self.description) };
        let options = Resolve { defaults, hidden, context };
        // Hidden parameters are kept, whatever the operation.
        match values.filter(|_| !hidden).map(|values| self.part(values)).transpose()? {
            Some(Some(part)) => Run::new(part.list(), options).parameters(values),
            _ => Run::new(self.whole.list(), options).parameters(values),
        }
    }

    /// As [`node_issues`](crate::node_issues), for a node of this version.
    ///
    /// # Errors
    /// As of [`node_issues`](crate::node_issues).
    pub fn issues(&self, node: NodeState<'_>, version: Version) -> Result<Option<Issues>, Error> {
        if node.is_disabled || node.is_pinned {
            return Ok(None);
        }
        let part = self.part(node.parameters)?;
        let list = part.as_ref().map_or_else(|| self.whole.list(), |part| part.list());
        let context = Context { version: Some(version), description: Some(&self.description) };
        let state = State::of_node(list, node.parameters);
        let mut issues = Issues::default();
        for (entry, property) in list.entries().filter(|(entry, _)| entry.may_have_issues) {
            let is_shown = || state.shows(entry, None, context);
            issues.merge(issues_if(property, node.parameters, "", context, is_shown)?);
        }
        Ok((!issues.is_empty()).then_some(issues))
    }

    /// The properties of the operation that the values choose; none where they choose none.
    fn part(&self, values: &Map<String, Value>) -> Result<Option<Arc<Part>>, Error> {
        let Some(chosen) = part::chosen(&self.description.properties, values) else { return Ok(None) };
        if let Some(part) = self.operations.read().unwrap_or_else(PoisonError::into_inner).get(&chosen) {
            return Ok(Some(Arc::clone(part)));
        }
        let part = Arc::new(Part::new(part::of(&self.description.properties, &chosen))?);
        let mut operations = self.operations.write().unwrap_or_else(PoisonError::into_inner);
        // Names that no property knows are not worth keeping, and could be any number.
        if operations.len() < MOST_OPERATIONS {
            operations.insert(chosen, Arc::clone(&part));
        }
        Ok(Some(part))
    }
}

/// Operations whose properties are kept; the largest nodes of n8n have some hundreds.
const MOST_OPERATIONS: usize = 1024;
