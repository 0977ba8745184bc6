//! The schemas of one node, each made when it is first asked for and then kept.

use std::sync::{Arc, OnceLock};

use nodewright_properties::{NodeDescription, Version};
use schemars::Schema;

use crate::dialect::Dialect;
use crate::form::{self, Form};
use crate::node::{Profile, node};
use crate::operation::{Operation, flat, operations};
use crate::tool::{Tool, tools};
#[cfg(feature = "validate")]
use crate::validator::{Uncompilable, Validator};

/// The schemas of one version of a node.
#[derive(Debug)]
pub struct Catalog {
    description: Arc<NodeDescription>,
    version: Version,
    operations: Vec<Entry>,
    compat: Checked,
    strict: Checked,
    tools: OnceLock<Vec<Tool>>,
}

#[derive(Debug)]
struct Entry {
    operation: Operation,
    schema: OnceLock<Schema>,
    form: OnceLock<Form>,
}

#[derive(Debug, Default)]
struct Checked {
    schema: OnceLock<Schema>,
    #[cfg(feature = "validate")]
    validator: OnceLock<Result<Validator, Uncompilable>>,
}

impl Catalog {
    /// A catalogue that lists the operations and has made no schema yet.
    #[must_use]
    pub fn new(description: Arc<NodeDescription>, version: Version) -> Self {
        let entry = |operation| Entry { operation, schema: OnceLock::new(), form: OnceLock::new() };
        let operations = operations(&description, version).into_iter().map(entry).collect();
        Self {
            description,
            version,
            operations,
            compat: Checked::default(),
            strict: Checked::default(),
            tools: OnceLock::new(),
        }
    }

    /// The description that the schemas are made from.
    pub fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    /// The version that they are for.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The node's operations, in the order in which a form lists them.
    pub fn operations(&self) -> impl ExactSizeIterator<Item = &Operation> {
        self.operations.iter().map(|entry| &entry.operation)
    }

    /// As [`node`].
    pub fn node(&self, profile: Profile) -> &Schema {
        self.checked(profile).schema.get_or_init(|| node(&self.description, self.version, profile))
    }

    /// As [`operation`](crate::operation()).
    pub fn operation(&self, resource: &str, operation: &str) -> Option<&Schema> {
        let entry = self.entry(resource, operation)?;
        Some(
            entry.schema.get_or_init(|| flat(&self.description, self.version, &entry.operation, &Dialect::FLAT).into()),
        )
    }

    /// As [`form`](crate::form()).
    pub fn form(&self, resource: &str, operation: &str) -> Option<&Form> {
        let entry = self.entry(resource, operation)?;
        Some(entry.form.get_or_init(|| form::of(&self.description, self.version, &entry.operation)))
    }

    /// As [`tools`].
    pub fn tools(&self) -> &[Tool] {
        self.tools.get_or_init(|| tools(&self.description, self.version))
    }

    /// What checks the parameters of a node against [`node`](Self::node), compiled once.
    ///
    /// # Errors
    /// A regular expression of the description that is none.
    #[cfg(feature = "validate")]
    pub fn validator(&self, profile: Profile) -> Result<&Validator, &Uncompilable> {
        self.checked(profile).validator.get_or_init(|| Validator::new(self.node(profile))).as_ref()
    }

    fn checked(&self, profile: Profile) -> &Checked {
        match profile {
            Profile::Compat => &self.compat,
            Profile::Strict => &self.strict,
        }
    }

    fn entry(&self, resource: &str, operation: &str) -> Option<&Entry> {
        self.operations.iter().find(|entry| entry.operation.is(resource, operation))
    }
}
