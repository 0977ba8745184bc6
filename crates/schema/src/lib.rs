#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! - [`node`]: a whole node's `parameters`, with if/then on resource, operation and toggles.
//! - [`operation`]: one operation, flat, for tools.
//! - [`form`]: one operation with if/then, and the UI schemas of react-jsonschema-form and JSON Forms.
//! - [`tools`]: all operations as tools of language models.
//! - [`Catalog`]: all of these for one node, each made once. With the feature `validate` it also checks parameters.
//! - [`object`]: any list of properties, for the types that derive them.
//!
//! Two keywords are our own. `x-nodewright` holds what a form needs beyond JSON Schema, see [`Form`]. `x-nodewright-check`
//! holds a property whose value n8n checks by rules that JSON Schema has no words for: resource mappers, filters, values
//! that are parsed. `Validator`, behind the feature `validate`, follows it; other validators take any value there.

mod catalog;
mod compat;
mod condition;
mod dialect;
mod facts;
mod field;
mod form;
mod formula;
mod hint;
mod node;
mod object;
mod operation;
mod part;
mod path;
mod pattern;
mod shown;
mod tool;
#[cfg(feature = "validate")]
mod validator;
mod value;
mod words;

use nodewright_properties::{Choice, Property};
use schemars::Schema;

pub use catalog::Catalog;
pub use form::{Form, form};
pub use node::{Profile, node};
pub use operation::{Operation, operation, operations};
pub use tool::{Provider, Tool, tools};
#[cfg(feature = "validate")]
pub use validator::{Uncompilable, Validator, Violation};

/// The schema of an object with these properties, as they are once expressions are evaluated.
///
/// ```
/// use nodewright_properties::{Property, PropertyType};
///
/// let limit = Property::new("Limit", "limit", PropertyType::Number, 50);
/// assert_eq!(
///     nodewright_schema::object(&[limit]).to_value(),
///     serde_json::json!({
///         "type": "object",
///         "properties": {"limit": {"type": "number", "title": "Limit", "default": 50}},
///     })
/// );
/// ```
#[must_use]
pub fn object(properties: &[Property]) -> Schema {
    object::root(properties, &facts::Facts::default(), &dialect::Dialect::OBJECT).into()
}

/// The schema of one of these choices.
#[must_use]
pub fn choices(choices: &[Choice]) -> Schema {
    value::choices(&choices.iter().collect::<Vec<_>>(), dialect::Choices::Titled).into()
}
