//! The credential that a node's requests are signed with.

use std::sync::Arc;

use nodewright_core::{Context, Credential, ErrorKind, NodeError, Result};
use nodewright_properties::{self as properties, Condition, CredentialUse, is_displayed};
use serde_json::Value;

use crate::plan::Steps;

/// The credential of the node, if it uses one.
///
/// # Errors
/// It is required and missing, or malformed.
pub async fn of(steps: &Steps, context: &Context) -> Result<Option<Arc<Credential>>> {
    let Some(chosen) = chosen(steps)? else { return Ok(None) };
    let required = chosen.required == Some(true);
    if !is_shown(steps, chosen)? {
        return if required { Err(missing(None)) } else { Ok(None) };
    }
    if required {
        return match context.find_credential(&chosen.name).await? {
            Some(credential) => Ok(Some(credential)),
            None => Err(missing(context.credential(&chosen.name).await.err().as_ref())),
        };
    }
    context.find_credential(&chosen.name).await
}

fn missing(why: Option<&NodeError>) -> NodeError {
    let error = NodeError::new(ErrorKind::Credential, "Node does not have any credentials set");
    match why {
        Some(why) => error.with_description(why.to_string()),
        None => error,
    }
}

/// The only one there is; of several the one for what `authentication` says, or the first that is shown.
fn chosen(steps: &Steps) -> Result<Option<&CredentialUse>> {
    let uses = steps.description.credentials.as_deref().unwrap_or_default();
    if uses.len() < 2 {
        return Ok(uses.first());
    }
    let Some(method) = steps.parameters.get("authentication") else {
        for one in uses {
            if is_shown(steps, one)? {
                return Ok(Some(one));
            }
        }
        return Ok(None);
    };
    let is_for = |one: &&CredentialUse| {
        let show = one.display_options.as_ref().and_then(|options| options.show.as_ref()?.get("authentication"));
        show.is_some_and(|all| all.iter().any(|condition| matches!(condition, Condition::Is(value) if value == method)))
    };
    uses.iter().find(is_for).map(Some).ok_or_else(|| {
        let method = method.as_str().map_or_else(|| Value::to_string(method), str::to_owned);
        let name = &steps.description.name;
        let message = format!("Node type \"{name}\" does not have any credentials of type \"{method}\" defined");
        NodeError::new(ErrorKind::Operation, message)
    })
}

fn is_shown(steps: &Steps, one: &CredentialUse) -> Result<bool> {
    let context = properties::Context { version: Some(steps.version), description: Some(&steps.description) };
    is_displayed(one.display_options.as_deref(), &steps.parameters, Some(&steps.parameters), context)
        .map_err(|error| NodeError::new(ErrorKind::Parameter, error.to_string()))
}
