//! The parameters that a node has: those of its form, which are those of its execution.
//!
//! Every kind of node is resolved by its description. A resolver is made once for each version that is used.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use nodewright_core::{ErrorKind, Issues, Node, NodeError, Parameters, Result, Version};
use nodewright_properties::{self as properties, NodeState, Resolver};

/// Resolvers by the address of their node, which the registry keeps.
#[derive(Default)]
pub(crate) struct Resolvers(RwLock<HashMap<usize, Arc<Resolver>>>);

/// The parameters of a node, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Defaults filled in, hidden and unknown ones dropped; expressions still stand as texts.
    pub parameters: Parameters,
    /// What is wrong with them, as n8n says it.
    pub issues: Option<properties::Issues>,
    /// Paths of stored parameters that have no effect: the node does not have them, or does not show them.
    pub unused: Vec<String>,
}

impl Resolvers {
    /// The resolver of a node.
    pub fn of(&self, node: &Arc<dyn Node>) -> Result<Arc<Resolver>> {
        let address = Arc::as_ptr(node).cast::<()>() as usize;
        if let Some(resolver) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&address) {
            return Ok(Arc::clone(resolver));
        }
        let resolver = Arc::new(Resolver::new(Arc::clone(node.description())).map_err(|e| failed(&e))?);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(address, Arc::clone(&resolver));
        Ok(resolver)
    }

    /// Resolves stored parameters of a node of this version.
    pub fn resolve(&self, node: &Arc<dyn Node>, version: Option<Version>, stored: &Parameters) -> Result<Resolved> {
        let resolver = self.of(node)?;
        let version = version.unwrap_or_else(|| node.description().latest_version());
        let named = node.renamed(stored)?;
        let parameters = resolver.resolve(&*named, version, true, false).map_err(|e| failed(&e))?;
        let issues = resolver.issues(NodeState::new(&parameters), version).map_err(|e| failed(&e))?;
        let unused = properties::unused(&named, &parameters);
        Ok(Resolved { parameters, issues, unused })
    }
}

impl Resolved {
    /// The parameters, or one error that names everything that is wrong with them.
    ///
    /// # Errors
    /// Missing and malformed parameters.
    pub(crate) fn checked(self, node: &dyn Node, name: &str) -> Result<Self> {
        let said = self.issues.as_ref().and_then(|issues| issues.parameters.as_ref());
        let issues = said.map(|said| Issues::of_form(said, node.description()));
        match issues.filter(|issues| !issues.is_empty()) {
            Some(issues) => Err(node.refuse(name, issues)),
            None => Ok(self),
        }
    }
}

fn failed(error: &properties::Error) -> NodeError {
    NodeError::new(ErrorKind::Parameter, error.to_string())
}
