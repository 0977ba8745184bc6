//! What the runtime works out for a node while it is open.

use async_trait::async_trait;
use nodewright_properties::{EnsureType, Version};
use serde_json::{Map, Value};

use crate::{ErrorKind, NodeError, Result};

/// Further variables of an expression, by name with the dollar sign: `$value`, `$response`, `$pageCount` …
pub type Locals = Map<String, Value>;

/// Works out expressions and parameters for the items of one execution.
#[async_trait]
pub trait Evaluate: Send + Sync {
    /// A value with its expressions evaluated for the item at `index` of the first input: a text that starts with `=`,
    /// or lists and objects with such texts in them. `None` is `undefined`.
    ///
    /// # Errors
    /// An expression that is malformed, throws, or takes too long.
    async fn evaluate(&self, index: usize, value: &Value, locals: &Locals) -> Result<Option<Value>>;

    /// A parameter by its path, such as `options.limit`: n8n's `getNodeParameter`.
    ///
    /// # Errors
    /// A parameter that is not there and has no fallback, that cannot be evaluated, or does not have its type.
    async fn parameter(&self, index: usize, path: &str, read: &ReadParameter) -> Result<Option<Value>>;

    /// A key of the work on one item: the same however often that is tried, for services that take such keys.
    fn idempotency_key(&self, index: usize) -> String;

    /// The workflow's time zone, an IANA name or an offset.
    fn time_zone(&self) -> &str;

    /// The node's name and version, as its errors say them.
    fn node(&self) -> (&str, Version);
}

/// How a parameter is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadParameter {
    /// The value where none is stored; may be an expression too.
    pub fallback: Option<Value>,
    /// Whether expressions are given as they are stored.
    pub raw_expressions: bool,
    /// Whether the value is taken out of what the user entered: the resource of a locator, what a filter says of the item.
    pub extract_value: bool,
    /// The type that the value is to have.
    pub ensure_type: Option<EnsureType>,
}

/// Of calls that are made without a runtime, as in tests.
pub(crate) struct Nothing;

#[async_trait]
impl Evaluate for Nothing {
    async fn evaluate(&self, _: usize, value: &Value, _: &Locals) -> Result<Option<Value>> {
        match crate::has_expression(value) {
            true => Err(NodeError::new(ErrorKind::Expression, "There is nothing here that evaluates expressions")),
            false => Ok(Some(value.clone())),
        }
    }

    async fn parameter(&self, _: usize, path: &str, read: &ReadParameter) -> Result<Option<Value>> {
        read.fallback.clone().map(Some).ok_or_else(|| {
            NodeError::new(ErrorKind::Parameter, format!("There is nothing here that gives the parameter \"{path}\""))
        })
    }

    fn idempotency_key(&self, index: usize) -> String {
        format!("0:{index}")
    }

    fn time_zone(&self) -> &str {
        "UTC"
    }

    fn node(&self) -> (&str, Version) {
        ("", Version::new(1.0))
    }
}
