//! What is wrong with the parameters of a node.

mod list;
mod locator;
mod mapper;
mod parameter;

use serde_json::{Map, Value};

use crate::{Context, Error, Property};

pub use list::Issues;
pub use parameter::parameter_issues;
pub(crate) use parameter::{issues_if, may_have_issues};

/// What decides whether a node's parameters have issues at all.
#[derive(Clone, Copy, Debug)]
pub struct NodeState<'a> {
    /// The parameters, defaults filled in.
    pub parameters: &'a Map<String, Value>,
    /// A disabled node is not looked at.
    pub is_disabled: bool,
    /// Nor is one that does not run because its output is pinned.
    pub is_pinned: bool,
}

impl<'a> NodeState<'a> {
    /// The state of a node that is enabled and not pinned.
    #[must_use]
    pub fn new(parameters: &'a Map<String, Value>) -> Self {
        Self { parameters, is_disabled: false, is_pinned: false }
    }
}

/// The issues of all parameters of a node, which keep it from being run. n8n's `getNodeParametersIssues`.
///
/// As n8n this looks for what is missing and for values that do not fit, but neither for choices that there are not, nor
/// for numbers out of range, nor for unknown keys.
///
/// ```
/// use nodewright_properties::{Context, NodeState, Property, PropertyType, node_issues};
/// use serde_json::{Map, json};
///
/// let title = Property { required: Some(true), ..Property::new("Title", "title", PropertyType::String, "") };
/// let issues = node_issues(&[title], NodeState::new(&Map::new()), Context::default())?;
/// assert_eq!(json!(issues), json!({"parameters": {"title": ["Parameter \"Title\" is required."]}}));
/// # Ok::<(), nodewright_properties::Error>(())
/// ```
///
/// # Errors
/// A condition or a validation that cannot be evaluated; conditions of a filter or fields of a resource mapper that are no
/// list.
pub fn node_issues(
    properties: &[Property],
    node: NodeState<'_>,
    context: Context<'_>,
) -> Result<Option<Issues>, Error> {
    if node.is_disabled || node.is_pinned {
        return Ok(None);
    }
    let mut issues = Issues::default();
    for property in properties {
        issues.merge(parameter_issues(property, node.parameters, "", context)?);
    }
    Ok((!issues.is_empty()).then_some(issues))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::PropertyType;

    #[test]
    fn refuses_values_that_are_no_list() {
        for (kind, value, part) in [
            (PropertyType::Filter, json!({"combinator": "and", "conditions": "={{ [] }}"}), Some("conditions")),
            (PropertyType::Filter, json!({"combinator": null, "conditions": null}), Some("conditions")),
            (PropertyType::Filter, json!({"combinator": "and", "conditions": [null, {"operator": 5}]}), None),
            (PropertyType::Filter, json!({"combinator": "and"}), None),
            (PropertyType::Filter, json!({"conditions": {}}), None),
            (PropertyType::ResourceMapper, json!({"mappingMode": "", "schema": null, "value": null}), Some("schema")),
            (PropertyType::ResourceMapper, json!({"mappingMode": "autoMapInputData", "schema": 5, "value": 5}), None),
            (PropertyType::ResourceMapper, json!({"mappingMode": "", "schema": {}}), None),
        ] {
            let property = Property::new("Rule", "rule", kind, json!({}));
            let values = Map::from_iter([("rule".to_owned(), value.clone())]);
            let issues = node_issues(std::slice::from_ref(&property), NodeState::new(&values), Context::default());
            let expected = part.map_or(Ok(None), |part| Err(Error::not_a_list(&property, part)));
            assert_eq!(issues, expected, "{value}");
        }
    }
}
