//! From resource and operation to the type that carries it out.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Map, Value};

use crate::{Call, ErrorKind, Field, Issues, Job, NodeError, Operation, OperationInfo, Output, Parameters, Result};

/// The resources of a node, in the order in which a form shows them.
pub struct Router<C: 'static> {
    /// The table.
    pub resources: &'static [Resource<C>],
    /// The resource a form starts with.
    pub default: &'static str,
}

/// A resource and its operations.
pub struct Resource<C: 'static> {
    /// As stored.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// The operation a form starts with.
    pub default: &'static str,
    /// The table.
    pub operations: &'static [Entry<C>],
}

impl<C> Clone for Router<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Router<C> {}

impl<C> Clone for Resource<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Resource<C> {}

/// A resource as a constant; the form starts with the first operation.
#[must_use]
pub const fn resource<C>(name: &'static str, title: &'static str, operations: &'static [Entry<C>]) -> Resource<C> {
    Resource { name, title, default: operations[0].info.operation, operations }
}

impl<C> Resource<C> {
    /// With another operation to start with.
    #[must_use]
    pub const fn starting_with(mut self, operation: &'static str) -> Self {
        self.default = operation;
        self
    }
}

/// One operation without its type: a row of the table.
pub struct Entry<C: 'static> {
    /// What is known of it without parameters.
    pub info: OperationInfo,
    /// Its form.
    pub fields: &'static [Field],
    read: Read<C>,
}

type Read<C> = fn(&Parameters, &Arc<C>) -> Result<Box<dyn Job>, Issues>;

/// The row of the operation `T`.
#[must_use]
pub const fn entry<T: Operation>() -> Entry<T::Client> {
    Entry {
        info: T::INFO,
        fields: T::FIELDS,
        read: |from, client| Ok(Box::new(Bound { operation: T::read_all(from)?, client: Arc::clone(client) })),
    }
}

/// The rows of a resource: `operations![List, LogOut]`.
#[macro_export]
macro_rules! operations {
    ($($operation:ty),* $(,)?) => { const { &[$($crate::entry::<$operation>()),*] } };
}

impl<C> Entry<C> {
    /// Reads resolved parameters; the job runs for any number of items.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    pub fn read(&self, parameters: &Parameters, client: &Arc<C>) -> Result<Box<dyn Job>, Issues> {
        (self.read)(parameters, client)
    }
}

/// An operation with its parameters and its client.
struct Bound<T: Operation> {
    operation: T,
    client: Arc<T::Client>,
}

#[async_trait]
impl<T: Operation> Job for Bound<T> {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        self.operation.run(&self.client, call).await
    }
}

impl<C> Router<C> {
    /// The row that stored parameters select.
    ///
    /// # Errors
    /// The resource or the operation is unknown; the error lists the known ones.
    pub fn find(&self, parameters: &Parameters) -> Result<&'static Entry<C>> {
        let resource = choice(parameters, "resource", self.default)?;
        let Some(found) = self.resources.iter().find(|r| r.name == resource) else {
            let known = self.resources.iter().map(|r| r.name);
            return Err(NodeError::unknown("resource", resource, "", known).at_parameter("resource"));
        };
        let operation = choice(parameters, "operation", found.default)?;
        found.operations.iter().find(|e| e.info.operation == operation).ok_or_else(|| {
            let known = found.operations.iter().map(|e| e.info.operation);
            let of = format!(" of resource '{resource}'");
            NodeError::unknown("operation", operation, &of, known).at_parameter("operation")
        })
    }

    /// Every operation, in order.
    pub fn operations(&self) -> impl Iterator<Item = &'static Entry<C>> + use<C> {
        self.resources.iter().flat_map(|r| r.operations)
    }
}

fn choice<'a>(parameters: &'a Map<String, Value>, name: &str, default: &'a str) -> Result<&'a str> {
    match parameters.get(name) {
        None | Some(Value::Null) => Ok(default),
        Some(Value::String(text)) if !text.starts_with('=') => Ok(text),
        Some(_) => {
            let message = format!("The {name} must be plain text, because it decides which parameters the node has");
            Err(NodeError::new(ErrorKind::Parameter, message).at_parameter(name))
        }
    }
}
