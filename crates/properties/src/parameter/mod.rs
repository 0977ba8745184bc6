//! A parameter as a node reads it: evaluated, taken out of its locator, of the type that the node wants, checked.

mod ensure;
mod error;
mod extract;
mod validate;

use std::borrow::Cow;

use nodewright_luxon::Settings;
use serde_json::{Map, Value};

use crate::{Context, EnsureType, ParameterValue, Property, path};

pub use ensure::ensure_type;
pub use error::{InvalidParameter, ParameterError};
pub use extract::extract_value;

/// The node whose parameters are read.
#[derive(Clone, Copy, Debug)]
pub struct ParameterSource<'a> {
    /// The properties of the node's type.
    pub properties: &'a [Property],
    /// The node's parameters as [`resolve`](crate::resolve) gives them, defaults filled in.
    pub parameters: &'a Map<String, Value>,
    /// The version and the type of the node.
    pub context: Context<'a>,
    /// The time zone of dates that name none.
    pub settings: &'a Settings,
}

/// How a parameter is read.
#[derive(Clone, Debug, Default)]
pub struct ParameterOptions {
    /// The value where none is stored; it may be an expression too.
    pub fallback: ParameterValue,
    /// Whether expressions are given as they are.
    pub raw_expressions: bool,
    /// Whether the value is taken out of what the user entered, as the property says; a filter becomes true or false.
    pub extract_value: bool,
    /// The type that the value is to have.
    pub ensure_type: Option<EnsureType>,
    /// Whether the property's validation is left out.
    pub skip_validation: bool,
}

impl<'a> ParameterSource<'a> {
    /// What is stored at the path of a parameter.
    #[must_use]
    pub fn stored(&self, name: &str) -> Option<Cow<'a, Value>> {
        path::get_in(self.parameters, name)
    }

    /// The value of a parameter for an item. `evaluate` gives the value of what is stored, expressions inside included.
    /// n8n's `getNodeParameter`.
    ///
    /// ```
    /// use nodewright_luxon::Settings;
    /// use nodewright_properties::{Context, ParameterOptions, ParameterSource, ParameterValue};
    /// use serde_json::{Map, Value, json};
    ///
    /// let parameters: Map<_, _> = serde_json::from_value(json!({"options": {"limit": 5}})).unwrap();
    /// let settings = Settings::default();
    /// let (context, properties) = (Context::default(), &[]);
    /// let source = ParameterSource { properties, parameters: &parameters, context, settings: &settings };
    /// let literal = |value: &Value| Ok::<_, std::convert::Infallible>(ParameterValue::Json(value.clone()));
    /// let limit = source.read("options.limit", 0, &ParameterOptions::default(), literal);
    /// assert_eq!(limit.unwrap(), ParameterValue::Json(json!(5)));
    /// ```
    ///
    /// # Errors
    /// A value that is missing, cannot be evaluated or taken out, or is not of its type.
    pub fn read<E>(
        &self,
        name: &str,
        item: usize,
        options: &ParameterOptions,
        evaluate: impl FnOnce(&Value) -> Result<ParameterValue, E>,
    ) -> Result<ParameterValue, ParameterError<E>> {
        let stored = self.stored(name);
        let stored = match &stored {
            Some(value) => Some(value.as_ref()),
            None if options.fallback.is_undefined() => return Err(ParameterError::Missing { name: name.to_owned() }),
            None => options.fallback.as_json(),
        };
        let mut value = match stored {
            Some(value) if options.raw_expressions => return Ok(value.clone().into()),
            Some(value) => evaluate(value).map_err(ParameterError::Evaluation)?,
            None => options.fallback.clone(),
        };
        if options.extract_value {
            value = extract_value(value, name, item, self).map_err(ParameterError::Extraction)?;
        }
        if let Some(kind) = options.ensure_type {
            value = ensure_type(value, kind, name).map_err(ParameterError::Type)?;
        }
        if options.skip_validation {
            return Ok(value);
        }
        validate::validate(value, name, item, self).map_err(ParameterError::Type)
    }
}
