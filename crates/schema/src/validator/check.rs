//! The keyword for what JSON Schema cannot say: n8n's own check of a value.

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use nodewright_properties::{Context, Issues, NodeState, Property, node_issues};
use serde_json::{Map, Value};

/// The check of the property that the keyword holds.
struct Check(Property);

/// Reads the keyword.
pub(super) fn compile<'s>(
    _: &'s Map<String, Value>,
    property: &'s Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'s>> {
    match serde_json::from_value(property.clone()) {
        Ok(property) => Ok(Box::new(Check(property))),
        Err(error) => Err(ValidationError::custom(format!("the keyword holds no property: {error}"))),
    }
}

impl Check {
    /// What is wrong with a value; a check that cannot be carried out finds that nothing fits.
    fn issues(&self, value: &Value) -> Option<Issues> {
        let parameters = Map::from_iter([(self.0.name.to_string(), value.clone())]);
        let issues = node_issues(std::slice::from_ref(&self.0), NodeState::new(&parameters), Context::default());
        issues.unwrap_or_else(|_| Some(Issues::default()))
    }

    /// Says what should be there. n8n's own messages quote the value, so they are not used.
    fn message(&self, issues: &Issues) -> String {
        let fields = issues.parameters.iter().flat_map(|messages| messages.iter());
        let fields: Vec<_> = fields.filter_map(|(path, _)| path.split_once('.')).map(|(_, field)| field).collect();
        match &self.0.validate_type {
            _ if !fields.is_empty() => format!("fields are missing or of another type: {}", fields.join(", ")),
            Some(kind) => format!("value must be something that can be read as {kind}"),
            None => format!("value does not fit a {}", self.0.kind.as_str()),
        }
    }
}

impl<'i> Keyword<'i> for Check {
    fn validate(&self, value: &'i Value) -> Result<(), ValidationError<'i>> {
        self.issues(value).map_or(Ok(()), |issues| Err(ValidationError::custom(self.message(&issues))))
    }

    fn is_valid(&self, value: &'i Value) -> bool {
        self.issues(value).is_none()
    }
}
