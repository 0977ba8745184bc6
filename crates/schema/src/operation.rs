//! The operations of a node, and each one as a flat schema for tools.

use nodewright_properties::{Choice, NodeDescription, Property, PropertyType, Version};
use schemars::Schema;
use serde_json::{Map, Value};

use crate::dialect::Dialect;
use crate::facts::Facts;
use crate::object;
use crate::shown::{Level, Place};

/// An operation as a node's description lists it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The value of the parameter `resource`; `None` where the node has no resources.
    pub resource: Option<String>,
    /// The value of the parameter `operation`; `None` where the node has no operations.
    pub operation: Option<String>,
    /// The resource's name for people; `None` where the node has no resources.
    pub resource_name: Option<String>,
    /// The operation's own name for people, such as `Create`.
    pub name: String,
    /// Both names, such as `Item: Create`.
    pub title: String,
    /// What it does; may be empty.
    pub description: String,
}

/// The operations of a version of a node, in the order in which a form lists them. A node without a list of operations is
/// one operation itself.
#[must_use]
pub fn operations(description: &NodeDescription, version: Version) -> Vec<Operation> {
    let facts = Facts::of(description, version);
    let resources = choices(description, "resource", &facts);
    if resources.is_empty() {
        return of_resource(description, None, &facts);
    }
    let all = resources.into_iter().flat_map(|(value, choice)| {
        let facts = facts.and("resource", vec![value.into()]);
        of_resource(description, Some((value, choice)), &facts)
    });
    all.collect()
}

/// One operation's parameters as a flat schema: no if/then and nothing combined at the top. `resource` and `operation`
/// are fixed and left out; fields that depend on other fields are optional. `None` if the node lists no such operation.
///
/// An empty `resource` or `operation` stands for a node that has none.
#[must_use]
pub fn operation(description: &NodeDescription, version: Version, resource: &str, operation: &str) -> Option<Schema> {
    let found = operations(description, version);
    let found = found.iter().find(|one| one.is(resource, operation))?;
    Some(flat(description, version, found, &Dialect::FLAT).into())
}

impl Operation {
    pub(crate) fn is(&self, resource: &str, operation: &str) -> bool {
        self.resource.as_deref().unwrap_or_default() == resource
            && self.operation.as_deref().unwrap_or_default() == operation
    }

    /// What is known of the parameters where the operation is chosen.
    pub(crate) fn facts(&self, description: &NodeDescription, version: Version) -> Facts {
        let mut facts = Facts::of(description, version);
        for (key, value) in [("resource", &self.resource), ("operation", &self.operation)] {
            if let Some(value) = value {
                facts = facts.and(key, vec![value.as_str().into()]);
            }
        }
        facts
    }

    /// The operation's own properties: all but the two that choose it and those that it never shows.
    pub(crate) fn properties(&self, description: &NodeDescription, facts: &Facts) -> Vec<Property> {
        let chosen = |name: &str| {
            (name == "resource" && self.resource.is_some()) || (name == "operation" && self.operation.is_some())
        };
        let own = description
            .properties
            .iter()
            .filter(|property| !chosen(&property.name) && facts.allow(property.display_options.as_deref()));
        own.cloned().collect()
    }
}

/// The schema of the operation's properties, with its title and description.
pub(crate) fn titled(
    operation: &Operation,
    properties: &[Property],
    facts: &Facts,
    dialect: &Dialect,
) -> Map<String, Value> {
    let mut schema = Map::from_iter([("title".to_owned(), Value::from(operation.title.as_str()))]);
    if !operation.description.is_empty() {
        schema.insert("description".into(), operation.description.as_str().into());
    }
    schema.extend(object::root(properties, facts, dialect));
    schema
}

/// The operation as a flat schema.
pub(crate) fn flat(
    description: &NodeDescription,
    version: Version,
    operation: &Operation,
    dialect: &Dialect,
) -> Map<String, Value> {
    let facts = operation.facts(description, version);
    titled(operation, &operation.properties(description, &facts), &facts, dialect)
}

fn of_resource(description: &NodeDescription, resource: Option<(&str, &Choice)>, facts: &Facts) -> Vec<Operation> {
    let operations = choices(description, "operation", facts);
    let named = |value: Option<&str>, choice: Option<&Choice>| {
        let titles = [resource.map(|(_, choice)| &choice.name), choice.map(|choice| &choice.name)];
        let titles: Vec<_> = titles.into_iter().flatten().map(AsRef::as_ref).collect();
        let text = choice.and_then(|choice| choice.description.as_deref().or(choice.action.as_deref()));
        Operation {
            resource: resource.map(|(value, _)| value.to_owned()),
            operation: value.map(str::to_owned),
            resource_name: resource.map(|(_, choice)| choice.name.to_string()),
            name: titles.last().map_or(&*description.display_name, |name| name).to_owned(),
            title: if titles.is_empty() { description.display_name.to_string() } else { titles.join(": ") },
            description: text.unwrap_or(if titles.is_empty() { &description.description } else { "" }).to_owned(),
        }
    };
    if operations.is_empty() {
        return vec![named(None, None)];
    }
    operations.into_iter().map(|(value, choice)| named(Some(value), Some(choice))).collect()
}

/// The choices of the parameter that are offered where the facts hold, each value once.
fn choices<'d>(description: &'d NodeDescription, name: &str, facts: &Facts) -> Vec<(&'d str, &'d Choice)> {
    let level = Level { properties: &description.properties, place: Place::Root, open: false };
    let mut all: Vec<(&str, &Choice)> = Vec::new();
    let properties = description.properties.iter().filter(|property| {
        property.name == name && property.kind == PropertyType::Options && level.may_be_shown(property, facts)
    });
    for choice in properties.flat_map(Property::choices) {
        let Some(value) = choice.value.as_ref().and_then(Value::as_str) else { continue };
        if facts.allow(choice.display_options.as_deref()) && !all.iter().any(|(known, _)| *known == value) {
            all.push((value, choice));
        }
    }
    all
}
