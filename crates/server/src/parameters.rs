//! Stored parameters resolved against any description's properties.

use std::borrow::Cow;

use nodewright::{
    ErrorKind, Node, NodeDescription, NodeError, Property, Result, Version,
    properties::{self, Context, NodeState, Resolve},
};
use nodewright_json::{Mismatch, from_ref};

use crate::{answers::ResolvedParameters, requests::Parameters};

/// Answers `parameters`: the resolved parameters, their issues, and the paths of stored ones that have no effect.
pub fn resolve(call: &Parameters, node: Option<&dyn Node>) -> Result<ResolvedParameters> {
    let brought = call.description.as_ref().map(from_ref::<NodeDescription>).transpose();
    let brought = brought.map_err(|e| malformed(e, "description"))?;
    let known = brought.as_ref().or(node.map(|node| &**node.description()));
    let given =
        call.properties.as_ref().map(from_ref::<Vec<Property>>).transpose().map_err(|e| malformed(e, "properties"))?;
    let described = call.node_type_description.as_ref().filter(|d| !d.is_null()).map(from_ref::<NodeDescription>);
    let described = described.transpose().map_err(|e| malformed(e, "nodeTypeDescription"))?;
    let description = described.as_ref().or(known);
    let Some(all) = given.as_deref().or(description.map(|d| &d.properties[..])) else {
        let message = "Give either the \"type\" of a known node or the \"properties\" of any description";
        return Err(NodeError::new(ErrorKind::Input, message));
    };
    let own = node.filter(|_| given.is_none() && described.is_none());
    // Older names count as in an execution; which those are depends on the operation.
    let values = call.values.as_ref().map(|values| match own.map(|node| node.renamed(values)) {
        Some(Ok(renamed)) => renamed,
        None | Some(Err(_)) => Cow::Borrowed(values),
    });
    let values = values.as_deref();
    let context = Context { version: call.version()?.or(known.map(NodeDescription::latest_version)), description };
    let resolve = |defaults, hidden| {
        let options = Resolve { defaults, hidden, context };
        properties::resolve(all, values, options).map_err(|e| failed(&e))
    };
    let parameters = resolve(call.defaults.unwrap_or(true), call.hidden.unwrap_or(false))?;
    // Issues are about what the node would run with, whatever the caller wants to see.
    let complete = resolve(true, false)?;
    let issues = properties::node_issues(all, NodeState::new(&complete), context).map_err(|e| failed(&e))?;
    let unused = values.map(|values| properties::unused(values, &complete)).unwrap_or_default();
    Ok(ResolvedParameters { parameters, issues, unused })
}

impl Parameters {
    /// The version that the call is about; a node's own wins.
    fn version(&self) -> Result<Option<Version>> {
        match self.node.as_ref().map(|node| &node["typeVersion"]).filter(|version| !version.is_null()) {
            Some(own) => from_ref(own).map(Some).map_err(|e| malformed(e, "node.typeVersion")),
            None => Ok(self.type_version),
        }
    }
}

fn malformed(error: Mismatch, member: &str) -> NodeError {
    NodeError::new(ErrorKind::Input, format!("The parameters of the call are malformed: {}", error.in_member(member)))
}

fn failed(error: &properties::Error) -> NodeError {
    NodeError::new(ErrorKind::Parameter, error.to_string())
}
