//! Checking values against the schemas of this crate.

mod check;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use schemars::Schema;
use serde_json::Value;

use crate::compat::types::CHECK;

/// A schema, compiled.
#[derive(Debug)]
pub struct Validator(jsonschema::Validator);

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// JSON pointer to the part that is wrong.
    pub path: String,
    /// What it should be; never quotes the value.
    pub message: String,
}

/// A schema that cannot be compiled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncompilable(String);

impl std::fmt::Display for Uncompilable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the schema cannot be compiled: {}", self.0)
    }
}

impl std::error::Error for Uncompilable {}

impl Validator {
    /// Compiles a schema. References outside the schema are not followed, and `format` is not checked.
    ///
    /// # Errors
    /// An invalid regular expression or schema.
    pub fn new(schema: &Schema) -> Result<Self, Uncompilable> {
        let compiled = jsonschema::draft202012::options().with_keyword(CHECK, check::compile).build(schema.as_value());
        compiled.map(Self).map_err(|error| Uncompilable(error.to_string()))
    }

    /// Whether a value is right.
    #[must_use]
    pub fn is_valid(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    /// All that is wrong with a value.
    #[must_use]
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        let errors: Vec<_> = self.0.iter_errors(value).collect();
        let is_leftover =
            |error: &ValidationError<'_>| matches!(error.kind(), ValidationErrorKind::UnevaluatedProperties { .. });
        // Where a part of an object is wrong, no key behind the same condition counts as known.
        let explained = |leftover: &ValidationError<'_>| {
            let object = leftover.instance_path().as_str();
            errors.iter().any(|error| !is_leftover(error) && error.instance_path().as_str().starts_with(object))
        };
        let told = errors.iter().filter(|error| !is_leftover(error) || !explained(error));
        let violation = |error: &ValidationError<'_>| Violation {
            path: error.instance_path().to_string(),
            message: error.masked().to_string(),
        };
        told.map(violation).collect()
    }
}
