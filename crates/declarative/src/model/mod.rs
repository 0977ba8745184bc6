//! What a description says about requests, read once.

mod action;
mod pagination;
mod place;
mod routing;

use nodewright_core::{ErrorKind, NodeDescription, NodeError, Result, javascript};
use nodewright_properties::{Options, Property};
use serde_json::{Map, Value};

pub use action::{Action, PostReceive};
pub use pagination::{Offset, Pagination};
pub use place::{FunctionPath, Place};
pub use routing::{Routing, Send, SendTo, Text};

/// The routing of a description, in the shape of its properties.
#[derive(Debug)]
pub struct Model {
    /// `requestDefaults`, in their order.
    pub defaults: Vec<(String, Text)>,
    /// `requestOperations.pagination`.
    pub pagination: Option<Pagination>,
    /// One entry for each property.
    pub properties: Vec<Entry>,
}

/// The routing of a property and of what is inside of it.
#[derive(Debug)]
pub struct Entry {
    pub routing: Option<Routing>,
    pub below: Below,
}

/// What is inside of a property.
#[derive(Debug)]
pub enum Below {
    Nothing,
    /// One for each choice.
    Choices(Vec<Option<Routing>>),
    /// One for each field of a collection.
    Fields(Vec<Entry>),
    /// One for each field, by group of a fixed collection.
    Groups(Vec<Vec<Entry>>),
}

impl Model {
    /// Reads the routing of a description.
    ///
    /// # Errors
    /// Routing that does not have its shape, with its place; a description that has none.
    pub fn of(description: &NodeDescription) -> Result<Self> {
        if description.extra.get("methods").is_some_and(javascript::is_truthy) {
            let message = format!("The description of '{}' has methods, which are code", description.name);
            return Err(NodeError::new(ErrorKind::Input, message)
                .with_description("A description is executed without them; run the package of the node instead"));
        }
        let defaults = description.request_defaults.as_deref();
        let root = Place::root();
        let model = Self {
            defaults: defaults.map(texts).unwrap_or_default(),
            pagination: match description.request_operations.as_deref() {
                Some(operations) => Pagination::of(operations, &root.member("requestOperations"))?,
                None => None,
            },
            properties: entries(&description.properties, &root.member("properties"))?,
        };
        match model.properties.iter().any(Entry::has_routing) {
            true => Ok(model),
            false => {
                let message = format!("The description of '{}' says nothing about requests", description.name);
                Err(NodeError::new(ErrorKind::Input, message).with_description(
                    "A node that is executed from its description alone has `routing` in its properties; others are code",
                ))
            }
        }
    }

    /// The routing of a request that loads options, as if it were that of the only property.
    ///
    /// # Errors
    /// As of [`of`](Self::of).
    pub fn of_options(description: &NodeDescription, load_options: &Value) -> Result<Self> {
        let defaults = description.request_defaults.as_deref();
        let root = Place::root();
        let place = root.member("typeOptions.loadOptions.routing");
        let routing = load_options.get("routing").map(|routing| Routing::of(routing, &place)).transpose()?;
        if routing.is_none() {
            return Err(place.refuse("is missing; it says which request gives the options"));
        }
        Ok(Self {
            defaults: defaults.map(texts).unwrap_or_default(),
            pagination: match description.request_operations.as_deref() {
                Some(operations) => Pagination::of(operations, &Place::root().member("requestOperations"))?,
                None => None,
            },
            properties: vec![Entry { routing, below: Below::Nothing }],
        })
    }
}

impl Entry {
    /// Whether there is any routing in it.
    pub fn has_routing(&self) -> bool {
        self.routing.is_some()
            || match &self.below {
                Below::Nothing => false,
                Below::Choices(choices) => choices.iter().any(Option::is_some),
                Below::Fields(fields) => fields.iter().any(Self::has_routing),
                Below::Groups(groups) => groups.iter().flatten().any(Self::has_routing),
            }
    }
}

pub(crate) fn texts(map: &Map<String, Value>) -> Vec<(String, Text)> {
    map.iter().map(|(key, value)| (key.clone(), Text::new(value))).collect()
}

fn entries(properties: &[Property], place: &Place<'_>) -> Result<Vec<Entry>> {
    properties.iter().enumerate().map(|(index, property)| entry(property, &place.element(index))).collect()
}

fn entry(property: &Property, place: &Place<'_>) -> Result<Entry> {
    let routing = property.routing.as_deref().map(|routing| Routing::of(routing, &place.member("routing")));
    let options = place.member("options");
    let below = match &property.options {
        None => Below::Nothing,
        Some(Options::Choices(choices)) => {
            let routing = choices.iter().enumerate().map(|(index, choice)| {
                let place = options.element(index);
                choice.routing.as_deref().map(|routing| Routing::of(routing, &place.member("routing"))).transpose()
            });
            Below::Choices(routing.collect::<Result<_>>()?)
        }
        Some(Options::Fields(fields)) => Below::Fields(entries(fields, &options)?),
        Some(Options::Groups(groups)) => {
            let groups = groups
                .iter()
                .enumerate()
                .map(|(index, group)| entries(&group.values, &options.element(index).member("values")));
            Below::Groups(groups.collect::<Result<_>>()?)
        }
    };
    Ok(Entry { routing: routing.transpose()?, below })
}
