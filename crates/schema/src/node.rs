//! A whole node's parameters as one schema.

use nodewright_properties::{NodeDescription, Version};
use schemars::Schema;
use serde_json::{Map, Value};

use crate::compat;
use crate::dialect::Dialect;
use crate::facts::Facts;
use crate::object;

/// How much a schema of a node's parameters demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// What n8n's own check of parameters finds no issue in. It takes normalised parameters: defaults filled in, hidden ones
    /// dropped. Neither plain types nor listed values, ranges and unknown keys matter to it.
    Compat,
    /// Types, listed values, ranges, no keys but those that are shown. Takes stored parameters as they are: what is left out
    /// has its default.
    Strict,
}

/// The schema of the `parameters` of a version of a node, JSON Schema 2020-12.
#[must_use]
pub fn node(description: &NodeDescription, version: Version, profile: Profile) -> Schema {
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), Value::from("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), description.display_name.as_ref().into()),
    ]);
    let facts = Facts::of(description, version);
    schema.extend(match profile {
        Profile::Compat => compat::node(&description.properties, &facts),
        Profile::Strict => object::root(&description.properties, &facts, &Dialect::STRICT),
    });
    schema.into()
}
