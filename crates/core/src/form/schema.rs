//! A form as JSON Schema, by way of its properties.

use nodewright_properties::DisplayOptions;
use schemars::Schema;

use super::{Choice, Field, properties};

/// The schema of an object with these fields.
#[must_use]
pub fn object(fields: &[Field], description: &str) -> Schema {
    let mut schema = nodewright_schema::object(&properties::properties(fields, &DisplayOptions::default()));
    if !description.is_empty() {
        schema.insert("description".into(), description.into());
    }
    schema
}

/// The schema of one of these values.
#[must_use]
pub fn choices(list: &[Choice]) -> Schema {
    nodewright_schema::choices(&properties::choices(list))
}
